// Two texts and the links between their sentences as one page to read through: no script, nothing fetched.
import { isDisagreement, valuesApart } from '../align/doubts';
import { monotoneChain } from '../align/monotone';
import { isLive, type Link, type LinkReason } from '../align/schema';
import { sentenceLabels } from '../align/sentence-labels';
import { sideNames } from '../align/side-names';
import type { Side } from '../align/side';
import type { SideName } from '../align/counterparts';
import { segmentSentences, type Segment } from '../text/sentences';
import { escapeMarkup } from './markup';
import { proofSheetStyle } from './proof-sheet-style';

export interface SheetSide extends Side {
  title: string;
  /** The file's name without a folder. */
  file: string;
  sha256: string;
}

/** What the page says beside the texts, in the reader's language. */
export interface SheetWords {
  /** The reader's, as a BCP 47 tag. */
  language: string;
  /** Under the titles: verdict, coverage, date. */
  summary: (facts: { sentences: number; linked: number; conflicts: number }) => string[];
  /** The language's own name; empty where it is unknown. */
  languageName: (tag: string) => string;
  confidence: string;
  percent: (share: number) => string;
  why: string;
  /** Under sentences without counterpart. */
  onlyHere: string;
  outOfOrder: string;
  nothingLinked: string;
  reasons: (
    reasons: readonly LinkReason[]
  ) => { words: string; note: string | null; weight: string | null; conflict: boolean }[];
}

interface Sentence extends Segment {
  label: string;
  isHeading: boolean;
  /** The first of its block. */
  opens: boolean;
}

type Sides<T> = Record<SideName, T>;

/** Sentences of a link, or those that none holds: they run side by side without answering each other. */
interface Entry {
  link: Link | null;
  sentences: Sides<readonly Sentence[]>;
}

/** Reasons beyond these are left to the app; contradictions are all told. */
const MOST_REASONS = 6;
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The page as text for a UTF-8 file, and what it counted. Links in the source's order; clutter is left out. */
export function writeProofSheet(
  sides: Sides<SheetSide>,
  links: readonly Link[],
  words: SheetWords
): { text: string; links: number; conflicts: number } {
  const sentences = { source: sentencesOf(sides.source), target: sentencesOf(sides.target) };
  const entries = entriesOf(links.filter(isLive), sentences);
  const crossing = new Set(monotoneChain(links).crossing.map(({ id }) => id));
  const linked = entries.flatMap(({ link, sentences: held }) => (link ? [{ link, held }] : []));
  const conflicts = linked.filter(({ link }) => link.reasons.some(isDisagreement)).length;
  const facts = {
    sentences: sentences.source.length,
    linked: linked.reduce((sum, { held }) => sum + held.source.length, 0),
    conflicts
  };
  const bodies = entries.map(({ link, sentences: held }) =>
    link ? linkHtml(link, held, sides, crossing.has(link.id), words) : aloneHtml(held, sides, words)
  );
  const titles = [sides.source.title, sides.target.title];
  const text = `<!DOCTYPE html>
<html lang="${escapeMarkup(words.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeMarkup(titles.join(' / '))}</title>
<style>${proofSheetStyle}</style>
</head>
<body>
<main>
<h1>${sideNames
    .map(
      (side) =>
        `<span class="${side === 'target' ? 'end' : ''}"${langOf(sides[side])}>${escapeMarkup(sides[side].title)}</span>`
    )
    .join(' ')}</h1>
<p class="summary">${words.summary(facts).map(escapeMarkup).join(' · ')}</p>
${linked.length === 0 ? `<p class="summary">${escapeMarkup(words.nothingLinked)}</p>\n` : ''}<table>
<colgroup><col><col class="hinge"><col></colgroup>
<thead><tr>${headHtml('source', sides.source, words)}<th scope="col" class="hinge">${escapeMarkup(words.confidence)}</th>${headHtml('target', sides.target, words)}</tr></thead>
${bodies.join('\n')}
</table>
<footer>
${sideNames.map((side) => `<p>${escapeMarkup(sides[side].file)} <code>sha256 ${escapeMarkup(sides[side].sha256)}</code></p>`).join('\n')}
</footer>
</main>
</body>
</html>
`;
  return { text, links: linked.length, conflicts };
}

function sentencesOf({ text, blocks, language }: SheetSide): Sentence[] {
  const segments = segmentSentences(text, blocks, language);
  const labels = sentenceLabels(segments, blocks);
  return segments.map((segment, index) => ({
    ...segment,
    label: labels[index] ?? '',
    isHeading: blocks[segment.block]?.kind === 'heading',
    opens: segments[index - 1]?.block !== segment.block
  }));
}

