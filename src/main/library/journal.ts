// The journal: segments of checksummed lines, appended and synced before anything is called saved.
import { dirname, join } from 'node:path';
import type { JournalRecord } from '@domain/annotation/operation';
import { AppError } from '@shared/ipc/errors';
import { readIfThere, writeError, type AppendFile, type Files } from './files';
import { decodeLine, encodeLine } from './journal-line';
import { giveBack } from './journal-reserve';

/** A segment that has reached this takes no more. */
const segmentByteLength = 1_000_000;
const segmentName = /^\d{10}\.ndjson$/;

interface Segment {
  name: string;
  firstSequence: number;
  /** 0 where it holds no readable record. */
  lastSequence: number;
  /** Up to the end of the last whole line. */
  byteLength: number;
  /** An unfinished line follows: the process ended while writing it, and nobody was told it was saved. */
  torn: boolean;
  /** Lines that are not as they were written, or sequences that do not follow. */
  damaged: boolean;
}

export interface JournalContents {
  segments: Segment[];
  /** All readable records, by sequence. */
  records: JournalRecord[];
  /** Highest sequence ever given out, unreadable lines counted; 0 for an empty journal. */
  lastSequence: number;
}

/** Reads all segments and changes nothing. */
export async function readJournal(files: Files, folder: string): Promise<JournalContents> {
  const segments: Segment[] = [];
  const records: JournalRecord[] = [];
  const names = (await files.list(folder)).filter((name) => segmentName.test(name));
  let next: number | null = null;
  for (const name of names) {
    const bytes = await readIfThere(files, join(folder, name));
    if (!bytes) continue;
    const last = name === names.at(-1);
    const firstSequence = Number(name.slice(0, 10));
    const { lines, torn, byteLength } = wholeLines(Buffer.from(bytes));
    let damaged = (torn && !last) || (next !== null && firstSequence !== next);
    let expected = firstSequence;
    let lastSequence = 0;
    for (const line of lines) {
      const record = decodeLine(line);
      if (record && record.sequence >= expected) {
        damaged ||= record.sequence !== expected;
        records.push(record);
        lastSequence = record.sequence;
        expected = record.sequence + 1;
      } else {
        damaged = true;
        expected += 1;
      }
    }
    next = expected;
    segments.push({ name, firstSequence, lastSequence, byteLength, torn, damaged });
  }
  return { segments, records, lastSequence: (next ?? 1) - 1 };
}

function wholeLines(bytes: Buffer): { lines: string[]; torn: boolean; byteLength: number } {
  const byteLength = bytes.lastIndexOf(0x0a) + 1;
  const text = bytes.toString('utf8', 0, byteLength);
  const lines = text === '' ? [] : text.slice(0, -1).split('\n');
  return { lines, torn: byteLength < bytes.length, byteLength };
}

/** Appends to the journal of one library. Calls must not overlap. */
export class Journal {
  private open: { segment: Segment; file: AppendFile } | null = null;
  /** A failed append left bytes that must go before anything else is written. */
  private unclean = false;

  constructor(
    private readonly files: Files,
    private readonly folder: string,
    private segments: Segment[]
  ) {
    this.unclean = segments.at(-1)?.torn ?? false;
  }

  /**
   * Resolves when the records are on the disk; on a full one, in the room that was kept for them. Throws `diskFull`,
   * `folderUnwritable` or the file system's error; then none of them is there, or the next append takes them away first.
   */
  async append(records: JournalRecord[]): Promise<void> {
    try {
      await this.write(records).catch(async (thrown: unknown) => {
        if (!(await giveBack(this.files, dirname(this.folder), thrown))) throw thrown;
        await this.write(records);
      });
    } catch (thrown) {
      throw writeError(thrown, this.folder);
    }
  }

  /** Takes away segments whose records all are at or below `sequence`, never the last one. */
  async retire(sequence: number): Promise<void> {
    const gone = this.segments.filter(
      (segment, index) => index < this.segments.length - 1 && segment.lastSequence <= sequence
    );
    for (const segment of gone) {
      await this.files.remove(join(this.folder, segment.name));
      this.segments = this.segments.filter((kept) => kept !== segment);
    }
    if (gone.length > 0) await this.files.syncFolder(this.folder);
  }

  /**
   * Moves damaged segments, and those before them, into another folder. Call only when what could be read of them
   * stands in the sidecars. Returns their new paths.
   */
  async quarantine(damagedFolder: string): Promise<string[]> {
    const count = this.segments.findLastIndex((segment) => segment.damaged) + 1;
    const moved: string[] = [];
    for (const { name } of this.segments.slice(0, count)) {
      const newPath = join(damagedFolder, `journal-${name}`);
      await this.files.makeFolder(damagedFolder);
      await this.files.rename(join(this.folder, name), newPath);
      await this.files.syncFolder(damagedFolder);
      moved.push(newPath);
    }
    if (count > 0) await this.files.syncFolder(this.folder);
    this.segments = this.segments.slice(count);
    return moved;
  }

  async close(): Promise<void> {
    const open = this.open;
    this.open = null;
    await open?.file.close();
  }

  private async write(records: JournalRecord[]): Promise<void> {
    const first = records[0];
    const last = records.at(-1);
    if (!first || !last) return;
    await this.clean();
    // Here and not after the sync: a full segment that will not close must not make what is on the disk look lost.
    if (this.open && this.open.segment.byteLength >= segmentByteLength) await this.close();
    const { segment, file } = (this.open ??= await this.openFor(first.sequence));
    const bytes = Buffer.from(records.map(encodeLine).join(''));
    this.unclean = true;
    await file.append(bytes);
    await file.sync();
    this.unclean = false;
    segment.byteLength += bytes.length;
    segment.lastSequence = last.sequence;
  }

  private async clean(): Promise<void> {
    if (!this.unclean) return;
    await this.close();
    const last = this.segments.at(-1);
    if (last) await this.files.truncate(join(this.folder, last.name), last.byteLength);
    this.unclean = false;
  }

  private async openFor(sequence: number): Promise<{ segment: Segment; file: AppendFile }> {
    const last = this.segments.at(-1);
    const follows = last && (last.lastSequence || last.firstSequence - 1) + 1 === sequence;
    if (last && follows && last.byteLength < segmentByteLength) {
      return { segment: last, file: await this.files.openAppend(join(this.folder, last.name)) };
    }
    const segment: Segment = {
      name: `${String(sequence).padStart(10, '0')}.ndjson`,
      firstSequence: sequence,
      lastSequence: 0,
      byteLength: 0,
      torn: false,
      damaged: false
    };
    await this.files.makeFolder(this.folder);
    const path = join(this.folder, segment.name);
    // An empty one is what a failed start of this very segment left.
    const standing = await readIfThere(this.files, path);
    if (standing && standing.length > 0) throw new AppError('libraryDamaged', { file: path });
    await this.files.write(path, new Uint8Array());
    await this.files.syncFolder(this.folder);
    this.segments.push(segment);
    return { segment, file: await this.files.openAppend(path) };
  }
}
