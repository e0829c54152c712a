// Writes a PDF with object streams and a cross-reference stream: a third of the size of the classic form.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { deflate, deflateSync, type ZlibOptions } from 'node:zlib';
import type { PdfFile, WritableObject } from './file';
import {
  dict,
  isDict,
  name,
  PdfName,
  PdfString,
  serialise,
  type PdfDict,
  type PdfValue
} from './values';

const perObjectStream = 1000;

type Place = { kind: 1; offset: number } | { kind: 2; container: number; index: number };

type WritableStream = WritableObject & { data: Uint8Array };

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const deflated = promisify<Buffer, ZlibOptions, Buffer>(deflate);

function streamObject(id: number, entries: string, data: Uint8Array): Buffer {
  return Buffer.concat([
    latin1(`${id} 0 obj\n${entries}stream\n`),
    data,
    latin1('\nendstream\nendobj\n')
  ]);
}

function compressedObject(
  id: number,
  entries: PdfDict,
  data: Buffer,
  numbers: ReadonlyMap<number, number>
): Buffer {
  entries.set('Filter', name('FlateDecode'));
  entries.set('Length', data.byteLength);
  return streamObject(id, serialise(entries, numbers), data);
}

async function objectStream(
  id: number,
  objects: WritableObject[],
  numbers: ReadonlyMap<number, number>
): Promise<Buffer> {
  let header = '';
  let bodies = '';
  for (const object of objects) {
    header += `${numbers.get(object.id) ?? 0} ${bodies.length} `;
    bodies += `${serialise(object.value, numbers)}\n`;
  }
  const entries = dict({ Type: name('ObjStm'), N: objects.length, First: header.length });
  const packed = await deflated(latin1(header + bodies), { level: 8 });
  return compressedObject(id, entries, packed, numbers);
}

/** Rows of type, offset or container, index; each coded as the difference to the row above (PNG "up"). */
function crossReference(size: number, places: Map<number, Place>): Buffer {
  const rows = new Uint8Array(size * 8);
  const above = new Uint8Array(7);
  let at = 0;
  const put = (column: number, byte: number): void => {
    rows[at] = byte - (above[column] ?? 0);
    above[column] = byte;
    at += 1;
  };
  for (let id = 0; id < size; id += 1) {
    const place = places.get(id);
    const where = place === undefined ? 0 : place.kind === 1 ? place.offset : place.container;
    const rest = place === undefined ? 0xffff : place.kind === 1 ? 0 : place.index;
    rows[at] = 2;
    at += 1;
    put(0, place?.kind ?? 0);
    for (let n = 0; n < 4; n += 1) put(1 + n, (where >>> (24 - 8 * n)) & 0xff);
    put(5, rest >>> 8);
    put(6, rest & 0xff);
  }
  return deflateSync(rows, { level: 9 });
}

interface Numbered {
  plain: WritableObject[];
  streams: WritableStream[];
  /** What each object is called in the file, by what it was. */
  numbers: ReadonlyMap<number, number>;
}

/** What an object says it is: those that are alike pack better side by side. */
function kindOf({ value }: WritableObject): string {
  if (!isDict(value)) return '~';
  const named = (key: string): string => {
    const entry = value.get(key);
    return entry instanceof PdfName ? entry.value : '';
  };
  return `${named('Type')} ${named('Subtype')} ${named('S')}`;
}

/** Numbers in the order of writing, streams last: they and the table of places then pack to next to nothing. */
function numbered(file: PdfFile): Numbered {
  const kinds = new Map<string, WritableObject[]>();
  const streams: WritableStream[] = [];
  for (const object of file.objects()) {
    if (object.data) {
      streams.push({ ...object, data: object.data });
      continue;
    }
    const kind = kindOf(object);
    const alike = kinds.get(kind);
    if (alike) alike.push(object);
    else kinds.set(kind, [object]);
  }
  // What has no type comes first: resources, which thousands of streams speak of, get short numbers.
  const plain = [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, alike]) => alike);
  const numbers = new Map([...plain, ...streams].map(({ id }, index) => [id, index + 1]));
  return { plain, streams, numbers };
}

/** The bytes of the file. Equal files give equal bytes; the second part of the identifier is their hash. */
export async function writePdf(file: PdfFile): Promise<Uint8Array> {
  const parts: Buffer[] = [latin1('%PDF-1.7\n%\x80\x80\x80\x80\n')];
  let offset = parts[0]?.byteLength ?? 0;
  const places = new Map<number, Place>();
  const put = (id: number, bytes: Buffer): void => {
    places.set(id, { kind: 1, offset });
    parts.push(bytes);
    offset += bytes.byteLength;
  };

  const { plain, streams, numbers } = numbered(file);
  let last = numbers.size;
  for (const { id, value, data } of streams) {
    const number = numbers.get(id) ?? 0;
    put(number, streamObject(number, serialise(value, numbers), data));
  }
  const containers: Promise<[number, Buffer]>[] = [];
  for (let from = 0; from < plain.length; from += perObjectStream) {
    last += 1;
    const container = last;
    const group = plain.slice(from, from + perObjectStream);
    group.forEach((object, index) => {
      places.set(numbers.get(object.id) ?? 0, { kind: 2, container, index });
    });
    containers.push(objectStream(container, group, numbers).then((bytes) => [container, bytes]));
  }
  for (const [container, bytes] of await Promise.all(containers)) put(container, bytes);

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
    Root: file.trailer.get('Root') ?? null,
    Info: file.trailer.get('Info') ?? null,
    ID: [permanent, instance]
  });
  parts.push(compressedObject(id, entries, crossReference(size, places), numbers));
  parts.push(latin1(`startxref\n${offset}\n%%EOF\n`));
  return Buffer.concat(parts);
}
