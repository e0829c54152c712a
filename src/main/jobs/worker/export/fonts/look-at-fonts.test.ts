// Font files of the user's: what is taken, what is refused and why. Catches a font embedded against its licence, a broken one
// that ends the export, a face that goes by another name in the typesetter.
import fc from 'fast-check';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { AppError } from '@shared/ipc/errors';
import { eastAsianFaces } from '../testing/fixtures';
import { collectionOf, faceBytes, inColour, withEmbedding } from '../testing/font-files';
import { bytesReader, NotAFont, readFaces } from './font-file';
import { eastAsianFaces as facesFor, readFont } from './look-at-fonts';
import { lookForFaces } from './look-for-faces';

const [chinese, japanese, korean] = eastAsianFaces.map(faceBytes) as [Buffer, Buffer, Buffer];

const codeOf = (bytes: Buffer): unknown => {
  try {
    readFont({ name: 'mine.ttf', bytes });
    return 'taken';
  } catch (thrown) {
    return thrown instanceof AppError ? [thrown.code, thrown.details.file] : thrown;
  }
};

it('tells families and languages of one face and of a collection', () => {
  expect(readFont({ name: 'a.ttf', bytes: korean })).toEqual({
    name: 'a.ttf',
    families: ['Song Myung'],
    languages: ['ko']
  });
  expect(readFont({ name: 'all.ttc', bytes: collectionOf([japanese, korean, chinese]) })).toEqual({
    name: 'all.ttc',
    families: ['Sawarabi Mincho', 'Song Myung', 'ZCOOL XiaoWei'],
    languages: expect.arrayContaining(['ja', 'ko', 'zh-Hans']) as unknown
  });
});

it('takes what may be embedded to be read, and refuses what its maker keeps', () => {
  // Installable, preview and print, editable, and both of the last two in older fonts.
  for (const allowed of [0, 0x0004, 0x0008, 0x000c, 0x0006]) {
    expect(codeOf(withEmbedding(korean, allowed))).toBe('taken');
  }
  // Restricted; only as a whole; only as bitmaps.
  for (const refused of [0x0002, 0x0104, 0x0200]) {
    expect(codeOf(withEmbedding(korean, refused))).toEqual(['fontRestricted', 'mine.ttf']);
  }
  expect(codeOf(inColour(korean))).toEqual(['fontInColour', 'mine.ttf']);
});

it('refuses what is no font, cut short or empty, by a code', () => {
  for (const bytes of [
    Buffer.alloc(0),
    Buffer.from('%PDF-1.7 no font at all'),
    Buffer.from('wOF2 packed for the web'),
    korean.subarray(0, 40),
    korean.subarray(0, korean.length / 3),
    collectionOf([korean]).subarray(0, 14)
  ]) {
    expect(codeOf(bytes)).toEqual(['fontUnreadable', 'mine.ttf']);
  }
});

it('reads damaged tables without leaving the file or looping', () => {
  const damage = fc.array(fc.tuple(fc.nat(4000), fc.nat(255)), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(damage, (changes) => {
      const bytes = Buffer.from(korean);
      for (const [at, value] of changes) bytes[at] = value;
      try {
        for (const face of readFaces(bytesReader(bytes))) {
          expect(typeof face.has(0xd55c)).toBe('boolean');
        }
      } catch (thrown) {
        expect(thrown instanceof NotAFont || thrown instanceof RangeError).toBe(true);
      }
    }),
    { numRuns: 300 }
  );
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'diptych-system-fonts-'));
  mkdirSync(join(folder, 'opentype/deep'), { recursive: true });
  writeFileSync(join(folder, 'opentype/deep/Sawarabi.TTF'), japanese);
  writeFileSync(join(folder, 'broken.otf'), japanese.subarray(0, 1000));
  writeFileSync(join(folder, 'kept.ttf'), withEmbedding(korean, 2));
  writeFileSync(join(folder, 'readme.txt'), 'no font');
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

it('finds what a system has in folders of folders, past broken files and kept fonts', () => {
  const system = { own: [], system: [join(folder, 'nowhere'), folder] };
  expect(facesFor({ places: system })).toEqual([
    { language: 'ja', family: 'Sawarabi Mincho', own: false },
    expect.objectContaining({ language: 'zh-Hans', family: null }),
    expect.objectContaining({ language: 'zh-Hant' }),
    { language: 'ko', family: null, own: false }
  ]);
  const own = join(folder, 'own.ttf');
  writeFileSync(own, korean);
  expect(facesFor({ places: { own: [own], system: [] } })[3]).toEqual({
    language: 'ko',
    family: 'Song Myung',
    own: true
  });
  expect(lookForFaces({ own: [], system: [folder] }, ['ᚠ'])).toEqual([]);
});
