// Catches Japanese set in a Chinese face, a system's face before the user's own, and text in a bold or slanted face.
import { describe, expect, it } from 'vitest';
import { chooseFaces, easternLanguage } from './choose-faces';
import type { FoundFace } from './look-for-faces';

const [jis, simplified, wansung, traditional] = [17, 18, 19, 20].map((bit) => 2 ** bit) as [
  number,
  number,
  number,
  number
];
const all = jis + simplified + wansung + traditional;

function face(family: string, given: Partial<FoundFace> = {}): FoundFace {
  return {
    family,
    names: [family],
    file: `/${family}.ttf`,
    own: false,
    weight: 400,
    italic: false,
    codePages: all,
    covered: new Set('日本語直骨한'),
    ...given
  };
}
const familyFor = (language: string, found: FoundFace[]): string | undefined =>
  chooseFaces([{ language, characters: [...'日本'] }], found).faces[0]?.[0]?.family;

describe('the language’s own face', () => {
  const pan = ['SC', 'KR', 'JP', 'TC'].map((end) => face(`Noto Serif CJK ${end}`));
  it.each([
    ['ja', 'Noto Serif CJK JP'],
    ['ko', 'Noto Serif CJK KR'],
    ['zh', 'Noto Serif CJK SC'],
    ['zh-Hant-HK', 'Noto Serif CJK TC'],
    ['zh-TW', 'Noto Serif CJK TC']
  ])('%s: %s', (language, family) => {
    expect(familyFor(language, pan)).toBe(family);
    expect(familyFor(language, [...pan].reverse())).toBe(family);
  });

  it('by what it declares, where its name says nothing', () => {
    const found = [
      face('Malgun Gothic', { codePages: wansung }),
      face('SimSun', { codePages: simplified }),
      face('Meiryo', { codePages: jis })
    ];
    expect(familyFor('ja', found)).toBe('Meiryo');
    expect(familyFor('zh', found)).toBe('SimSun');
  });

  it('by the characters, where the text is in another language', () => {
    const found = [face('SimSun', { codePages: simplified, covered: new Set('かな日') }), ...pan];
    const need = { language: 'en', characters: [...'かな日'] };
    found.push(face('Mincho', { codePages: jis, covered: new Set('かな日') }));
    expect(chooseFaces([need], found).faces[0]?.[0]?.family).toBe('Mincho');
  });
});

it('regular and upright before bold, light or slanted; serif before sans', () => {
  const found = [
    face('Sans JP'),
    face('Serif JP', { weight: 700 }),
    face('Serif JP', { italic: true }),
    face('Serif JP')
  ];
  const { faces } = chooseFaces([{ language: 'ja', characters: ['日'] }], found);
  expect(faces[0]?.[0]).toBe(found[3]);
});

it('the user’s own before a better one of the system’s, which fills what is missing', () => {
  const own = face('Mine', { own: true, codePages: 0, covered: new Set('日') });
  const system = face('Noto Serif CJK JP');
  const chosen = chooseFaces([{ language: 'ja', characters: [...'日本𠀀'] }], [system, own]);
  expect(chosen.faces[0]).toEqual([own, system]);
  expect(chosen.missing).toEqual([['𠀀']]);
});

it('a bold face comes along only where it has all that the regular one has', () => {
  const regular = face('A', { file: '/a.ttf' });
  const bold = face('A', { file: '/b.ttf', weight: 700 });
  const needs = [{ language: 'ja', characters: ['日'] }];
  expect(chooseFaces(needs, [bold, regular]).files).toEqual(['/a.ttf', '/b.ttf']);
  const poor = { ...bold, covered: new Set('日') };
  expect(chooseFaces(needs, [poor, regular]).files).toEqual(['/a.ttf']);
});

it('tells eastern languages by their tags', () => {
  const tags = ['ja-JP', 'ko', 'zh-CN', 'zh-Hant', 'yue', 'en', 'und'];
  expect(tags.map(easternLanguage)).toEqual([
    ...['ja', 'ko', 'zh-Hans', 'zh-Hant', 'zh-Hant'],
    ...[null, null]
  ]);
});
