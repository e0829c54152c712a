// Writes a PDF with object streams and a cross-reference stream: a third of the size of the classic form.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PdfFile, WritableObject } from './file';
import { dict, name, PdfRef, PdfString, serialise, type PdfDict, type PdfValue } from './values';

const perObjectStream = 1000;

type Place = { kind: 1; offset: number } | { kind: 2; container: number; index: number };

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function streamObject(id: number, entries: PdfDict, data: Buffer): Buffer {
  entries.set('Filter', name('FlateDecode'));
  entries.set('Length', data.byteLength);
  return Buffer.concat([
    latin1(`${id} 0 obj\n${serialise(entries)}\nstream\n`),
    data,
    latin1('\nendstream\nendobj\n')
  ]);
}

function objectStream(id: number, objects: WritableObject[]): Buffer {
  let header = '';
  let bodies = '';
  for (const object of objects) {
    header += `${object.id} ${bodies.length} `;
    bodies += `${object.body}\n`;
  }
  const entries = dict({ Type: name('ObjStm'), N: objects.length, First: header.length });
  return streamObject(id, entries, deflateSync(latin1(header + bodies), { level: 6 }));
}

/** Rows of type, offset or container, index; each coded as the difference to the row above (PNG "up"). */
function crossReference(size: number, places: Map<number, Place>): Buffer {
  const width = 7;
  const rows = Buffer.alloc(size * (width + 1));
  let above = Buffer.alloc(width);
  for (let id = 0; id < size; id += 1) {
    const row = Buffer.alloc(width);
    const place = places.get(id);
    if (place) {
      row.writeUInt8(place.kind, 0);
      row.writeUInt32BE(place.kind === 1 ? place.offset : place.container, 1);
      row.writeUInt16BE(place.kind === 1 ? 0 : place.index, 5);
    } else {
      row.writeUInt16BE(0xffff, 5);
    }
    const at = id * (width + 1);
    rows.writeUInt8(2, at);
    for (let i = 0; i < width; i += 1) rows[at + 1 + i] = ((row[i] ?? 0) - (above[i] ?? 0)) & 0xff;
    above = row;
  }
  return deflateSync(rows, { level: 9 });
}

/** The bytes of the file. Equal files give equal bytes; the second part of the identifier is their hash. */
export function writePdf(file: PdfFile): Uint8Array {
  const parts: Buffer[] = [latin1('%PDF-1.7\n%\x80\x80\x80\x80\n')];
  let offset = parts[0]?.byteLength ?? 0;
  const places = new Map<number, Place>();
  const put = (id: number, bytes: Buffer): void => {
    places.set(id, { kind: 1, offset });
    parts.push(bytes);
    offset += bytes.byteLength;
  };

  const plain: WritableObject[] = [];
  let last = 0;
  for (const object of file.objects()) {
    last = object.id;
    if (object.stream) put(object.id, latin1(`${object.id} 0 obj\n${object.body}\nendobj\n`));
    else plain.push(object);
  }
  for (let from = 0; from < plain.length; from += perObjectStream) {
    last += 1;
    const group = plain.slice(from, from + perObjectStream);
    group.forEach((object, index) => places.set(object.id, { kind: 2, container: last, index }));
    put(last, objectStream(last, group));
  }

  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  const instance = new PdfString(`<${hash.digest('hex').slice(0, 32).toUpperCase()}>`);
  const oldIds = file.trailer.get('ID');
  const permanent: PdfValue = (Array.isArray(oldIds) ? oldIds[0] : null) ?? instance;

  const id = last + 1;
  const size = id + 1;
  places.set(id, { kind: 1, offset });
  const entries = dict({
    Type: name('XRef'),
    Size: size,
    W: [1, 4, 2],
    DecodeParms: dict({ Predictor: 12, Columns: 7 }),
    Root: file.trailer.get('Root') ?? new PdfRef(0),
    Info: file.trailer.get('Info') ?? null,
    ID: [permanent, instance]
  });
  parts.push(streamObject(id, entries, crossReference(size, places)));
  parts.push(latin1(`startxref\n${offset}\n%%EOF\n`));
  return Buffer.concat(parts);
}
