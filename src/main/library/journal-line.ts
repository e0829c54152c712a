// One journal record as one line: {"sequence":…,"crc":"…","operation":…}, the checksum over the operation's exact bytes.
import { crc32 } from 'node:zlib';
import { recordSchema, type JournalRecord } from '@domain/annotation/operation';

const shape = /^\{"sequence":(\d+),"crc":"([0-9a-f]{8})","operation":/;

/** The line with its newline. */
export function encodeLine({ sequence, operation }: JournalRecord): string {
  const payload = JSON.stringify(operation);
  return `{"sequence":${sequence},"crc":"${checksum(payload)}","operation":${payload}}\n`;
}

/** The record of a line without its newline; null where anything of it is not as it was written. */
export function decodeLine(line: string): JournalRecord | null {
  const head = shape.exec(line);
  if (!head || !line.endsWith('}')) return null;
  const payload = line.slice(head[0].length, -1);
  if (checksum(payload) !== head[2]) return null;
  try {
    const operation: unknown = JSON.parse(payload);
    return recordSchema.parse({ sequence: Number(head[1]), operation });
  } catch {
    return null;
  }
}

function checksum(payload: string): string {
  return crc32(payload).toString(16).padStart(8, '0');
}
