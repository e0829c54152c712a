// Names of parts in an archive that lead out of the folder it is laid out in, or would on some system or disk.
import { posix, win32 } from 'node:path';
import { makeZip, type ZipPart } from '../src/main/jobs/parser/test-fixtures/make-zip';

const climbs = [
  '../',
  '..\\',
  './../',
  'a/../../',
  '.. /',
  '.../',
  '..../',
  '..//',
  '%2e%2e/',
  '..%2f',
  '\u2025/',
  '..\u2215',
  '..\u0000/',
  '..:/',
  ' ../',
  '..;/',
  '../\u200b/../',
  'OVERLONG'
];
const before = ['', 'articles/', 'OPS/', 'word/', './', 'a/b/', 'trash/articles/', '\ufeff'];
const targets = ['outside.txt', 'library/library.json', 'outside/secret.xhtml', '.profile'];
const singles = [
  '/etc/outside',
  '//host/share/outside',
  '\\\\host\\share\\outside',
  '\\outside',
  'C:\\outside',
  'C:/outside',
  'C:outside',
  'c:../outside',
  '\\\\?\\C:\\outside',
  'file:///outside',
  '~/outside',
  '$HOME/outside',
  '..',
  '.',
  '',
  '/',
  '../',
  'articles/..',
  'articles//x',
  'articles/./x',
  'articles/CON',
  'articles/nul.txt',
  'articles/x:stream',
  'articles/x.',
  'articles/x ',
  'articles/\u202Etxt.exe',
  'articles/a\0b',
  'articles/a\nb',
  'library.json/x',
  `${'x/'.repeat(400)}x`,
  `articles/${'ế'.repeat(200)}`
];

/** `count` names, always the same: the single ones, as far as two fifths have room for them, and climbs of every kind. */
export function leavingNames(count: number): string[] {
  const room = Math.min(singles.length, Math.floor((count * 2) / 5));
  const made = singles.filter(
    (_name, at) =>
      Math.floor((at * room) / singles.length) !== Math.floor(((at - 1) * room) / singles.length)
  );
  for (let at = 0; made.length < count; at += 1) {
    const climb = climbs[at % climbs.length] ?? '';
    const turn = Math.floor(at / climbs.length);
    const depth = 1 + ((at * 5 + turn) % 6);
    made.push(
      `${before[(at * 3 + turn) % before.length]}${climb.repeat(depth)}${targets[(at + turn) % targets.length]}`
    );
  }
  return made;
}

/** Whether Node's own reading of paths, of either kind of system, takes the name out of the folder or to no place at all. */
export function leavesFolder(name: string): boolean {
  return [[posix, '/root/in'] as const, [win32, 'C:\\root\\in'] as const].some(([path, root]) => {
    const from = path.relative(root, path.resolve(root, name));
    return from === '..' || /^\.\.[\\/]/.test(from) || path.isAbsolute(from) || name.includes('\0');
  });
}

/** As `makeZip`, with `OVERLONG` in names spelt as UTF-8 must not: two dots and a slash in two bytes each. */
export function makeOddZip(parts: readonly ZipPart[]): Uint8Array {
  const bytes = Buffer.from(makeZip(parts)).toString('latin1');
  return Buffer.from(bytes.replaceAll('OVERLONG', '\xc0\xae\xc0\xae\xc0\xaf\xc1\x9c'), 'latin1');
}

const symlink = 0o120777;
const link = (name: string, to: string): ZipPart => ({ name, content: to, mode: symlink });
const file = (name: string): ZipPart => ({ name, content: 'outside' });

/** Parts that are links, or one another's twins on some disk; each entry stands in an archive of its own. */
export const treacherousParts: Record<string, ZipPart[]> = {
  'a link to a file above': [link('articles/x', '../../../outside.txt')],
  'a link to the root': [link('articles/x', '/')],
  'a link to a folder, and a file through it': [link('sly', '..'), file('sly/outside.txt')],
  'a file, and a file through it': [file('sly'), file('sly/outside.txt')],
  'a device': [{ name: 'articles/x', content: '', mode: 0o020666 }],
  'a pipe': [{ name: 'articles/x', content: '', mode: 0o010666 }],
  'the same name twice': [file('articles/x'), file('articles/x')],
  'the same name by another slash': [file('articles/x'), file('articles\\x')],
  'twins by case': [file('articles/x.txt'), file('articles/X.TXT')],
  'twins by case, of another alphabet': [file('articles/đ.txt'), file('articles/Đ.txt')],
  'twins by composition': [file('articles/ế.txt'), file('articles/e\u0302\u0301.txt')],
  'twins of folders by case': [file('sly/x'), file('SLY')],
  'the manifest by case': [file('Library.json')]
};
