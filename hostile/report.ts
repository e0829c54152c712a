// What a run found, as rows that `npm run test:security` prints and keeps in test-results/security.json.
import { keepReport } from '../scripts/kept-report.mjs';

/** All cases, as `npm run test:security` asks for them; else the few of them that `npm test` has time for. */
export const isFull = process.env.HOSTILE === 'full';

export type ReportRow = Record<string, string | number>;

/** Keeps a part of the report; parts are shown in the order of their names. */
export function writeReport(part: string, rows: readonly ReportRow[]): void {
  keepReport('security', part, rows);
}
