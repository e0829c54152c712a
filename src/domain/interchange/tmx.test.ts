import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { annotation, article, pairOf } from '../../main/jobs/worker/export/testing/fixtures';
import { writeTmx } from './tmx';

const made = { tool: '0.1.0', date: '2026-03-14T09:26:53.000Z' };
const source = article('en', [
  'Title',
  'Fish & <chips>',
  'Two.',
  { text: 'Ad', kind: 'paragraph', clutter: true }
]);
const target = article('vi', ['Tên', 'Cá “rán” & khoai', 'Hai.']);
const pair = pairOf(source, target);

function read(xml: string) {
  const document = new DOMParser().parseFromString(xml, 'text/xml') as unknown as Document;
  return [...document.querySelectorAll('tu')].map((unit) => ({
    id: unit.getAttribute('tuid'),
    segments: [...unit.querySelectorAll('tuv')].map((variant) => [
      variant.getAttribute('xml:lang'),
      variant.querySelector('seg')?.textContent
    ]),
    notes: [...unit.querySelectorAll('note')].map(({ textContent }) => textContent),
    props: [...unit.querySelectorAll('prop')].map((prop) => [
      prop.getAttribute('type'),
      prop.textContent
    ])
  }));
}

const xmllint = spawnSync('xmllint', ['--version']).error === undefined;

describe('a translation memory', () => {
  // Catches a memory that teaches what a person refused, an empty side, and a contradiction that nobody hears of.
  it('leaves out what is rejected or has no counterpart, and notes what contradicts', () => {
    const [title, fish, two] = pair.links;
    if (!title || !fish || !two) throw new Error('too few links');
    const said: typeof pair = {
      ...pair,
      links: [
        { ...title, state: 'rejected' },
        { ...fish, state: 'confirmed', target: [] },
        {
          ...two,
          state: 'confirmed',
          reasons: [
            { kind: 'negation', value: 'not ≠ –', weight: -2 },
            { kind: 'length', weight: -1 }
          ]
        }
      ]
    };
    expect(read(writeTmx(said, [source, target], [], made).text)).toEqual([
      {
        id: two.id,
        segments: [
          ['en', 'Two.'],
          ['vi', 'Hai.']
        ],
        notes: [],
        props: [
          ['x-diptych-confidence', '1.000'],
          ['x-diptych-state', 'confirmed'],
          ['x-diptych-conflict-negation', 'not ≠ –']
        ]
      }
    ]);
  });

  // Catches words that markup eats, links out of order, and notes that are lost, doubled or on another sentence.
  it('holds the links with their notes', () => {
    const note = annotation(
      'n',
      [
        [source, 'chips'],
        [target, 'khoai']
      ],
      { note: 'Sai & thiếu <từ>' }
    );
    const plain = annotation('h', [[source, 'Two']]);
    const free = annotation('f', [[source, 'Ad']], { note: 'Not in a link.' });
    const { text, units, notes } = writeTmx(pair, [source, target], [note, plain, free], made);
    expect([units, notes]).toEqual([3, 1]);
    const props = [
      ['x-diptych-confidence', '1.000'],
      ['x-diptych-state', 'proposed']
    ];
    expect(read(text)).toEqual([
      {
        id: '0',
        segments: [
          ['en', 'Title'],
          ['vi', 'Tên']
        ],
        notes: [],
        props
      },
      {
        id: '1',
        segments: [
          ['en', 'Fish & <chips>'],
          ['vi', 'Cá “rán” & khoai']
        ],
        notes: ['“chips […] khoai”\nSai & thiếu <từ>\n– Nguyễn Thu Lan'],
        props
      },
      {
        id: '2',
        segments: [
          ['en', 'Two.'],
          ['vi', 'Hai.']
        ],
        notes: [],
        props
      }
    ]);
    const header = /<header [^>]*>/.exec(text)?.[0] ?? '';
    for (const named of ['creationtool', 'creationtoolversion', 'o-tmf', 'adminlang'])
      expect(header).toMatch(new RegExp(` ${named}="[^"]+"`));
    expect(header).toContain('segtype="sentence"');
    expect(header).toContain('srclang="en" datatype="plaintext" creationdate="20260314T092653Z"');
    expect(text).toContain(source.original.sha256);
    expect(text).toContain(target.original.sha256);
  });

  it('leaves out rejected links', () => {
    const links = pair.links.map((link, index) =>
      index === 1 ? { ...link, state: 'rejected' as const } : link
    );
    const { text } = writeTmx({ ...pair, links }, [source, target], [], made);
    expect(read(text).map(({ id }) => id)).toEqual(['0', '2']);
  });

  // Catches controls, half characters and markup in titles, words or notes that make the file no XML.
  it('reads back whatever the words are', () => {
    const any = fc.string({
      unit: fc.constantFrom(
        '<',
        '&',
        '"',
        ']]>',
        '\u0001',
        '\uD800',
        '\uFFFE',
        'ế',
        '𠀀',
        'a',
        ' '
      ),
      minLength: 1,
      maxLength: 12
    });
    fc.assert(
      fc.property(any, any, any, (title, words, note) => {
        const one = article('en', [`x${title}`, `y${words}`]);
        const other = article('vi', ['z', `w${words}`]);
        const noted = annotation('n', [[one, 'y']], { note: `n${note}` });
        const { text } = writeTmx(pairOf(one, other), [one, other], [noted], made);
        // eslint-disable-next-line no-control-regex
        expect(text).not.toMatch(/[\u0000-\u0008\uFFFE]|\p{Cs}/u);
        const [, unit] = read(text);
        const kept = (given: string) => given.replace(/\p{Cc}|\uFFFE|\p{Cs}/gu, '\uFFFD');
        expect(unit?.segments[0]?.[1]).toBe(kept(`y${words}`).replace(/\s+/g, ' ').trim());
        expect(unit?.notes[0]).toContain(kept(`n${note}`).trim());
      }),
      { numRuns: 100 }
    );
  });

  it.skipIf(!xmllint)('is well-formed XML to libxml2 (where xmllint is installed)', () => {
    const odd = article('en', ['A "title" & <more>', 'Words \u0007.']);
    const { text } = writeTmx(pairOf(odd, target), [odd, target], [], made);
    execFileSync('xmllint', ['--noout', '-'], { input: text });
  });
});
