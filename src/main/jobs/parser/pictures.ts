// Pictures embedded in an article's file, the same for every format: told by their first bytes and never by what the
// file says of them, each kept once, within bounds. Linked pictures are never asked for; SVG can hold script and is
// left out.
import type { DraftBlock } from '@domain/article/assemble';
import type { ParsedFile, Picture } from '@domain/article/schema';
import { measurePicture } from './picture-size';

type EmbeddedPicture = ParsedFile['pictures'][number];

/** Bounds for one article. */
export const maxPictureBytes = 10_000_000;
const maxPictures = 300;
const maxBytesInAll = 40_000_000;
/** Pictures smaller than this both ways are ornaments, bullets and counters of readers. */
const smallestSide = 32;
const longestAlt = 2000;
const maxPicturesOfBlock = 100;

/** Collects the pictures of one article. */
export class PictureShelf {
  readonly pictures: EmbeddedPicture[] = [];
  #bytes = 0;

  /** Keeps a picture; null for what is none, for ornaments, and beyond the bounds. `alt` are the words in its place. */
  async add(bytes: Uint8Array, alt: string): Promise<Picture | null> {
    const found = measurePicture(bytes);
    if (!found || bytes.length > maxPictureBytes) return null;
    if (Math.max(found.width, found.height) < smallestSide) return null;
    if (Math.min(found.width, found.height) < 1) return null;
    const sha256 = await hashOf(bytes);
    if (!this.pictures.some((picture) => picture.sha256 === sha256)) {
      if (this.pictures.length >= maxPictures || this.#bytes + bytes.length > maxBytesInAll)
        return null;
      this.#bytes += bytes.length;
      // A copy of its own: the file's bytes need not stay for a picture's sake.
      this.pictures.push({ sha256, type: found.type, bytes: Uint8Array.from(bytes) });
    }
    const words = alt
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, longestAlt)
      .replace(/\p{Cs}$/u, '');
    const { width, height } = found;
    return { sha256, width, height, ...(words === '' ? {} : { alt: words.normalize('NFC') }) };
  }
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes));
  return Buffer.from(digest).toString('hex');
}

/** A block that stands for a picture until {@link placePictures} has found its words. */
export const pictureBlock = (picture: Picture): DraftBlock => ({
  kind: 'figure',
  text: picture.alt ?? '',
  marks: [],
  pictures: [picture]
});

/**
 * Gives every picture's block to the caption beside it; where there is none it stays if it has words, else the picture
 * goes to the next block, or the one before. Blocks of pictures that are clutter go to no block that is none.
 */
export function placePictures(drafts: readonly DraftBlock[]): DraftBlock[] {
  const placed = drafts.filter((draft) => draft.pictures || draft.text.trim() !== '');
  for (let at = 0; at < placed.length; at += 1) {
    const draft = placed[at];
    if (draft?.kind !== 'figure' || !draft.pictures) continue;
    const wordless = draft.text.trim() === '';
    const [next, before] = [placed[at + 1], placed[at - 1]];
    const captioned =
      next?.kind === 'caption'
        ? at + 1
        : before?.kind === 'caption' && !before.pictures
          ? at - 1
          : -1;
    let beside = at + 1;
    while (placed[beside]?.text.trim() === '') beside += 1;
    const to = captioned >= 0 ? captioned : !wordless ? at : placed[beside] ? beside : at - 1;
    const taker = placed[to];
    if (to === at || !taker) continue;
    if (!draft.clutter === !taker.clutter || captioned >= 0) {
      const pictures = [...(taker.pictures ?? []), ...draft.pictures].slice(0, maxPicturesOfBlock);
      placed[to] = { ...taker, pictures };
    }
    placed.splice(at, 1);
    at -= 1;
  }
  return placed;
}
