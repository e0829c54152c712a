// Catches objects lost or mixed up between reading and writing, and files of another shape taken for Typst's.
import { describe, expect, it } from 'vitest';
import { follow, rawObjects } from '../testing/raw-objects';
import { PdfFile } from './file';
import {
  dict,
  isDict,
  name,
  PdfRef,
  PdfString,
  serialise,
  type PdfDict,
  type PdfValue
} from './values';
import { writePdf } from './write';

/** A file as Typst lays it out: one table of twenty-byte entries. */
function classic(bodies: string[]): Uint8Array {
  let text = '%PDF-1.7\n%\x80\x80\x80\x80\n\n';
  const entries = ['0000000000 65535 f\r\n'];
  bodies.forEach((body, index) => {
    entries.push(`${String(text.length).padStart(10, '0')} 00000 n\r\n`);
    text += `${index + 1} 0 obj\n${body}\nendobj\n\n`;
  });
  const at = text.length;
  text += `xref\n0 ${entries.length}\n${entries.join('')}trailer\n<<\n  /Root 1 0 R\n  /Info 2 0 R\n  /ID [(a) (b)]\n>>\nstartxref\n${at}\n%%EOF`;
  return Buffer.from(text, 'latin1');
}

const stream = 'endobj \x00\xff stream endstream';
const bytes = classic([
  '<< /Type /Catalog /Pages 3 0 R >>',
  '<< /Title (x) >>',
  '<< /Type /Pages /Count 0 /Kids [] >>',
  `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`
]);

const written = await writePdf(new PdfFile(bytes));

describe('PdfFile', () => {
  it('reads objects and streams', () => {
    const file = new PdfFile(bytes);
    expect(file.get(file.trailer.get('Root'))).toEqual(
      dict({ Type: name('Catalog'), Pages: new PdfRef(3) })
    );
    expect(file.streamBytes(new PdfRef(4)).toString('latin1')).toBe(stream);
    expect(file.get(new PdfRef(99))).toBeNull();
    expect(() => file.dict(new PdfRef(99))).toThrow('PDF');
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a file cut short', bytes.slice(0, -40)],
    ['a written file, whose table is a stream', written]
  ])('refuses %s', (_, other) => {
    expect(() => new PdfFile(other)).toThrow('PDF');
  });
});

describe('writePdf', () => {
  it('writes what was changed, added and left, and nothing that was deleted', async () => {
    const file = new PdfFile(bytes);
    file.dict(new PdfRef(3)).set('Count', 7);
    file.addStream(dict({ New: true }), Buffer.from('data'));
    for (let i = 0; i < 450; i += 1) file.add([i]);
    file.delete(new PdfRef(2));
    const objects = Array.from(rawObjects(await writePdf(file)).values(), (value) =>
      serialise(value)
    );
    expect(objects).toContain('<</Type/Pages/Count 7/Kids[]>>');
    expect(objects).toContain('<</New true/Length 4>>');
    expect(objects).toContain('[449]');
    expect(objects.join('')).not.toContain('/Title');
  });

  it('leads from every object to the same ones as before, by numbers without a gap', async () => {
    const file = new PdfFile(bytes);
    const form = file.addStream(dict({ Form: true }), Buffer.from('form'));
    const child = file.add(dict({ Type: name('Page'), Is: form, Font: new PdfRef(4) }));
    const gone = file.add(dict({}));
    file.delete(gone);
    const parent = file.add(dict({ Type: name('Other'), Kids: [child, gone] }));
    file.dict(file.trailer.get('Root')).set('Test', parent);

    const written = Buffer.from(await writePdf(file));
    const objects = rawObjects(written);
    expect([...objects.keys()].sort((a, b) => a - b)).toEqual(
      Array.from(objects, (_, index) => index + 1)
    );
    const entry = (of: PdfValue, key: string): PdfDict => {
      const value = isDict(of) ? follow(objects, of.get(key)) : null;
      if (!isDict(value)) throw new Error(`no ${key}`);
      return value;
    };
    const table = [...objects.values()].find((value) => isDict(value) && value.has('Root'));
    const kids = entry(entry(table ?? null, 'Root'), 'Test').get('Kids');
    const [first, missing] = Array.isArray(kids) ? kids : [];
    expect(missing).toBeNull();
    expect(entry(follow(objects, first), 'Is')).toEqual(dict({ Form: true, Length: 4 }));
    expect(entry(follow(objects, first), 'Font')).toEqual(dict({ Length: stream.length }));
    expect(entry(table ?? null, 'Info')).toEqual(dict({ Title: new PdfString('(x)') }));
    expect(written.includes(Buffer.from(`stream\n${stream}\nendstream`, 'latin1'))).toBe(true);
  });

  it('gives files of other contents another identifier', async () => {
    const id = async (count: number): Promise<string> => {
      const file = new PdfFile(bytes);
      file.dict(new PdfRef(3)).set('Count', count);
      return (
        /\/ID ?\[\(a\) <([0-9A-F]{32})>\]/.exec(
          Buffer.from(await writePdf(file)).toString('latin1')
        )?.[1] ?? ''
      );
    };
    expect(await id(1)).toHaveLength(32);
    expect(await id(1)).toBe(await id(1));
    expect(await id(1)).not.toBe(await id(2));
  });
});
