// A PDF in memory, as Typst 0.14 writes it: one classic cross-reference table, no object streams, generation 0.
// Objects nobody asks for stay raw bytes until they are written; each is parsed once.
import { parseValue } from './parse';
import { isDict, PdfRef, type PdfDict, type PdfValue } from './values';

interface Slot {
  /** Latin-1 of the object between `obj` and `endobj`; null for a new one. */
  raw: string | null;
  value?: PdfValue;
  /** Contents of a new stream. */
  data?: Uint8Array;
  stream: boolean;
}

export interface WritableObject {
  id: number;
  /** Of a stream its dictionary. */
  value: PdfValue;
  /** Contents of a stream, as they are packed. */
  data: Uint8Array | null;
}

export class PdfFile {
  readonly trailer: PdfDict;
  #slots = new Map<number, Slot>();
  #next = 1;

  /** Throws where the bytes are not of the shape above. */
  constructor(bytes: Uint8Array) {
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    const tail = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text.slice(-200));
    const xrefAt = Number(tail?.[1]);
    if (!tail || !text.startsWith('xref', xrefAt)) throw new Error('PDF: no classic xref table');
    const header = /xref\s+0 (\d+)\s+/y;
    header.lastIndex = xrefAt;
    const count = Number(header.exec(text)?.[1]);
    const firstEntry = header.lastIndex;
    const offsets: { id: number; at: number }[] = [];
    for (let id = 1; id < count; id += 1) {
      const entry = text.slice(firstEntry + id * 20, firstEntry + id * 20 + 20);
      if (entry[17] === 'n') offsets.push({ id, at: Number(entry.slice(0, 10)) });
    }
    const ends = offsets.map(({ at }) => at).sort((a, b) => a - b);
    ends.push(xrefAt);
    const endAfter = new Map(ends.map((at, index) => [at, ends[index + 1] ?? xrefAt]));
    for (const { id, at } of offsets) {
      const raw = text.slice(at, endAfter.get(at));
      const open = /^\d+ 0 obj\s/.exec(raw);
      const close = raw.lastIndexOf('endobj');
      if (!open || close < 0) throw new Error(`PDF: object ${id} is not where the table says`);
      const body = raw.slice(open[0].length, close).trimEnd();
      this.#slots.set(id, { raw: body, stream: body.endsWith('endstream') });
    }
    this.#next = count;
    const trailer = parseValue(text, text.indexOf('trailer', xrefAt) + 'trailer'.length).value;
    if (!isDict(trailer)) throw new Error('PDF: no trailer');
    this.trailer = trailer;
  }

  /** The object, or a stream's dictionary. Changing what it returns changes the file. */
  get(ref: PdfValue | undefined): PdfValue {
    if (!(ref instanceof PdfRef)) return ref ?? null;
    const slot = this.#slots.get(ref.id);
    if (!slot) return null;
    if (slot.value === undefined) {
      slot.value = parseValue(slot.raw ?? 'null').value;
      // From now on the value is what gets written; a stream read in keeps its bytes.
      if (!slot.stream) slot.raw = null;
    }
    return slot.value;
  }

  /** As `get`; throws where the object is not a dictionary. */
  dict(ref: PdfValue | undefined): PdfDict {
    const value = this.get(ref);
    if (!isDict(value)) throw new Error('PDF: dictionary expected');
    return value;
  }

  /** Contents of a stream that was read in, as they stand there. */
  streamBytes(ref: PdfRef): Buffer {
    const raw = this.#slots.get(ref.id)?.raw ?? '';
    const open = />>\s*stream\r?\n/.exec(raw);
    const length = this.dict(ref).get('Length');
    if (!open || typeof length !== 'number') throw new Error(`PDF: no stream in ${ref.id}`);
    const start = open.index + open[0].length;
    return Buffer.from(raw.slice(start, start + length), 'latin1');
  }

  add(value: PdfValue): PdfRef {
    const id = this.#next;
    this.#next += 1;
    this.#slots.set(id, { raw: null, value, stream: false });
    return new PdfRef(id);
  }

  addStream(entries: PdfDict, data: Uint8Array): PdfRef {
    const ref = this.add(entries);
    this.setStream(ref, entries, data);
    return ref;
  }

  setStream(ref: PdfRef, entries: PdfDict, data: Uint8Array): void {
    entries.set('Length', data.byteLength);
    this.#slots.set(ref.id, { raw: null, value: entries, data, stream: true });
  }

  delete(ref: PdfRef): void {
    this.#slots.delete(ref.id);
  }

  /** All objects: those read in by their numbers, then new ones in the order they came. */
  *objects(): Generator<WritableObject> {
    for (const [id, { data, stream }] of this.#slots) {
      const ref = new PdfRef(id);
      yield {
        id,
        value: this.get(ref),
        data: data ?? (stream ? this.streamBytes(ref) : null)
      };
    }
  }
}
