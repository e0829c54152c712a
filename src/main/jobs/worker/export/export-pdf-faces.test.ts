// Texts that no shipped face can show, with faces of the user's and of a system's. Catches boxes without a word, a face that
// is never found, and text that cannot be searched.
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTranslator } from '@shared/i18n/translator';
import { toWireError } from '@shared/ipc/errors';
import type { Article } from '@domain/article/schema';
import type { PdfInput } from '../../job-contract';
import { exportPdf } from './export-pdf';
import {
  annotation,
  article,
  eastAsianFaces,
  makeFontsFolder,
  pairOf,
  pdfInput,
  root
} from './testing/fixtures';
import { collectionOf, faceBytes } from './testing/font-files';
import { readPdf, type ReadPdf } from './testing/read-back';
import { structureProblems } from './testing/structure-check';
import { isDict, PdfName } from './pdf/values';
import { typeIs } from './testing/raw-objects';

let fonts: { folder: string; remove: () => void };
let system: string;
let collection: string;
beforeAll(() => {
  fonts = makeFontsFolder();
  system = mkdtempSync(join(tmpdir(), 'diptych-system-'));
  for (const face of eastAsianFaces) {
    copyFileSync(join(root, 'node_modules/@expo-google-fonts', face), join(system, basename(face)));
  }
  collection = join(system, 'all.ttc');
  writeFileSync(collection, collectionOf(eastAsianFaces.map(faceBytes)));
});
afterAll(() => {
  fonts.remove();
  rmSync(system, { recursive: true, force: true });
});

const english = article('en', ['Bridge closes', 'The bridge closes on May 20.']);
const japanese = article('ja', ['橋の話', '市長は昨日、川を見て話した。']);
const chinese = article('zh', ['桥', '市长昨天看见大河的水。']);
const korean = article('ko', ['다리', '시장은 어제 마을 사람들을 만났다.']);

async function made(given: Partial<PdfInput>, articles: Article[]): Promise<ReadPdf> {
  const [source, target] = articles as [Article, Article];
  const pair = pairOf(source, target);
  const { bytes } = await exportPdf(
    pdfInput(fonts.folder, { articles, pair, ...given }),
    () => undefined
  );
  return readPdf(bytes);
}

/** Names of the faces in the file, without the marks of their parts. */
function facesOf({ objects }: ReadPdf): string[] {
  return [...objects.values()].flatMap((value) => {
    const name =
      typeIs(value, 'Font') && typeIs(value, 'Type0', 'Subtype') && value.get('BaseFont');
    return name instanceof PdfName ? name.value.replace(/^[A-Z]{6}\+|-Identity-H$/g, '') : [];
  });
}

it.each([
  ['Japanese', japanese, '川を見て', /SawarabiMincho/],
  ['Chinese', chinese, '大河', /ZCOOLXiaoWei/],
  ['Korean', korean, '사람들을', /SongMyung/]
])('%s from a system’s fonts, in its own face', async (_, target, words, face) => {
  const annotations = [annotation('a', [[target, words]], { note: `${words} · ghi chú` })];
  const read = await made({ annotations, fontPlaces: { own: [], system: [system] } }, [
    english,
    target
  ]);
  expect(read.highlights.map(({ text }) => text)).toEqual([words]);
  expect(read.highlights[0]?.contents).toBe(`${words} · ghi chú`);
  expect(facesOf(read).filter((name) => /Sawarabi|ZCOOL|Song/.test(name))).toEqual([
    expect.stringMatching(face)
  ]);
  expect(structureProblems(read.objects)).toEqual([]);
  expect(
    [...read.objects.values()].filter((value) => isDict(value) && typeIs(value, 'Type3', 'Subtype'))
  ).toEqual([]);
});

it('two eastern languages beside each other, each in its face, from one collection of the user’s', async () => {
  const both = [article('ja', ['川', '直川']), article('zh', ['水', '直川水'])];
  const read = await made({ fontPlaces: { own: [collection], system: [] } }, both);
  const names = facesOf(read).join(' ');
  expect(names).toMatch(/SawarabiMincho/);
  expect(names).toMatch(/ZCOOLXiaoWei/);
});

it.each(['en', 'vi'] as const)('says in %s what is missing and what to do', async (language) => {
  const refused: unknown = await made({ language }, [english, japanese]).catch(
    (thrown: unknown) => thrown
  );
  const error = toWireError(refused);
  expect(error.code).toBe('exportMissingGlyphs');
  const words = createTranslator(language).error(error);
  const name = language === 'en' ? 'Japanese' : 'cho tiếng Nhật';
  for (const part of ['ja.txt', '橋', name, 'Noto Serif CJK', '--font']) {
    expect(words).toContain(part);
  }
});

it('a name in a note and an author in another script are looked for too', async () => {
  const annotations = [annotation('b', [[english, 'bridge']], { note: 'cf. 直', author: '김' })];
  const given = { annotations, fontPlaces: { own: [collection], system: [] } };
  const read = await made(given, [english, article('vi', ['Cầu', 'Cầu đóng.'])]);
  expect(read.highlights[0]).toMatchObject({ author: '김', contents: 'cf. 直' });
  expect(read.text.join(' ')).toContain('直');
});
