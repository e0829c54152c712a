import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Link, Span } from '../align/schema';
import { writeProofSheet, type SheetSide, type SheetWords } from './proof-sheet';

const words: SheetWords = {
  language: 'en',
  summary: ({ sentences, linked, conflicts }) => [
    `${linked} of ${sentences}`,
    `${conflicts} apart`
  ],
  languageName: (tag) => (tag === 'und' ? '' : tag.toUpperCase()),
  confidence: 'Confidence',
  percent: (share) => String(share * 100),
  why: 'Why',
  onlyHere: 'Only here',
  outOfOrder: 'out of order',
  nothingLinked: 'Nothing is linked',
  reasons: (reasons) =>
    reasons.map(({ kind, value, weight }) => ({
      words: value ?? kind,
      note: null,
      weight: String(weight),
      conflict: weight < 0
    }))
};

/** One block a line; a `#` before one makes it a heading, a `!` clutter. */
function side(language: string, lines: readonly string[]): SheetSide {
  const shown = lines.map((line) => line.replace(/^[#!]/u, ''));
  let start = 0;
  const blocks = shown.map((line, index) => {
    const kind = lines[index]?.startsWith('#') ? ('heading' as const) : ('paragraph' as const);
    const block = { kind, start, end: start + line.length };
    start += line.length + 1;
    return lines[index]?.startsWith('!') ? { ...block, clutter: 'related' as const } : block;
  });
  const file = `${language} & co.txt`;
  return { text: shown.join('\n'), language, blocks, title: shown[0] ?? '', file, sha256: 'ab12' };
}

const source = side('en', [
  '#Fish & <chips>',
  'In 1973 nobody came. Later many did.',
  '!Most read',
  'Only the English says this.',
  'The last one.'
]);
const target = side('ar', ['#سمك', 'في 1975 لم يأت أحد.', 'الأخير.', 'وجاء كثيرون.']);
const link = (from: string, to: string, confidence = 0.5): Link => {
  const span = (of: SheetSide, said: string): Span => {
    const start = of.text.indexOf(said);
    return [start, start + said.length];
  };
  return {
    id: from,
    source: [span(source, from)],
    target: [span(target, to)],
    confidence,
    reasons: [{ kind: 'length', weight: 1 }],
    state: 'proposed'
  };
};
const apart: Link = {
  ...link('In 1973 nobody came.', 'في 1975 لم يأت أحد.'),
  reasons: [
    { kind: 'number', value: '1973 ≠ 1975', weight: -2 },
    { kind: 'word', value: '<b> = "x"', weight: 2 }
  ]
};
const links = [
  link('Fish & <chips>', 'سمك', 0.25),
  apart,
  link('Later many did.', 'وجاء كثيرون.'),
  link('The last one.', 'الأخير.', 0.9),
  { ...link('Only the English says this.', 'الأخير.'), state: 'rejected' as const }
];
const sheet = (of: readonly Link[] = links) => {
  const { text, ...counts } = writeProofSheet({ source, target }, of, words);
  return { text, counts, document: parseHTML(text).document };
};
const textOf = (node: Element | null): string =>
  node?.textContent.replace(/\s+/gu, ' ').trim() ?? '';
const rows = (document: Document): string[][] =>
  [...document.querySelectorAll('tbody')].map((body) =>
    [...(body.querySelector('tr')?.children ?? [])].map(textOf)
  );

describe('a proof sheet', () => {
  // Catches sentences lost, doubled, or beside another's counterpart, clutter, and a rejected link shown as one.
  it('shows every sentence once, beside its counterpart or alone, with labels and confidence', () => {
    const { document, counts } = sheet();
    expect(counts).toEqual({ links: 4, conflicts: 1 });
    expect(rows(document)).toEqual([
      ['0.1 Fish & <chips>', '25', '0.1 سمك'],
      ['1.1 In 1973 nobody came.', '50', '1.1 في 1975 لم يأت أحد.'],
      ['1.2 Later many did.', '50out of order', '3.1 وجاء كثيرون.'],
      ['2.1 Only the English says this. Only here', '', ''],
      ['3.1 The last one.', '90', '2.1 الأخير.']
    ]);
    expect(textOf(document.querySelector('.summary'))).toBe('4 of 5 · 1 apart');
    const widths = [...document.querySelectorAll('.thread i:first-of-type')].map((line) =>
      Number.parseFloat(/[\d.]+(?=px)/u.exec(line.getAttribute('style') ?? '')?.[0] ?? '')
    );
    expect(widths).toEqual([1.5, 2, 2, 2.8]);
  });

  // Catches words that become markup, text read in the wrong language or direction, and anything fetched or run.
  it('escapes all words, names their language, and needs nothing but itself', () => {
    const { document, text } = sheet();
    expect(document.querySelector('title')?.textContent).toBe('Fish & <chips> / سمك');
    expect(text).not.toMatch(/<script|<link|<img|<chips|<b> =|url\(|@import|https?:/u);
    expect(document.documentElement.getAttribute('lang')).toBe('en');
    for (const cell of ['source', 'target'] as const) {
      const languages = [...document.querySelectorAll(`td.${cell} span[lang]`)].map((span) => [
        span.getAttribute('lang'),
        span.getAttribute('dir')
      ]);
      expect(languages.length).toBeGreaterThan(3);
      expect(new Set(languages.map(String))).toEqual(
        new Set([cell === 'source' ? 'en,auto' : 'ar,auto'])
      );
    }
    expect(document.querySelector('.why')?.closest('tbody')?.textContent).toContain('length');
  });

  // Catches a conflict that looks like any link, without one of its values, or with the wrong words marked.
  it('marks what contradicts on both sides and says it', () => {
    const { document } = sheet();
    const conflicts = [...document.querySelectorAll('tbody.conflict')];
    expect(conflicts).toHaveLength(1);
    const marks = [...document.querySelectorAll('mark')].map(textOf);
    expect(marks).toEqual(['1973', '1975']);
    expect([...document.querySelectorAll('li.alarm')].map(textOf)).toEqual(['1973 ≠ 1975 -2']);
    expect(conflicts[0] && textOf(conflicts[0].querySelector('.why'))).toContain('<b> = "x" 2');
  });

  it('says so where nothing is linked, and shows both texts all the same', () => {
    const { document, counts } = sheet([]);
    expect(counts.links).toBe(0);
    expect(document.body.textContent).toContain('Nothing is linked');
    const shown = [...document.querySelectorAll('tbody')].map((body) => textOf(body));
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain('The last one. Only here');
    expect(shown[0]).toContain('وجاء كثيرون. Only here');
  });
});
