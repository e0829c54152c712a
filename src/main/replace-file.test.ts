import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { inTemporaryFolder } from './library/test-fixtures/facts';
import { replaceFile } from './replace-file';

// Catches an export that eats the user's own `report.pdf.tmp`, or leaves rubbish beside the file.
it('replaces the file and touches nothing else in the user’s folder', async () => {
  await inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'report.pdf'), 'old');
    await writeFile(join(folder, 'report.pdf.tmp'), 'mine');
    await replaceFile(join(folder, 'report.pdf'), Buffer.from('new'));
    expect(await readdir(folder)).toEqual(['report.pdf', 'report.pdf.tmp']);
    expect(await readFile(join(folder, 'report.pdf'), 'utf8')).toBe('new');
    expect(await readFile(join(folder, 'report.pdf.tmp'), 'utf8')).toBe('mine');
  });
});

it('leaves no temporary file where the name belongs to a folder', async () => {
  await inTemporaryFolder(async (folder) => {
    await mkdir(join(folder, 'report.pdf', 'inner'), { recursive: true });
    const file = join(folder, 'report.pdf');
    await expect(replaceFile(file, Buffer.from('x'))).rejects.toMatchObject({
      code: 'fileExists',
      details: { file }
    });
    expect(await readdir(folder)).toEqual(['report.pdf']);
  });
});

// Catches “something went wrong inside Diptych” for a mistyped folder.
it('names the folder that is missing', async () => {
  await inTemporaryFolder(async (folder) => {
    const missing = join(folder, 'no', 'such');
    await expect(replaceFile(join(missing, 'report.pdf'), Buffer.from('x'))).rejects.toMatchObject({
      code: 'fileNotFound',
      details: { file: missing }
    });
    expect(await readdir(folder)).toEqual([]);
  });
});

// Catches somebody's file lost because a command was run twice, and a temporary file left by the refusal.
it('leaves a file that may not be overwritten as it is', async () => {
  await inTemporaryFolder(async (folder) => {
    const file = join(folder, 'report.pdf');
    await replaceFile(file, Buffer.from('first'), { overwrite: false });
    await expect(
      replaceFile(file, Buffer.from('second'), { overwrite: false })
    ).rejects.toMatchObject({ code: 'fileExists', details: { file } });
    expect(await readFile(file, 'utf8')).toBe('first');
    expect(await readdir(folder)).toEqual(['report.pdf']);
  });
});
