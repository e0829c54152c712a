// A pair as a file of a translation in work, XLIFF 1.2 and 2.1: the source's sentences in order, each with its answer.
import { orderAnnotations } from '../annotation/order';
import type { Annotation } from '../annotation/schema';
import type { Link, Pair } from '../align/schema';
import type { Article } from '../article/schema';
import { notesByLink, noteWords } from './linked-notes';
import { linkedSentences, unlinkedSentences } from './linked-sentences';
import { escapeMarkup } from './markup';

/** The namespace of what XLIFF has no word for: a link's confidence. */
const own = 'urn:diptych:xliff';

interface Unit {
  id: string;
  start: number;
  source: string;
  /** Null for a sentence that nothing answers. */
  target: string | null;
  link: Link | null;
  notes: readonly Annotation[];
}

export interface XliffFile {
  text: string;
  /** Sentences of the source that are answered, and those that are not. */
  units: number;
  notes: number;
}

interface Made {
  /** The program's version. */
  tool: string;
  /** ISO instant. */
  date: string;
}

/**
 * Sentences of the target alone are left out: a file of a translation has no place for them. Links that a person
 * confirmed are final. Notes on passages that no link holds are left out.
 */
function unitsOf(
  pair: Pair,
  [source, target]: readonly [Article, Article],
  annotations: readonly Annotation[]
): Unit[] {
  const linked = linkedSentences(pair, source, target);
  const notes = notesByLink(orderAnnotations(annotations, [source.id, target.id]), pair, linked);
  const answered = linked.map(({ link, source: words, target: answer }): Unit => ({
    id: link.id,
    start: link.source[0]?.[0] ?? 0,
    source: words,
    target: answer,
    link,
    notes: notes.get(link.id) ?? []
  }));
  const taken = linked.flatMap(({ link }) => link.source);
  const free = unlinkedSentences(source, taken).map(({ start, words }): Unit => ({
    id: `at-${String(start)}`,
    start,
    source: words,
    target: null,
    link: null,
    notes: []
  }));
  return [...answered, ...free].sort((a, b) => a.start - b.start);
}

function counted(text: string, units: readonly Unit[]): XliffFile {
  const notes = units.reduce((sum, unit) => sum + unit.notes.length, 0);
  return { text, units: units.length, notes };
}

function attributes(list: Record<string, string | null>): string {
  return Object.entries(list)
    .flatMap(([name, value]) => (value === null ? [] : [` ${name}="${escapeMarkup(value)}"`]))
    .join('');
}

const confidenceOf = ({ link }: Unit): string | null => link && link.confidence.toFixed(3);
const isFinal = ({ link }: Unit): boolean => link?.state === 'confirmed';
/** Where the file of an article came from, for people and programs alike. */
const originOf = ({ original, title }: Article): string =>
  `${title}\n${original.name}, SHA-256 ${original.sha256}`;

/** XLIFF 1.2 as XML text, with its counts. */
export function writeXliff12(
  pair: Pair,
  articles: readonly [Article, Article],
  annotations: readonly Annotation[],
  { tool, date }: Made
): XliffFile {
  const [source, target] = articles;
  const units = unitsOf(pair, articles, annotations);
  const lines = units.map((unit) => {
    const state = isFinal(unit) ? 'final' : 'translated';
    const head = attributes({
      id: unit.id,
      approved: unit.target === null ? null : isFinal(unit) ? 'yes' : 'no',
      'xml:space': 'preserve',
      'd:confidence': confidenceOf(unit)
    });
    return [
      `      <trans-unit${head}>`,
      `        <source>${escapeMarkup(unit.source)}</source>`,
      ...(unit.target === null
        ? []
        : [`        <target state="${state}">${escapeMarkup(unit.target)}</target>`]),
      ...unit.notes.map(
        (note) =>
          `        <note${attributes({ from: note.author || null })}>${escapeMarkup(noteWords(note))}</note>`
      ),
      '      </trans-unit>\n'
    ].join('\n');
  });
  const file = attributes({
    original: source.original.name,
    'source-language': source.language,
    'target-language': target.language,
    datatype: 'plaintext',
    date,
    'tool-id': 'diptych'
  });
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:d="${own}">
  <file${file}>
    <header>
      <tool tool-id="diptych" tool-name="Diptych" tool-version="${escapeMarkup(tool)}"/>
      <note annotates="source">${escapeMarkup(originOf(source))}</note>
      <note annotates="target">${escapeMarkup(originOf(target))}</note>
    </header>
    <body>
${lines.join('')}    </body>
  </file>
</xliff>
`;
  return counted(text, units);
}

/** XLIFF 2.1 as XML text, with its counts. */
export function writeXliff21(
  pair: Pair,
  articles: readonly [Article, Article],
  annotations: readonly Annotation[]
): XliffFile {
  const [source, target] = articles;
  const units = unitsOf(pair, articles, annotations);
  const lines = units.map((unit, index) => {
    const state = unit.target === null ? 'initial' : isFinal(unit) ? 'final' : 'translated';
    const head = attributes({
      id: `u${String(index + 1)}`,
      name: unit.id,
      'd:confidence': confidenceOf(unit)
    });
    const notes = unit.notes.map(
      (note) =>
        `          <note${attributes({ 'd:author': note.author || null })}>${escapeMarkup(noteWords(note))}</note>`
    );
    return [
      `    <unit${head}>`,
      ...(notes.length > 0 ? ['      <notes>', ...notes, '      </notes>'] : []),
      `      <segment state="${state}">`,
      `        <source xml:space="preserve">${escapeMarkup(unit.source)}</source>`,
      ...(unit.target === null
        ? []
        : [`        <target xml:space="preserve">${escapeMarkup(unit.target)}</target>`]),
      '      </segment>',
      '    </unit>\n'
    ].join('\n');
  });
  const root = attributes({
    version: '2.1',
    xmlns: 'urn:oasis:names:tc:xliff:document:2.0',
    'xmlns:d': own,
    srcLang: source.language,
    trgLang: target.language
  });
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<xliff${root}>
  <file id="f1" original="${escapeMarkup(source.original.name)}">
    <notes>
      <note appliesTo="source">${escapeMarkup(originOf(source))}</note>
      <note appliesTo="target">${escapeMarkup(originOf(target))}</note>
    </notes>
${lines.join('')}  </file>
</xliff>
`;
  return counted(text, units);
}
