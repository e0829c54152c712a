// Every vector in every format, each pair of them in another place of the app, in the real browser: nothing runs, and
// nothing is asked for.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentence } from '../src/main/jobs/parser/test-fixtures/archive-parts';
import type { ArticleSummary } from '../src/domain/article/schema';
import { carriedCase, type CarriedCase } from './carriers';
import { HostilePlaces } from './places';
import { isFull, writeReport } from './report';
import { settle } from './settle';
import { vectors } from './vectors';
import { Watch } from './watch';
import { formats } from './whole-files';

const placeNames = ['import', 'reader', 'rows', 'palette', 'note', 'preview', 'file'] as const;
type PlaceName = (typeof placeNames)[number];
interface Case extends CarriedCase {
  place: PlaceName;
  markup: string;
}

const plain = 'The quiet article of the ferry';
const watch = new Watch();
const cases: Case[] = [];
/** Names of vectors, each with its listener. */
const tried: string[] = [];
const done: Record<string, number> = {};
const seen: string[] = [];
let folder = '';
let places: HostilePlaces;
let articles: ArticleSummary[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-hostile-'));
  for (const [row, vector] of vectors.entries()) {
    if (!isFull && row % 19 > 0) continue;
    tried.push(vector.name);
    const address = await watch.listen(vector.name);
    for (const [column, format] of formats.entries()) {
      const token = `kx${row}${String.fromCharCode(97 + column)}q`;
      const place = placeNames[(row + column) % placeNames.length] ?? 'import';
      const markup = vector.markup(`__pwn('${token}')`, address);
      cases.push({ ...carriedCase(vector, format, token, address), place, markup });
    }
  }
  places = await HostilePlaces.open(folder, watch);
  watch.take();
}, 60_000);
afterAll(async () => {
  writeReport('hostile', [
    ...placeNames.map((place) => ({ place, cases: done[place] ?? 0, ...countOf(place) })),
    { place: 'all', cases: Object.values(done).reduce((sum, count) => sum + count, 0) }
  ]);
  await places.close();
  await watch.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
});

const countOf = (place: string): Record<string, number> => ({
  'scripts run': seen.filter((line) => line.startsWith(`${place} ran`)).length,
  'requests sent': seen.filter((line) => /^\w+ (?!ran)/.test(line) && line.startsWith(place)).length
});

/** What happened meanwhile, told with the place; pictures that fail have called their handlers by then. */
async function expectQuiet(place: PlaceName, what: string, vector?: string): Promise<void> {
  await settle(places.page);
  for (const each of vector === undefined ? tried : [vector]) await watch.heard(each);
  const happened = watch.take();
  seen.push(...happened.map((line) => `${place} ${line}`));
  expect(happened, what).toEqual([]);
}

const idOf = (token: string): ArticleSummary['id'] => {
  const article = articles.find(({ title, fileName }) => `${title} ${fileName}`.includes(token));
  if (!article) throw new Error(`${token} is not in the library`);
  return article.id;
};

describe('0 scripts run, 0 requests sent', () => {
  // Would catch: a title, author or file name that becomes markup in the panel or the list; and a file refused, which then
  // is shown nowhere.
  it('import', async () => {
    await places.importAll([
      { name: 'quiet.txt', bytes: Buffer.from(`${plain}\n\n${sentence}\n\n${sentence}\n`) },
      ...cases
    ]);
    await places.touch();
    articles = await places.articles();
    await expectQuiet('import', 'all files');
    done.import = cases.filter(({ place }) => place === 'import').length;
  }, 300_000);

  const shown: Record<Exclude<PlaceName, 'import'>, (hostile: Case) => Promise<void>> = {
    reader: ({ token }) => places.reader(token),
    rows: ({ token }) => places.rows(idOf(token), idOf('quiet.txt'), token),
    palette: ({ token }) => places.palette(token),
    note: (hostile) => places.note(hostile, hostile.markup),
    preview: ({ token }) => places.preview(token),
    file: ({ token }) => places.takenAway(idOf(token))
  };
  it.each(Object.keys(shown) as (keyof typeof shown)[])(
    '%s',
    async (place) => {
      if (place === 'note') await places.reader(plain);
      for (const hostile of cases.filter((each) => each.place === place)) {
        await shown[place](hostile);
        await expectQuiet(place, `${hostile.vector} in ${hostile.format}`, hostile.vector);
        done[place] = (done[place] ?? 0) + 1;
      }
    },
    300_000
  );
});
