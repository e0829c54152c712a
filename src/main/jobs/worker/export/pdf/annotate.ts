// The second pass: Typst's links for marked passages become real highlights.
import { promisify } from 'node:util';
import { deflate, type ZlibOptions } from 'node:zlib';
import { joinSequences, type ShorterContent } from './content';
import { PdfFile } from './file';
import { HighlightPainter, type HighlightFacts } from './highlights';
import { attachFiles, describeDocument, type AttachedFile } from './document-entries';
import { Jumps, type JumpMarker } from './jumps';
import {
  mergeBoxes,
  pagesOf,
  readLinks,
  type Box,
  type MarkerLink,
  type Page,
  type PageLinks
} from './markers';
import { shortenHere, type ShortenPages } from './page-thread';
import { StructureTree } from './structure';
import { dict, name, PdfRef, textString, type PdfValue } from './values';
import { writePdf } from './write';

/** One piece of text between two highlight borders. */
export interface PieceMarker {
  /** Indexes into the passages. */
  passages: number[];
  /** The link the article itself has there. */
  href: string | null;
  /** It has signs as wide as high: at a line's end the typesetter takes the empty half of a comma away. */
  fullWidth?: true;
}

/** What a link of the finished file stands for. */
export type Marker = PieceMarker | JumpMarker;

/** A highlighted passage, which may go over several pages. */
export interface Passage extends Omit<HighlightFacts, 'name' | 'contents'> {
  /** Becomes /NM; a continuation on page 7 has `#p7` after it. */
  name: string;
  /** The note as plain text; empty where there is none. */
  note: string;
  /** What the tag of the annotation says. */
  words: string;
}

export interface AnnotationPlan {
  markers: Marker[];
  passages: Passage[];
  languages: string[];
  /** What to attach, by the names of the passages that are in the file. */
  attachments(drawn: ReadonlySet<string>): AttachedFile[];
  /** Contents of a continuation of a passage with a note. */
  continued(firstPage: number): string;
}

interface PlacedPassage {
  boxes: Box[];
  first: MarkerLink;
}

/** Readers look at a sign's middle, which would lie on the very edge of what is left of it. */
function widened(box: Box): Box {
  return { ...box, x0: box.x0 - 0.3, x1: box.x1 + 0.3 };
}

function passagesOn(page: PageLinks, markers: Marker[]): Map<number, PlacedPassage> {
  const placed = new Map<number, PlacedPassage>();
  for (const link of page.markers) {
    const marker = markers[link.marker];
    if (!marker || !('passages' in marker)) continue;
    const boxes = marker.fullWidth ? link.boxes.map(widened) : link.boxes;
    for (const passage of marker.passages) {
      const found = placed.get(passage);
      if (found) found.boxes.push(...boxes);
      else placed.set(passage, { boxes: [...boxes], first: link });
    }
  }
  return placed;
}

const deflated = promisify<Buffer, ZlibOptions, Buffer>(deflate);

/** Enough for Node's threads, and no more than a few megabytes of unpacked pages. */
const pagesAtOnce = 8;

interface PageContent {
  page: Page;
  /** The stream. */
  ref: PdfRef;
  packed: Buffer;
}

function contentsOf(file: PdfFile, pages: readonly Page[]): PageContent[] {
  return pages.flatMap((page) => {
    const ref = page.page.get('Contents');
    return ref instanceof PdfRef ? { page, ref, packed: file.streamBytes(ref) } : [];
  });
}

/** Packed in Node's own threads, while the pass goes on. */
async function replaceContent(
  file: PdfFile,
  { page, ref }: PageContent,
  shorter: ShorterContent | null,
  structure: StructureTree
): Promise<void> {
  if (!shorter) return;
  const sequences = structure.sequencesOn(page);
  const { bytes, joined } = joinSequences(shorter, (n) => sequences?.joins(n) ?? false);
  sequences?.drop(joined);
  const entries = dict({ Filter: name('FlateDecode') });
  file.setStream(ref, entries, await deflated(bytes, { level: 8 }));
}

/**
 * Turns marker links into highlights and writes the file anew. `highlights` counts the annotations written,
 * one a passage and page. Throws where the bytes are not what Typst writes, or a passage left no trace.
 */
export async function annotatePdf(
  bytes: Uint8Array,
  plan: AnnotationPlan,
  shorten: ShortenPages = shortenHere
): Promise<{ bytes: Uint8Array; pages: number; highlights: number }> {
  const file = new PdfFile(bytes);
  const bare = pagesOf(file);
  const contents = contentsOf(file, bare);
  const shorter = shorten(contents.map(({ packed }) => packed));
  const pages = bare.map((page, index) => readLinks(file, page, index));
  const structure = new StructureTree(file);
  const painter = new HighlightPainter(file);
  const jumps = new Jumps(pages, plan.markers);
  const firstPages = new Map<number, number>();
  let highlights = 0;

  for (const page of pages) {
    const onPage: PdfRef[] = [];
    const popups: PdfRef[] = [];
    const kept: PdfValue[] = [];
    const placed = [...passagesOn(page, plan.markers)].map(([index, { boxes, first }]) => ({
      index,
      boxes: mergeBoxes(boxes),
      element: structure.elementOf(first.annotation)
    }));

    for (const link of page.markers) {
      const marker = plan.markers[link.marker];
      const href = marker && 'passages' in marker ? marker.href : null;
      const [box, ...more] = link.boxes;
      if (box && more.length === 0) link.annotation.set('Rect', [box.x0, box.y0, box.x1, box.y1]);
      if (jumps.lead(link)) {
        kept.push(link.ref);
      } else if (href === null) {
        structure.removeLink(link.ref, link.annotation);
      } else {
        const action = dict({ Type: name('Action'), S: name('URI'), URI: textString(href) });
        link.annotation.set('A', action);
        link.annotation.set('Contents', textString(href));
        kept.push(link.ref);
      }
    }

    for (const { index, boxes, element } of placed) {
      const passage = plan.passages[index];
      if (!passage) throw new Error(`no passage ${index}`);
      const firstPage = firstPages.get(index);
      const starts = firstPage === undefined;
      if (starts) firstPages.set(index, page.number);
      const hasNote = passage.note !== '';
      const facts: HighlightFacts = {
        ...passage,
        name: starts ? passage.name : `${passage.name}#p${page.number}`,
        contents: starts ? passage.note : hasNote ? plan.continued(firstPage) : ''
      };
      const drawn = painter.draw(facts, boxes, page, starts && hasNote);
      structure.addAnnotation(
        element,
        page.ref,
        { ref: drawn.highlight, entries: drawn.entries },
        passage.words
      );
      onPage.push(drawn.highlight);
      if (drawn.popup) popups.push(drawn.popup);
      highlights += 1;
    }

    const annotations = [...onPage, ...popups, ...kept, ...page.others];
    if (annotations.length > 0) page.page.set('Annots', annotations);
    else page.page.delete('Annots');
  }

  structure.dissolve();
  for (let from = 0; from < contents.length; from += pagesAtOnce) {
    const some = contents.slice(from, from + pagesAtOnce);
    await Promise.all(
      some.map(async (content, n) =>
        replaceContent(file, content, await shorter(from + n), structure)
      )
    );
  }
  structure.finish();
  describeDocument(file, plan.languages);
  const drawn = new Set([...firstPages.keys()].map((index) => plan.passages[index]?.name ?? ''));
  const attachments = plan.attachments(drawn);
  if (attachments.length > 0) attachFiles(file, attachments);
  return { bytes: await writePdf(file), pages: pages.length, highlights };
}
