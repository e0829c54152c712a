// Tells a page's article from the page around it: Readability's choice, what the page states of its body, names and
// roles of elements, links and position, together. Words alone are judged elsewhere.
import type { ClutterReason } from '@domain/article/schema';
import { fold } from '@domain/text/fold';
import { matchLabel } from '@domain/article/clutter-label';
import { textWeight } from '@domain/text/measure';
import { HARD_BREAK } from '@domain/text/normalise';
import type { HtmlBlock } from './html-blocks';
import { matchStatedBody } from './html-stated-body';

export interface PageEvidence {
  /** Numbers of the elements Readability keeps; null where it finds no article. */
  chosen: Set<string> | null;
  title: string;
  /** The article's text as structured data state it; empty where they do not. */
  statedBody: string;
}

type Reasons = (ClutterReason | null)[];

/** A reason for each block that belongs to the page, null for the article's own. */
export function tellContent(
  blocks: readonly HtmlBlock[],
  { chosen, title, statedBody }: PageEvidence
): Reasons {
  const reasons = byChoice(blocks, chosen);
  heedDeclared(blocks, reasons);
  heedStated(blocks, reasons, statedBody);
  markAboveTitle(blocks, reasons, fold(title));
  markLinks(blocks, reasons);
  markRepeats(blocks, reasons, fold(title));
  return reasons;
}

const isChosen = (block: HtmlBlock, chosen: Set<string>): boolean =>
  [...block.owners].some((owner) => chosen.has(owner));

