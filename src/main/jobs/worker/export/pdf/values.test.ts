// Catches text that readers garble (Vietnamese outside UTF-16, unescaped brackets) and numbers a PDF cannot hold.
import { describe, expect, it } from 'vitest';
import { decodeText } from '../testing/raw-objects';
import { parseValue } from './parse';
import { dateString, dict, name, PdfRef, PdfString, serialise, textString } from './values';

describe('textString', () => {
  it.each(['plain', 'a (b) \\ c)', 'two\nlines\r\nthree', 'Đánh giá “cao” 🙂', ''])(
    'keeps %j',
    (text) => {
      expect(decodeText(textString(text))).toBe(text);
      expect(decodeText(parseValue(serialise(textString(text))).value as PdfString)).toBe(text);
    }
  );
});

it('writes dates in UTC, whatever the instant was written in', () => {
  expect(dateString('2026-03-15T00:30:05.250+07:00').source).toBe('(D:20260314173005Z)');
});

describe('serialise and parseValue', () => {
  const value = dict({
    Name: name('A#20b'),
    List: [1, -0.5, new PdfRef(12), null, true, [new PdfString('<0AFF>')]],
    Inner: dict({ Text: new PdfString('(a \\) (b) c)') })
  });
  it('are each other’s inverse', () => {
    expect(parseValue(serialise(value)).value).toEqual(value);
  });
  it('reads white space and references as Typst sets them', () => {
    const read = parseValue('<<\n  /K [14 15 0 R\n16]\n  /E <<>>\n>> rest');
    expect(read.value).toEqual(dict({ K: [14, new PdfRef(15), 16], E: dict({}) }));
    expect(read.end).toBe(35);
  });
  it('never writes an exponent', () => {
    expect(serialise([0.0000001, 1e-9, 841.88976])).toBe('[0 0 841.89]');
  });
  it('keeps the factors that a font is scaled by', () => {
    expect(serialise([1 / 2048, -0.0125, 0.1 + 0.2])).toBe('[0.000488281 -0.0125 0.3]');
  });
  it('gives objects other numbers, and none to what is not in the file', () => {
    const numbers = new Map([[12, 3]]);
    const text = '[/12 12 (12 0 R) 3 0 R null]';
    const list = [name('12'), 12, new PdfString('(12 0 R)'), new PdfRef(12), new PdfRef(3)];
    expect(serialise(list, numbers)).toBe(text);
  });
  it.each(['', '<<', '(never ends', '<< /A', '[1 2', '@'])('throws on %j', (broken) => {
    expect(() => parseValue(broken)).toThrow('PDF');
  });
});