/** Links in the source's order; what none holds stands before the first link that begins behind it on its own side. */
function entriesOf(links: readonly Link[], sentences: Sides<readonly Sentence[]>): Entry[] {
  const heldBy = (link: Link, side: SideName) =>
    sentences[side].filter(({ start, end }) =>
      link[side].some(([from, to]) => from < end && start < to)
    );
  const linked = links
    .map((link) => ({
      link,
      sentences: { source: heldBy(link, 'source'), target: heldBy(link, 'target') }
    }))
    .filter(({ sentences: held }) => held.source.length > 0 && held.target.length > 0)
    .sort((a, b) => startOf(a.sentences.source) - startOf(b.sentences.source));
  const taken = new Set(linked.flatMap(({ sentences: held }) => [...held.source, ...held.target]));
  const free = {
    source: sentences.source.filter((sentence) => !taken.has(sentence)),
    target: sentences.target.filter((sentence) => !taken.has(sentence))
  };
  const entries: Entry[] = [];
  const take = (side: SideName, before: number): Sentence[] => {
    const run = free[side].filter(({ start }) => start < before);
    free[side] = free[side].slice(run.length);
    return run;
  };
  const flush = (source: number, target: number): void => {
    const run = { source: take('source', source), target: take('target', target) };
    if (run.source.length + run.target.length > 0) entries.push({ link: null, sentences: run });
  };
  for (const entry of linked) {
    flush(startOf(entry.sentences.source), startOf(entry.sentences.target));
    entries.push(entry);
  }
  flush(Infinity, Infinity);
  return entries;
}

const startOf = (sentences: readonly Sentence[]): number => sentences[0]?.start ?? 0;

const langOf = ({ language }: SheetSide): string => ` lang="${escapeMarkup(language)}" dir="auto"`;

function headHtml(side: SideName, { language, file }: SheetSide, words: SheetWords): string {
  const name = words.languageName(language) || language;
  return `<th scope="col" class="${side}">${escapeMarkup(name)}<small dir="auto">${escapeMarkup(file)}</small></th>`;
}

/** The sentences in their own language, the values that contradict marked where they stand. */
function sentencesHtml(
  sentences: readonly Sentence[],
  side: SheetSide,
  values: readonly string[] = []
): string {
  return sentences
    .map(({ start, end, label, isHeading, opens }, index) => {
      const shown = markedHtml(side.text.slice(start, end).replace(/\s+/gu, ' '), values);
      const heading = isHeading ? ' class="heading"' : '';
      const paragraph = opens && index > 0 ? ' class="opens"' : '';
      return `<p${paragraph}><span class="label">${label}</span> <span${heading}${langOf(side)}>${shown}</span></p>`;
    })
    .join('\n');
}

function markedHtml(text: string, values: readonly string[]): string {
  const places = values
    .map((value) => [text.indexOf(value), value.length] as const)
    .filter(([at]) => at >= 0)
    .sort((a, b) => a[0] - b[0]);
  let html = '';
  let done = 0;
  for (const [at, length] of places) {
    if (at < done) continue;
    html += `${escapeMarkup(text.slice(done, at))}<mark>${escapeMarkup(text.slice(at, at + length))}</mark>`;
    done = at + length;
  }
  return html + escapeMarkup(text.slice(done));
}

function linkHtml(
  link: Link,
  sentences: Sides<readonly Sentence[]>,
  sides: Sides<SheetSide>,
  isCrossing: boolean,
  words: SheetWords
): string {
  const apart = link.reasons.filter(isDisagreement).map(valuesApart);
  const values = {
    source: apart.flatMap((both) => (both ? [both[0]] : [])),
    target: apart.flatMap((both) => (both ? [both[1]] : []))
  };
  const inConflict = link.reasons.some(isDisagreement);
  const classes = [inConflict ? 'conflict' : '', sentences.source[0]?.opens ? 'opens' : ''];
  const line = `<i style="border-top-width:${(1 + 2 * link.confidence).toFixed(1)}px"></i>`;
  const crossing = isCrossing
    ? `<span class="crossing">${escapeMarkup(words.outOfOrder)}</span>`
    : '';
  const cell = (side: SideName): string =>
    `<td class="${side}">${sentencesHtml(sentences[side], sides[side], values[side])}</td>`;
  return `<tbody class="${classes.filter(Boolean).join(' ')}">
<tr>${cell('source')}
<td class="hinge"><div class="thread"><span class="knot"></span>${line}<span class="number">${escapeMarkup(words.percent(link.confidence))}</span>${line}<span class="knot to"></span></div>${crossing}</td>
${cell('target')}</tr>
${whyHtml(link.reasons, words)}</tbody>`;
}

function whyHtml(reasons: readonly LinkReason[], words: SheetWords): string {
  const told = words.reasons(reasons);
  const shown = told.filter(({ conflict }, index) => conflict || index < MOST_REASONS);
  if (shown.length === 0) return '';
  const items = shown.map(({ words: said, note, weight, conflict }) => {
    const noted = note === null ? '' : ` (${escapeMarkup(note)})`;
    const weighed = weight === null ? '' : ` <b>${escapeMarkup(weight)}</b>`;
    return `<li${conflict ? ' class="alarm"' : ''}><bdi>${escapeMarkup(said)}</bdi>${noted}${weighed}</li>`;
  });
  return `<tr class="why"><td colspan="3"><ul aria-label="${escapeMarkup(words.why)}">${items.join('\n')}</ul></td></tr>\n`;
}

function aloneHtml(
  sentences: Sides<readonly Sentence[]>,
  sides: Sides<SheetSide>,
  words: SheetWords
): string {
  const cell = (side: SideName): string => {
    if (sentences[side].length === 0) return '<td></td>';
    return `<td class="${side}"><div>${sentencesHtml(sentences[side], sides[side])}
<p><span></span><small>${escapeMarkup(words.onlyHere)}</small></p></div></td>`;
  };
  const opens = sideNames.some((side) => sentences[side][0]?.opens);
  return `<tbody class="alone${opens ? ' opens' : ''}"><tr>${cell('source')}<td></td>${cell('target')}</tr></tbody>`;
}