/** Running text: what a page's furniture seldom holds. */
const isProse = ({ kind, text, linked }: HtmlBlock): boolean =>
  kind !== 'caption' &&
  kind !== 'heading' &&
  linked < 0.5 &&
  textWeight(text.trim()) >= 60 &&
  /[.!?…。！？:;]["”’»)\]」』]*\s*$/u.test(text);

function byChoice(blocks: readonly HtmlBlock[], chosen: Set<string> | null): Reasons {
  if (!chosen) return blocks.map((block) => block.byElement ?? block.byName);
  const indexes = blocks.flatMap((block, index) => (isChosen(block, chosen) ? [index] : []));
  const [first, last] = [indexes[0] ?? 0, indexes.at(-1) ?? -1];
  return blocks.map((block, index) => {
    if (isChosen(block, chosen)) return isTeaser(blocks, index) ? 'related' : null;
    const inside = index >= first && index <= last;
    // Quoted posts stand in boxes named after the network they come from.
    if (inside && block.kind === 'quote' && !block.byElement) return null;
    const structural = block.byElement ?? block.byName;
    if (structural) return structural;
    if (block.kind === 'footnote' && index > first) return null;
    if (index < first) return 'navigation';
    if (index > last) return block.linked > 0.5 ? 'related' : 'footer';
    return isOwn(blocks, index, chosen) ? null : 'related';
  });
}

/** A headline that is a link among others of its kind: another article's. */
function isTeaser(blocks: readonly HtmlBlock[], index: number): boolean {
  const linked = (at: number): boolean => {
    const block = blocks[at];
    return block?.kind === 'heading' && block.linked > 0.9;
  };
  return linked(index) && [-3, -2, -1, 1, 2, 3].some((step) => linked(index + step));
}

const longestGap = 4;

/** What Readability drops amid the article: captions, headings, short paragraphs; but no whole lists of links. */
function isOwn(blocks: readonly HtmlBlock[], index: number, chosen: Set<string>): boolean {
  const block = blocks[index];
  if (!block || block.linked > 0.5) return false;
  if (block.kind === 'caption' || block.kind === 'footnote') return true;
  let gap = 1;
  for (const step of [-1, 1]) {
    for (let at = index + step; gap <= longestGap; at += step, gap += 1) {
      const near = blocks[at];
      if (!near || isChosen(near, chosen)) break;
    }
  }
  return gap <= longestGap;
}

const kept = (blocks: readonly HtmlBlock[], reasons: Reasons): HtmlBlock[] =>
  blocks.filter((block, index) => reasons[index] === null && isProse(block));

const weigh = (blocks: readonly HtmlBlock[]): number =>
  blocks.reduce((sum, { text }) => sum + textWeight(text), 0);

/** Where the page names an element its article's body and that holds most of the text, what comes after is not. */
function heedDeclared(blocks: readonly HtmlBlock[], reasons: Reasons): void {
  const own = kept(blocks, reasons);
  const declared = own.filter((block) => block.declared);
  if (declared.length < 2 || weigh(declared) < 0.8 * weigh(own)) return;
  const end = blocks.findLastIndex((block) => block.declared) + 1;
  for (let at = end; at < blocks.length; at += 1) {
    reasons[at] ??= (blocks[at]?.linked ?? 0) > 0.5 ? 'related' : 'footer';
  }
}

/** Where structured data state the text, that is what belongs; and nothing else where it is stated whole. */
function heedStated(blocks: readonly HtmlBlock[], reasons: Reasons, statement: string): void {
  const stated = statement === '' ? null : matchStatedBody(blocks, statement);
  if (!stated) return;
  const { matched, first, last } = stated;
  const own = kept(blocks, reasons);
  const weightOf = weigh(own.filter((block) => matched[blocks.indexOf(block)]));
  const whole = stated.covered >= 0.8 && weightOf >= 0.7 * weigh(own);
  blocks.forEach((block, index) => {
    const inside = index >= first && index <= last;
    if (matched[index] && inside) reasons[index] = null;
    else if (whole && inside && block.kind !== 'caption' && block.kind !== 'heading') {
      reasons[index] ??= block.byElement ?? block.byName ?? 'related';
    } else if (whole && index > last) {
      reasons[index] ??= block.byElement ?? block.byName ?? 'footer';
    }
  });
}

/** Nothing before the title is the article's, where its text follows the title. */
function markAboveTitle(blocks: readonly HtmlBlock[], reasons: Reasons, title: string): void {
  const body = blocks.findIndex((block, index) => reasons[index] === null && isProse(block));
  const at = blocks.findLastIndex(
    ({ kind, text }, index) =>
      kind === 'heading' &&
      (body < 0 || index < body) &&
      title !== '' &&
      fold(text.trim()) === title
  );
  if (at < 0) return;
  reasons[at] = null;
  for (let above = 0; above < at; above += 1) reasons[above] ??= 'navigation';
}

/** What is nothing but one link leads elsewhere, unless it shows its own address: then it is a reference. */
function markLinks(blocks: readonly HtmlBlock[], reasons: Reasons): void {
  const leads = (block: HtmlBlock | undefined): boolean =>
    block !== undefined &&
    block.linked >= 0.9 &&
    textWeight(block.text) >= 15 &&
    !/^\s*(https?:|www\.)/i.test(block.text);
  blocks.forEach((block, index) => {
    if (reasons[index] !== null) return;
    const { kind, linked, text } = block;
    const listed = (step: number): boolean => {
      const other = blocks[index + step];
      return other?.kind === 'listItem' && leads(other);
    };
    const headed = linked > 0.5 && matchLabel(text.split(HARD_BREAK)[0] ?? '')?.opens;
    if (
      headed ||
      (kind === 'paragraph' && leads(block)) ||
      (kind === 'listItem' && leads(block) && (listed(-1) || listed(1)))
    ) {
      reasons[index] = 'related';
    }
  });
}

/** The title again, and what stands twice before the text begins, as galleries have it. */
function markRepeats(blocks: readonly HtmlBlock[], reasons: Reasons, title: string): void {
  const start = blocks.findIndex((block, index) => reasons[index] === null && isProse(block));
  const folded = blocks.map(({ text }) => fold(text.trim()));
  blocks.forEach(({ kind }, index) => {
    if (reasons[index] !== null) return;
    const words = folded[index] ?? '';
    const twice = textWeight(words) >= 40 && folded.indexOf(words) !== folded.lastIndexOf(words);
    if ((words === title && kind !== 'heading') || (twice && index <= start))
      reasons[index] = 'teaser';
  });
}

const longestCaption = 220;

/** Slanted words and no more, right under a picture, and no sentence. */
export const isUnderPicture = ({ belowPicture, kind, text, marks }: HtmlBlock): boolean =>
  belowPicture &&
  kind === 'paragraph' &&
  textWeight(text.trim()) <= longestCaption &&
  marks.some((mark) => mark.kind === 'italic' && mark.end - mark.start >= 0.9 * text.trim().length);
