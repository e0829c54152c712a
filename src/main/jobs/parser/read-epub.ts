// EPUB to blocks: the whole book as one article, its chapters in reading order. Contents lists are left out.
import type { DraftBlock } from '@domain/article/assemble';
import { findDate } from '@domain/article/stated';
import { AppError } from '@shared/ipc/errors';
import { decodeText } from './decode';
import { collectHtmlBlocks } from './html-blocks';
import { declaredCharset } from './html-source';
import { shelvePictures, type FindPicture } from './html-pictures';
import type { ParsedDocument } from './parsed-document';
import { resolvePath } from './part-path';
import { maxPictureBytes, PictureShelf } from './pictures';
import { parseDocument } from './read-html';
import { hasEntityBomb, readXml } from './xml';
import { Zip } from './zip';

interface Item {
  path: string;
  type: string;
  isContents: boolean;
}
interface Package {
  items: Map<string, Item>;
  spine: string[];
  facts: Pick<ParsedDocument, 'title' | 'byline' | 'date' | 'language'>;
}

/** Throws what {@link Zip} throws, `fileDamaged` (archive) where its parts are missing, and `fileEncrypted`. */
export async function readEpub(file: string, bytes: Uint8Array): Promise<ParsedDocument> {
  const zip = new Zip(file, bytes);
  const damaged = new AppError('fileDamaged', { file, reason: 'archive' });
  const text = (path: string): string => {
    const part = zip.read(path);
    if (!part) throw damaged;
    const source = decodeText(file, part, declaredCharset(part)).text;
    if (hasEntityBomb(source)) throw zip.tooLarge();
    return source;
  };
  const path = attributes(text('META-INF/container.xml'), 'rootfile', 'full-path')[0] ?? '';
  const { items, spine, facts } = readPackage(text(path), path);
  const chapters = spine.flatMap((id) => items.get(id) ?? []).filter(isChapter);
  if (chapters.length === 0) throw damaged;
  if (zip.has('META-INF/encryption.xml')) {
    const locked = attributes(text('META-INF/encryption.xml'), 'CipherReference', 'URI');
    const paths = new Set(locked.map((uri) => resolvePath('', uri)));
    if (chapters.some((chapter) => paths.has(chapter.path)))
      throw new AppError('fileEncrypted', { file });
  }
  const shelf = new PictureShelf();
  const drafts: DraftBlock[] = [];
  for (const chapter of chapters) {
    const find: FindPicture = (address) =>
      zip.readPicture(resolvePath(chapter.path, address), maxPictureBytes);
    drafts.push(...(await readChapter(text(chapter.path), shelf, find)));
  }
  return { drafts, clutterKnown: true, ...facts, pictures: shelf.pictures };
}

const isChapter = ({ type, isContents }: Item): boolean => !isContents && /html|xml$/.test(type);

const attributes = (source: string, element: string, name: string): string[] =>
  [...readXml(source)].flatMap((tag) =>
    typeof tag !== 'string' && tag.open && tag.name === element ? (tag.attribute(name) ?? []) : []
  );

function readPackage(source: string, path: string): Package {
  const items = new Map<string, Item>();
  const spine: string[] = [];
  const words: Record<string, string[]> = {};
  const contents = new Set<string>();
  let inside = '';
  for (const part of readXml(source)) {
    if (typeof part === 'string') {
      if (part.trim() !== '') (words[inside] ??= []).push(part.trim());
      continue;
    }
    inside = part.close ? '' : part.name;
    if (!part.open) continue;
    const href = resolvePath(path, part.attribute('href') ?? '');
    if (part.name === 'item')
      items.set(part.attribute('id') ?? '', {
        path: href,
        type: part.attribute('media-type') ?? '',
        isContents: /(^|\s)nav(\s|$)/.test(part.attribute('properties') ?? '')
      });
    else if (part.name === 'itemref') spine.push(part.attribute('idref') ?? '');
    else if (part.name === 'reference' && part.attribute('type') === 'toc') contents.add(href);
  }
  for (const item of items.values()) item.isContents ||= contents.has(item.path);
  const date = findDate(words.date?.[0] ?? '');
  const facts = {
    ...(words.title?.[0] ? { title: words.title[0] } : {}),
    ...(words.creator ? { byline: words.creator.join(', ') } : {}),
    ...(date ? { date } : {}),
    ...(words.language?.[0] ? { language: words.language[0] } : {})
  };
  return { items, spine, facts };
}

const voidElements = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/i;
const noteTypes = /\b(?:footnote|endnote|rearnote)\b/;

async function readChapter(
  source: string,
  shelf: PictureShelf,
  find: FindPicture
): Promise<DraftBlock[]> {
  // HTML knows no empty elements but its own: <title/> would swallow the chapter.
  const html = source.replace(
    /<([a-z][\w:-]*)(?=[\s/])([^<>]*)\/>/gi,
    (whole, name: string, rest: string) =>
      voidElements.test(name) ? whole : `<${name}${rest}></${name}>`
  );
  const document = parseDocument(html);
  await shelvePictures(document, shelf, find);
  const { body } = document;
  for (const element of body.querySelectorAll('aside, li, p, div, section')) {
    const type = element.getAttribute('epub:type') ?? '';
    if (noteTypes.test(type) && !type.includes('notes'))
      element.setAttribute('role', 'doc-footnote');
  }
  return collectHtmlBlocks(body)
    .blocks.filter(({ byElement }) => byElement !== 'navigation')
    .map(({ kind, level, marker, cell, text, marks, pictures }) => ({
      kind,
      text,
      marks,
      ...(level === undefined ? {} : { level }),
      ...(marker === undefined ? {} : { marker }),
      ...(cell === undefined ? {} : { cell }),
      ...(pictures === undefined ? {} : { pictures })
    }));
}
