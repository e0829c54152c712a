// Tells the page around an article by how its lines are built and where they stand, whatever their words: short lines
// without a sentence, in runs, that share no vocabulary with the running text. For text that has no structure of its own.
import { endsSentencesWithMark, textWeight } from '../text/measure';
import { dropIslands, dropTeasers } from './clutter-islands';
import { measureCohesion, type Cohesion } from './cohesion';
import { furnitureShare } from './furniture';
import type { BlockKind, ClutterReason } from './schema';
import { continueNumbering } from './numbering';
import { isByline } from './stated';

export interface BuiltLine {
  text: string;
  kind: BlockKind;
  /** How many cells the row has of which the line is one. */
  cells?: number;
}

const closing = /[.!?…。！？؟।]["”’»)\]』」*]*(\s?\[\d+\])*$/u;
const trailsOff = /(\.\.\.|…)$/;
const goesOn = /[;:,；：，、]["”’»)]*$/u;
const introduces = /[:：]$/;
const quoted = /^["“„«‘「『–—]/u;
const several = /[.!?…。！？]["”’»)]*(\s+\p{Lu}|(?<=[。！？])\S)/u;
const numbered = /^(?:\p{L}{1,10} ?)?\d+(?:[.-]\d+)*[.:)]?(?:\s|$)|^第.{1,4}[条章节節條回]/u;

// All odds are logarithms of how much likelier a line is in a page's furniture than in an article. The weights were
// fitted to menus, notices and headlines put into clean articles, and to saved pages (ADR 8).
const certainly = 6;
const fromNeighbours = 2.5;
const titleStays = 4;
/** Where a text begins or ends with this many lines of page or more in all, it was copied with its page. */
const leastPage = 4;
const inCopy = 0.1;
/** Price of taking a line for the other kind than the one before it, in a copied page less. */
const change = 1.8;
const changeInCopy = 1.4;
/** Price of beginning or ending with the page's. */
const edge = 0.2;

/**
 * Fills in reasons where the lines' build and place say that they are none of the article's, and takes back those that
 * only the neighbourhood of other clutter gave. `certain` are lines whose own words or markup say so. Mutates `reasons`.
 */
export function markByBuild(
  lines: readonly BuiltLine[],
  reasons: (ClutterReason | null)[],
  certain: readonly boolean[]
): void {
  const prose = lines.map((line, index) => !certain[index] && isProse(line));
  if (!prose.includes(true)) return;
  const cohesion = measureCohesion(
    lines.map(({ text }) => text),
    prose
  );
  const title = findTitle(lines, prose, certain, cohesion);
  const odds = ownOdds(lines, prose, certain, cohesion).map((own, index) => {
    if (certain[index]) return certainly;
    return (
      own +
      (reasons[index] ? (prose[index] ? 1 : fromNeighbours) : 0) -
      (index === title ? titleStays : 0)
    );
  });
  let page = bestPath(odds, change);
  if ((page[0] || page.at(-1)) && page.filter(Boolean).length >= leastPage) {
    const raised = odds.map((own, index) => (prose[index] || certain[index] ? own : own + inCopy));
    page = bestPath(raised, changeInCopy);
  }
  const weights = lines.map(({ text }, index) => (prose[index] ? textWeight(text) : 0));
  dropTeasers(page, weights, title);
  dropIslands(
    page,
    weights,
    cohesion.map(({ whole }) => whole),
    title
  );
  page.forEach((clutter, index) => {
    reasons[index] = clutter ? (reasons[index] ?? 'teaser') : null;
  });
}

function isProse({ text, kind }: BuiltLine): boolean {
  const weight = textWeight(text);
  const long = weight >= (endsSentencesWithMark(text) ? 220 : 80);
  return kind === 'quote' || long || (closing.test(text) && weight >= 80);
}

/** The line above the first running text that speaks most of what the text speaks of; -1 for none. */
function findTitle(
  lines: readonly BuiltLine[],
  prose: readonly boolean[],
  certain: readonly boolean[],
  cohesion: readonly Cohesion[]
): number {
  const first = prose.indexOf(true);
  const above = certain.slice(0, first).filter((is) => !is).length;
  // One line alone above the text is its title, whatever it says.
  let [title, best] = [-1, above === 1 ? 0 : 0.5];
  for (let at = 0; at < first; at += 1) {
    const { whole, after } = cohesion[at] ?? { whole: 0, after: 0 };
    const score = whole + after + Math.min(1, textWeight(lines[at]?.text ?? '') / 60);
    if (!certain[at] && score >= best) [title, best] = [at, score];
  }
  return title;
}

const leastRepeats = 3;
const repeatedOdds = 3.5;
const twiceOdds = 1.5;
const leastSeries = 4;
const formOf = (text: string): string => text.replace(/\d+/g, '#');

/** The odds of each line by itself and by the whole of which it is a part. */
function ownOdds(
  lines: readonly BuiltLine[],
  prose: readonly boolean[],
  certain: readonly boolean[],
  cohesion: readonly Cohesion[]
): number[] {
  const times = new Map<string, number>();
  const series = new Map<string, Set<string>>();
  for (const { text } of lines) {
    times.set(text, (times.get(text) ?? 0) + 1);
    if (text.length > 40 || !/\d/.test(text)) continue;
    series.set(formOf(text), (series.get(formOf(text)) ?? new Set()).add(text));
  }
  const headless = !hasHeadings(prose, certain, cohesion);
  // One or two paragraphs have nothing to be compared with.
  const few = prose.filter(Boolean).length <= 2;
  const continues = continueNumbering(lines.map(({ text }) => text));
  let introduced = false;
  return lines.map((line, index) => {
    const related = relatedness(cohesion[index]);
    introduced &&= !prose[index] && !certain[index];
    const odds = prose[index]
      ? few
        ? -certainly
        : proseOdds(line.text, related)
      : lineOdds(line, related) -
        numberOdds(line.text, continues[index] ?? null) -
        (introduced ? 2 : 0) -
        (inTable(lines, index) ? 3 : 0) +
        (headless ? 0.4 : 0);
    introduced ||= introduces.test(line.text) && textWeight(line.text) >= 40;
    const count = times.get(line.text) ?? 0;
    const repeated =
      count >= leastRepeats ? repeatedOdds : count === 2 && !prose[index] ? twiceOdds : 0;
    const serial = (series.get(formOf(line.text))?.size ?? 0) >= leastSeries;
    return odds + repeated - (serial ? 2 : 0);
  });
}

const mostCells = 40;

/** Whether the line is a cell of a table: of two rows or more with as many cells each. */
function inTable(lines: readonly BuiltLine[], index: number): boolean {
  const cells = lines[index]?.cells ?? 1;
  if (cells === 1 || cells > mostCells) return false;
  let [from, to] = [index, index];
  while (index - from < 2 * cells && lines[from - 1]?.cells === cells) from -= 1;
  while (to - index < 2 * cells && lines[to + 1]?.cells === cells) to += 1;
  return to - from + 1 >= 2 * cells;
}

/** Whether short lines that speak of what follows them are common: headings of the article's own. */
function hasHeadings(
  prose: readonly boolean[],
  certain: readonly boolean[],
  cohesion: readonly Cohesion[]
): boolean {
  const headings = prose.filter((is, index) => {
    const above = index - 1;
    return is && prose[above] === false && !certain[above] && (cohesion[above]?.after ?? 0) >= 0.2;
  });
  return headings.length >= 0.18 * prose.filter(Boolean).length;
}

const relatedness = (cohesion: Cohesion | undefined): number =>
  cohesion
    ? 2.4 * Math.sqrt(cohesion.whole) +
      4.4 * Math.sqrt(cohesion.after) +
      1.3 * Math.sqrt(cohesion.before)
    : 0;

const longestNotice = 300;

const furnitureOf = (text: string): number =>
  textWeight(text) <= longestNotice ? furnitureShare(text) : 0;

const proseOdds = (text: string, related: number): number =>
  (textWeight(text) < 150 ? -2.6 : -3.7) +
  2 * furnitureOf(text) -
  related -
  (several.test(text) ? 2 : 0);

/** How much the number before a heading speaks for the article, or for other chapters' headings. */
function numberOdds(text: string, continues: boolean | null): number {
  if (continues !== null) return continues ? 3.6 : -2;
  return numbered.test(text) ? 2 : 0;
}

function lineOdds({ text, kind }: BuiltLine, related: number): number {
  const weight = textWeight(text);
  let odds = 2.9 + 3 * furnitureOf(text) - related - Math.min(1, weight / 100);
  if (closing.test(text) && !trailsOff.test(text)) odds -= weight >= 50 ? 2.2 : 1.9;
  if (goesOn.test(text)) odds -= 3.6;
  if (quoted.test(text)) odds -= 1.3;
  if (kind === 'listItem') odds -= 1;
  else if (kind !== 'paragraph' && kind !== 'tableCell') odds -= 3;
  return isByline(text) ? odds - 3 : odds;
}

/** The likeliest division into article and page (true): Viterbi's way through two states, `change` the price of a step. */
function bestPath(odds: readonly number[], change: number): boolean[] {
  let own = 0;
  let page = -edge;
  const changes: [boolean, boolean][] = [];
  for (const gain of odds) {
    const toOwn = page - change > own;
    const toPage = own - change > page;
    [own, page] = [toOwn ? page - change : own, (toPage ? own - change : page) + gain];
    changes.push([toOwn, toPage]);
  }
  let clutter = page - edge > own;
  const path: boolean[] = [];
  for (const [toOwn, toPage] of changes.toReversed()) {
    path.push(clutter);
    if (clutter ? toPage : toOwn) clutter = !clutter;
  }
  return path.reverse();
}
