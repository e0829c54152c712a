// A pair's linked sentences as a translation memory, TMX 1.4b.
import { orderAnnotations } from '../annotation/order';
import type { Annotation } from '../annotation/schema';
import type { Pair } from '../align/schema';
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

function sourceProps(side: 'source' | 'target', { title, original }: Article): string[] {
  return [
    prop(`x-diptych-${side}-title`, title),
    prop(`x-diptych-${side}-file`, original.name),
    prop(`x-diptych-${side}-sha256`, original.sha256)
  ];
}

/**
 * The memory as XML text, its counts, one `tu` a link in the source's order. A link's confidence and state are
 * properties, a note on one of its passages is a `note` behind its quotation. Notes on passages that no link holds
 * are left out: a memory has no place for them. `tool` is the program's version, `date` an ISO instant.
 */
export function writeTmx(
  pair: Pair,
  [source, target]: readonly [Article, Article],
  annotations: readonly Annotation[],
  { tool, date }: { tool: string; date: string }
): { text: string; units: number; notes: number } {
  const linked = linkedSentences(pair, source, target);
  const ordered = orderAnnotations(annotations, [source.id, target.id]);
  const notes = notesByLink(ordered, pair, linked);
  const created = tmxDate(pair.created);
  const changed = tmxDate(pair.modified);
  const units = linked.map(({ link, source: words, target: answer }) =>
    [
      `    <tu tuid="${escapeMarkup(link.id)}" creationdate="${created}" changedate="${changed}">`,
      ...(notes.get(link.id) ?? []).map(
        (annotation) => `      <note>${escapeMarkup(noteWords(annotation))}</note>`
      ),
      `      ${prop('x-diptych-confidence', link.confidence.toFixed(3))}`,
      `      ${prop('x-diptych-state', link.state)}`,
      `      ${unitVariant(source.language, words)}`,
      `      ${unitVariant(target.language, answer)}`,
      '    </tu>\n'
    ].join('\n')
  );
  const header = [...sourceProps('source', source), ...sourceProps('target', target)];
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="Diptych" creationtoolversion="${escapeMarkup(tool)}" segtype="sentence" o-tmf="diptych-pair/1" adminlang="en" srclang="${escapeMarkup(source.language)}" datatype="plaintext" creationdate="${tmxDate(date)}">
${header.map((line) => `    ${line}\n`).join('')}  </header>
  <body>
${units.join('')}  </body>
</tmx>
`;
  const held = [...notes.values()].reduce((sum, list) => sum + list.length, 0);
  return { text, units: units.length, notes: held };
}
