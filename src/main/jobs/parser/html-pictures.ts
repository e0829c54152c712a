// Finds the pictures that an HTML page brings along, in `data:` addresses or in parts beside it, and marks their
// elements with the picture's hash and size.
import type { Picture } from '@domain/article/schema';
import type { DomDocument, DomElement } from './dom';
import type { PictureShelf } from './pictures';

/** A picture's bytes by its address as the page has it; null where the file does not hold it. */
export type FindPicture = (address: string) => Uint8Array | null;

const pictureAttribute = 'data-diptych-picture';
/** Elements that are looked at; real pages have fewer. */
const maxElements = 5000;

/** Puts the pictures on the shelf. `find` is asked for what is no `data:` address. */
export async function shelvePictures(
  document: DomDocument,
  shelf: PictureShelf,
  find: FindPicture = () => null
): Promise<void> {
  let seen = 0;
  for (const element of document.querySelectorAll('img')) {
    seen += 1;
    if (seen > maxElements) return;
    element.setAttribute(pictureAttribute, '');
    for (const address of addressesOf(element)) {
      const bytes = /^data:/i.test(address) ? dataBytes(address) : find(address);
      const picture = bytes ? await shelf.add(bytes, altOf(element)) : null;
      if (!picture) continue;
      const { sha256, width = 0, height = 0 } = picture;
      element.setAttribute(pictureAttribute, `${sha256} ${width} ${height}`);
      break;
    }
  }
}

const altOf = (element: DomElement): string => element.getAttribute('alt') ?? '';

/** The picture an element was marked with; null for one that is only linked. */
export function pictureOf(element: DomElement): Picture | null {
  const [sha256, ...size] = (element.getAttribute(pictureAttribute) ?? '').split(' ');
  const [width, height] = size.map(Number);
  if (!sha256 || !width || !height) return null;
  const alt = altOf(element).replace(/\s+/g, ' ').trim().normalize('NFC').slice(0, 2000);
  return { sha256, width, height, ...(alt === '' ? {} : { alt }) };
}

/** Pages that load their pictures late keep the true address in another attribute. */
function addressesOf(element: DomElement): string[] {
  const set = (element.getAttribute('srcset') ?? '')
    .slice(0, 20_000)
    .split(/,\s+|\s+\S+,\s*/)
    .map((candidate) => candidate.trim().split(/\s+/)[0] ?? '');
  return [element.getAttribute('src') ?? '', element.getAttribute('data-src') ?? '', ...set].filter(
    (address) => address !== ''
  );
}

/** What a `data:` address holds; null for what is not in base64. */
export function dataBytes(address: string): Uint8Array | null {
  const [, base64, content = ''] =
    /^data:[^,;]*(?:;[^,;]*?)*?(;base64)?,([^]*)$/i.exec(address) ?? [];
  return base64
    ? Buffer.from(content.includes('%') ? unescaped(content) : content, 'base64')
    : null;
}

function unescaped(content: string): string {
  try {
    return decodeURIComponent(content);
  } catch {
    return content;
  }
}
