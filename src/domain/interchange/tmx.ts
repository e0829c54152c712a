// A pair's linked sentences as a translation memory, TMX 1.4b.
import { orderAnnotations } from '../annotation/order';
import type { Annotation } from '../annotation/schema';
import { isDisagreement } from '../align/doubts';
import type { Link, Pair } from '../align/schema';
import type { Article } from '../article/schema';
import { notesByLink, noteWords } from './linked-notes';
import { linkedSentences } from './linked-sentences';
import { escapeMarkup } from './markup';

/** An ISO instant as TMX writes it: 20260314T092653Z. */
const tmxDate = (instant: string): string =>
  new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');

const prop = (type: string, value: string): string =>
  `<prop type="${type}">${escapeMarkup(value)}</prop>`;

/** Segments hold no line feeds, notes and properties do. */
function unitVariant(language: string, words: string): string {
  return `<tuv xml:lang="${escapeMarkup(language)}"><seg>${escapeMarkup(words)}</seg></tuv>`;
}

export interface MemorySide {
  text: string;
  language: string;
  title: string;
  /** The file's name without a folder. */
  file: string;
  sha256: string;
}

export interface Memory {
  links: readonly Link[];
  source: MemorySide;
  target: MemorySide;
  /** ISO instants at which the links were made and last changed. */
  created: string;
  modified: string;
  /** By the id of a link; may hold line feeds. */
  notes?: ReadonlyMap<string, readonly string[]>;
}

function sideProps(side: 'source' | 'target', { title, file, sha256 }: MemorySide): string[] {
  return [
    prop(`x-diptych-${side}-title`, title),
    prop(`x-diptych-${side}-file`, file),
    prop(`x-diptych-${side}-sha256`, sha256)
  ];
}

/**
 * A pair's memory and its counts. A note on one of a link's passages is a `note` behind its quotation. Notes on
 * passages that no link holds are left out: a memory has no place for them. `tool` is the program's version, `date`
 * an ISO instant.
 */
export function writeTmx(
  pair: Pair,
  [source, target]: readonly [Article, Article],
  annotations: readonly Annotation[],
  made: { tool: string; date: string }
): { text: string; units: number; notes: number } {
  const ordered = orderAnnotations(annotations, [source.id, target.id]);
  const notes = notesByLink(ordered, pair, linkedSentences(pair, source, target));
  const side = ({ text, language, title, original }: Article): MemorySide => ({
    ...{ text, language, title },
    ...{ file: original.name, sha256: original.sha256 }
  });
  const { links, created, modified } = pair;
  const written = writeMemory(
    {
      ...{ links, created, modified, source: side(source), target: side(target) },
      notes: new Map([...notes].map(([id, list]) => [id, list.map(noteWords)]))
    },
    made
  );
  const held = [...notes.values()].reduce((sum, list) => sum + list.length, 0);
  return { ...written, notes: held };
}

/**
 * The memory as XML text, one `tu` a link in the source's order; rejected links and marks of no counterpart are none.
 * A link's confidence, its state and what contradicts on its two sides are properties.
 */
export function writeMemory(
  { links, source, target, created, modified, notes = new Map() }: Memory,
  { tool, date }: { tool: string; date: string }
): { text: string; units: number } {
  const linked = linkedSentences({ links: [...links] }, source, target);
  const dates = `creationdate="${tmxDate(created)}" changedate="${tmxDate(modified)}"`;
  const units = linked.map(({ link, source: words, target: answer }) =>
    [
      `    <tu tuid="${escapeMarkup(link.id)}" ${dates}>`,
      ...(notes.get(link.id) ?? []).map((note) => `      <note>${escapeMarkup(note)}</note>`),
      `      ${prop('x-diptych-confidence', link.confidence.toFixed(3))}`,
      `      ${prop('x-diptych-state', link.state)}`,
      ...link.reasons
        .filter(isDisagreement)
        .map(({ kind, value }) => `      ${prop(`x-diptych-conflict-${kind}`, value ?? '')}`),
      `      ${unitVariant(source.language, words)}`,
      `      ${unitVariant(target.language, answer)}`,
      '    </tu>\n'
    ].join('\n')
  );
  const header = [...sideProps('source', source), ...sideProps('target', target)];
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="Diptych" creationtoolversion="${escapeMarkup(tool)}" segtype="sentence" o-tmf="diptych-pair/1" adminlang="en" srclang="${escapeMarkup(source.language)}" datatype="plaintext" creationdate="${tmxDate(date)}">
${header.map((line) => `    ${line}\n`).join('')}  </header>
  <body>
${units.join('')}  </body>
</tmx>
`;
  return { text, units: units.length };
}
