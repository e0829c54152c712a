import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openWindowCopies } from './window-copies';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-copies-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

// Catches a copy that is forgotten with the process, or told of to another shell's windows.
it('remembers over starts of which libraries a copy was made, each shell for itself', async () => {
  const first = await openWindowCopies(folder, 'browser');
  expect(first.has('a')).toBe(false);
  await first.note('a');
  await first.note('b');
  await (await openWindowCopies(folder, 'electron')).note('c');
  const again = await openWindowCopies(folder, 'browser');
  expect(['a', 'b', 'c'].map((uuid) => again.has(uuid))).toEqual([true, true, false]);
});

// Catches a start that ends at a file nobody needs.
it('begins anew where its file cannot be read, or written', async () => {
  await writeFile(join(folder, 'copies.json'), '{"browser": "a');
  const copies = await openWindowCopies(folder, 'browser');
  expect(copies.has('a')).toBe(false);
  await writeFile(join(folder, 'file'), '');
  const nowhere = await openWindowCopies(join(folder, 'file'), 'browser');
  await nowhere.note('a');
  expect(nowhere.has('a')).toBe(true);
});
