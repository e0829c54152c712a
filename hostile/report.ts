// What a run found, as rows that `npm run test:security` prints and keeps in test-results/security.json.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** All cases, as `npm run test:security` asks for them; else the few of them that `npm test` has time for. */
export const isFull = process.env.HOSTILE === 'full';

const folder = join(import.meta.dirname, '../test-results/hostile');

export type ReportRow = Record<string, string | number>;

/** Keeps a part of the report; parts are shown in the order of their names. */
export function writeReport(part: string, rows: readonly ReportRow[]): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${part}.json`), JSON.stringify(rows, null, 1));
}
