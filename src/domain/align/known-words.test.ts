import { describe, expect, it } from 'vitest';
import { alignTexts } from './align';
import { learnFromLinks, type LinkedTexts } from './learn-links';
import type { LinkReason } from './schema';
import type { Side } from './side';

const side = (language: string, paragraphs: string[]): Side => {
  const blocks: Side['blocks'] = [];
  let text = '';
  for (const each of paragraphs) {
    blocks.push({ kind: 'paragraph', start: text.length, end: text.length + each.length });
    text += `${each}\n`;
  }
  return { text, language, blocks };
};

const finnish = side('fi', ['Pato murtui yöllä.', 'Ketään ei ole löydetty.', 'Silta suljettiin.']);
const vietnamese = side('vi', ['Đập vỡ trong đêm.', 'Chưa tìm thấy ai.', 'Cây cầu bị đóng.']);
const terms = [
  { source: 'pato', target: 'đập' },
  { source: 'silta', target: 'cây cầu' }
];

const words = (reasons: LinkReason[]) =>
  reasons.flatMap(({ value, origin }) => (value && origin ? [[value, origin]] : []));

describe('words known beyond the lexicon', () => {
  // Would catch: terms forgotten on the way to the search, or named as if they came from elsewhere.
  it('are evidence, and named by where they come from', () => {
    const { beads } = alignTexts(finnish, vietnamese, { known: { terms }, verdict: 'translation' });
    expect(beads.flatMap(({ reasons }) => words(reasons))).toEqual([
      ['Pato = Đập', 'glossary'],
      ['Silta = Cây cầu', 'glossary']
    ]);
  });

  // Would catch: a glossary read the wrong way round once the texts are opened in the other order.
  it('hold for the texts the other way round', () => {
    const turned = terms.map(({ source, target }) => ({ source: target, target: source }));
    const options = { verdict: 'translation' } as const;
    const there = alignTexts(finnish, vietnamese, { ...options, known: { learned: terms } });
    const back = alignTexts(vietnamese, finnish, { ...options, known: { learned: turned } });
    expect(back.beads.map(({ source, target }) => [target, source])).toEqual(
      there.beads.map(({ source, target }) => [source, target])
    );
    expect(back.beads.flatMap(({ reasons }) => words(reasons))).toEqual([
      ['Đập = Pato', 'learned'],
      ['Cây cầu = Silta', 'learned']
    ]);
  });

  // Would catch: one alignment's terms left in the tables for the next.
  it('are forgotten by the next alignment', () => {
    const { beads } = alignTexts(finnish, vietnamese, { verdict: 'translation' });
    expect(beads.flatMap(({ reasons }) => words(reasons))).toEqual([]);
  });
});

describe('learnFromLinks', () => {
  const links: LinkedTexts[] = [
    { source: 'Pato murtui yöllä.', target: 'Đập vỡ trong đêm.' },
    { source: 'Uusi pato on korkea.', target: 'Con đập mới rất cao.' },
    { source: 'Pato korjataan pian.', target: 'Đập sắp được sửa.' },
    { source: 'Silta suljettiin.', target: 'Cây cầu bị đóng.' },
    { source: 'Siitä tuli silta.', target: 'Nó thành cầu.' },
    { source: 'Vanha silta on kapea.', target: 'Chiếc cầu cũ thì hẹp.' }
  ];
  const languages = { source: 'fi', target: 'vi' };

  // Would catch: words that stand together once taken for each other, and repeated links counted as many.
  it('takes what stands together again and again, and each link once', () => {
    const learned = learnFromLinks(links, languages, undefined);
    expect(learned).toContainEqual({ source: 'pato', target: 'đập' });
    expect(learned).toContainEqual({ source: 'silta', target: 'cầu' });
    expect(learned.map(({ source }) => source)).not.toContain('murtui');
    const again = Array.from({ length: 5 }, () => links[0] ?? { source: '', target: '' });
    expect(learnFromLinks(again, languages, undefined)).toEqual([]);
  });

  // Would catch: the lexicon's own words learned over again, and so counted twice.
  it('learns nothing that the lexicon knows', () => {
    const lexicon = { languages: ['fi', 'vi'] as const, entries: { pato: 'đập' } };
    const learned = learnFromLinks(links, languages, lexicon);
    expect(learned.map(({ source }) => source)).not.toContain('pato');
    expect(learned.map(({ source }) => source)).toContain('silta');
  });
});
