// Sentences as the aligner sees them: how long they are, where paragraphs break, and what they mention.
import { segmentSentences } from '../text/sentences';
import { denialIn, type Denial } from './denial';
import type { ConceptTables } from './lexicon';
import type { PhraseTable } from './phrases';
import { quantitiesIn } from './quantities';
import type { LinkReason, Span } from './schema';
import type { Side } from './side';
import { foldWord, tokenise, type Token } from './tokens';

/** Something a sentence mentions that a translation would keep. The key is the same in both languages. */
export interface Mention {
  key: string;
  kind: Extract<LinkReason['kind'], 'number' | 'date' | 'name' | 'word'>;
  /** As written here. */
  written: string;
  /** A name that both texts write with a capital wherever it stands. */
  isProper?: true;
}

/** A sentence. Of two mentions with the same key only the first is kept. */
export interface Unit {
  span: Span;
  block: number;
  /** Alone in its block and without a full stop, as headings and menus are. */
  isLine: boolean;
  /** Characters that are not white space. */
  length: number;
  mentions: Mention[];
  /** Null where nothing can be told. */
  denial: Denial | null;
  /** The words that no mention explains, of which a dictionary can be learned. */
  words: Token[];
}

/** Whether the spans hold at least half of the sentence. */
export function isCovered(
  { span: [start, end] }: Pick<Unit, 'span'>,
  spans: readonly Span[]
): boolean {
  const covered = spans.reduce(
    (sum, [from, to]) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)),
    0
  );
  return covered * 2 >= end - start;
}

/**
 * Sentences of both sides outside clutter. Names and foreign words are mentions only where the other
 * side has them too: most of either text's words mean nothing in the other language.
 */
export function unitsOf(
  source: Side,
  target: Side,
  tables: ConceptTables
): { source: Unit[]; target: Unit[] } {
  const one = rawUnits(source, tables.source);
  const other = rawUnits(target, tables.target);
  const inOne = new Set(one.flatMap(({ names }) => [...names.keys()]));
  const inOther = new Set(other.flatMap(({ names }) => [...names.keys()]));
  const properInOther = properNames(other, target.language);
  const proper = new Set(
    [...properNames(one, source.language)].filter((name) => properInOther.has(name))
  );
  return {
    source: one.map((raw) => finish(raw, inOther, proper)),
    target: other.map((raw) => finish(raw, inOne, proper))
  };
}

/** Words of related languages often agree in so many first letters. */
const COGNATE_LENGTH = 5;

interface RawUnit {
  unit: Unit;
  /** Folded to written. */
  names: Map<string, string>;
  /** Folded: names with a capital, the first word of the sentence aside. */
  capitals: string[];
}

/**
 * Names, folded, that a text writes with a capital within its sentences and nowhere without one; none in a language
 * that writes all nouns so.
 */
function properNames(units: readonly RawUnit[], language: string): Set<string> {
  const proper = new Set<string>();
  if (/^de(?:-|$)/iu.test(language)) return proper;
  for (const { capitals } of units) for (const name of capitals) proper.add(name);
  for (const { unit } of units) {
    for (const { written } of unit.words) {
      if (/^\p{Ll}/u.test(written)) proper.delete(foldWord(written));
    }
  }
  return proper;
}

function finish(
  { unit, names }: RawUnit,
  shared: ReadonlySet<string>,
  proper: ReadonlySet<string>
): Unit {
  const mentions = new Map(unit.mentions.map((mention) => [mention.key, mention]));
  for (const [name, written] of names) {
    const key = `name:${name}`;
    if (!shared.has(name)) continue;
    const mention = { key, kind: 'name' as const, written };
    mentions.set(key, proper.has(name) ? { ...mention, isProper: true } : mention);
  }
  const words = unit.words.filter(({ written }) => !shared.has(foldWord(written)));
  return { ...unit, words, mentions: [...mentions.values()] };
}

