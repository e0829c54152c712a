// What a long run found: each test keeps its rows, the script that started them prints all and keeps them in one file.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const results = fileURLToPath(new URL('../test-results', import.meta.url));

/**
 * Keeps a part of the report; parts are shown in the order of their names.
 * @param {string} report
 * @param {string} part
 * @param {readonly Record<string, string | number>[]} rows
 */
export function keepReport(report, part, rows) {
  mkdirSync(join(results, report), { recursive: true });
  writeFileSync(join(results, report, `${part}.json`), JSON.stringify(rows, null, 1));
}

/**
 * Forgets what an earlier run kept.
 * @param {string} report
 */
export function clearReport(report) {
  rmSync(join(results, report), { recursive: true, force: true });
}

/**
 * Prints all parts as tables, and keeps them in test-results/<report>.json.
 * @param {string} report
 */
export function printReport(report) {
  const folder = join(results, report);
  const whole = {};
  for (const file of existsSync(folder) ? readdirSync(folder).sort() : []) {
    const part = file.replace('.json', '');
    whole[part] = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    console.log(`\n# ${part}\n${table(whole[part]).join('\n')}`);
  }
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, `${report}.json`), `${JSON.stringify(whole, null, 1)}\n`);
}

/** Rows of like objects as aligned columns. */
function table(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (row, column) => String(row[column] ?? '');
  const widths = columns.map((column) =>
    Math.max(column.length, ...rows.map((row) => cell(row, column).length))
  );
  const line = (texts) =>
    texts
      .map((text, at) => text.padEnd(widths[at]))
      .join('  ')
      .trimEnd();
  return [line(columns), ...rows.map((row) => line(columns.map((column) => cell(row, column))))];
}
