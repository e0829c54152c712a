// Catches an interface that falls back to English, a placeholder lost in translation, and an error without words.
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../ipc/errors';
import { messages } from './messages';
import { createTranslator } from './translator';

const flat = (language: 'en' | 'vi'): Map<string, string> =>
  new Map(
    Object.entries(messages[language]).flatMap(([area, entries]) =>
      Object.entries(entries).map(([name, text]): [string, string] => [`${area}.${name}`, text])
    )
  );

interface AstNode {
  type: number;
  value?: unknown;
  options?: Record<string, { value: AstNode[] }>;
}
const LITERAL = 0;
const POUND = 7;

function placeholders(nodes: AstNode[]): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) {
    if (node.type !== LITERAL && node.type !== POUND) names.add(String(node.value));
    for (const option of Object.values(node.options ?? {})) {
      for (const name of placeholders(option.value)) names.add(name);
    }
  }
  return names;
}

const parse = (text: string, language: string): Set<string> =>
  placeholders(
    new IntlMessageFormat(text, language, undefined, {
      ignoreTag: true
    }).getAst()
  );

describe('interface messages', () => {
  const en = flat('en');
  const vi = flat('vi');

  it('have the same keys in English and Vietnamese', () => {
    expect([...vi.keys()].sort()).toEqual([...en.keys()].sort());
    expect(en.size).toBeGreaterThan(0);
  });

  it('have the same placeholders, parse, and are never empty', () => {
    for (const [key, text] of en) {
      const translated = vi.get(key) ?? '';
      expect(text.trim(), key).not.toBe('');
      expect(translated.trim(), key).not.toBe('');
      expect([...parse(translated, 'vi')].sort(), key).toEqual([...parse(text, 'en')].sort());
    }
  });

  it('are composed (NFC), as everything we show is', () => {
    for (const [key, text] of [...en, ...vi]) expect(text, key).toBe(text.normalize('NFC'));
  });

  it('hold words for every error code', () => {
    for (const code of errorCodes) expect(en.has(`errors.${code}`), code).toBe(true);
  });

  it('fill placeholders and leave unknown codes readable', () => {
    const { error } = createTranslator('vi');
    const words = error({ code: 'fileEmpty', message: 'x', details: { file: 'trống.txt' } });
    expect(words).toContain('trống.txt');
    expect(words).not.toContain('{');
  });
});