/** What a sentence ends with, a closing quote or bracket included. */
const FULL_STOP = /[.!?…。！？؟۔।॥។၊။"”’»」』）)\]]\s*$/u;

function rawUnits(side: Side, table: PhraseTable): RawUnit[] {
  const sentences = segmentSentences(side.text, side.blocks, side.language);
  const stopped = sentences.filter(({ start, end }) => FULL_STOP.test(side.text.slice(start, end)));
  // Thai does without full stops.
  const hasStops = stopped.length * 4 >= sentences.length;
  return sentences.flatMap(({ start, end, block }, index) => {
    const text = side.text.slice(start, end);
    const alone = sentences[index - 1]?.block !== block && sentences[index + 1]?.block !== block;
    const tokens = tokenise(text, side.language);
    // A row of stars or dots says nothing that could be translated.
    if (tokens.length === 0) return [];
    const { mentions, taken } = conceptsIn(text, tokens, table);
    for (const { from, to, kind, value } of quantitiesIn(text, tokens, side.language)) {
      if (taken.has(from)) continue;
      const written = text.slice(tokens[from]?.start, tokens[to - 1]?.end);
      const key = `${kind}:${String(value)}`;
      mentions.push({ key, kind: kind === 'month' ? 'date' : 'number', written });
    }
    const unit = {
      span: [start, end] as Span,
      block,
      isLine: hasStops && alone && !FULL_STOP.test(text),
      length: lengthOf(text),
      mentions,
      denial: denialIn(text, side.language),
      words: tokens.filter(({ kind }, index) => kind === 'word' && !taken.has(index))
    };
    const names = namesIn(text, tokens, taken);
    const opening = foldWord(tokens[0]?.written ?? '');
    const capitals = [...names].flatMap(([name, written]) =>
      /^\p{Lu}/u.test(written) && !name.endsWith('-') && name !== opening ? [name] : []
    );
    return [{ unit, names, capitals }];
  });
}

/** Without white space. */
function lengthOf(text: string): number {
  let length = text.length;
  for (const space of text.matchAll(/\s+/gu)) length -= space[0].length;
  return length;
}

function conceptsIn(
  text: string,
  tokens: readonly Token[],
  table: PhraseTable
): { mentions: Mention[]; taken: Set<number> } {
  const mentions: Mention[] = [];
  const taken = new Set<number>();
  for (const { from, to, concepts } of table.find(tokens)) {
    for (let index = from; index < to; index++) taken.add(index);
    const written = text.slice(tokens[from]?.start, tokens[to - 1]?.end);
    for (const key of concepts) mentions.push({ key, kind: kindOf(key), written });
  }
  return { mentions, taken };
}

function kindOf(concept: string): Mention['kind'] {
  const sort = concept.slice(0, concept.indexOf(':'));
  if (sort === 'month' || sort === 'weekday') return 'date';
  return sort === 'region' || sort === 'language' ? 'name' : 'word';
}

/**
 * What may be the same in both languages: words with a capital, folded, alone and joined to the next one ("Hà Nội":
 * hanoi), plain Latin words of four letters or more, and the beginnings of long ones ("Reparatur", "réparation").
 */
function namesIn(
  text: string,
  tokens: readonly Token[],
  taken: ReadonlySet<number>
): Map<string, string> {
  const names = new Map<string, string>();
  tokens.forEach(({ written, kind, start, end }, index) => {
    if (kind !== 'word' || taken.has(index)) return;
    const capital = /^\p{Lu}/u.test(written);
    if ((capital && written.length > 1) || /^[a-z][a-z\d]{3,}$/u.test(written)) {
      names.set(foldWord(written), written);
    }
    if (written.length > COGNATE_LENGTH && /^\p{Script=Latin}+$/u.test(written)) {
      names.set(`${foldWord(written).slice(0, COGNATE_LENGTH)}-`, written);
    }
    const next = tokens[index + 1];
    if (!capital || !next || taken.has(index + 1) || !/^\p{Lu}/u.test(next.written)) return;
    if (/^[\s-]?$/u.test(text.slice(end, next.start))) {
      names.set(foldWord(written + next.written), text.slice(start, next.end));
    }
  });
  return names;
}
