import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { defaultSettings } from '@shared/settings';
import { settingsSchema } from '@shared/settings-schema';
import { openSettings } from './settings-store';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it('keeps settings over a restart, in a folder that it makes', async () => {
  const inner = join(folder, 'new', 'app');
  const settings = { ...defaultSettings, name: 'Nguyễn Thị Lan', language: 'vi' as const };
  await (await openSettings(inner)).set(settings);
  expect((await openSettings(inner)).get()).toEqual(settings);
});

// Catches an app that cannot start again after one bad write, and one that throws the user's file away.
it('moves a damaged file aside and starts with the defaults', async () => {
  await writeFile(join(folder, 'settings.json'), '{"name":"La');
  expect((await openSettings(folder)).get()).toEqual(defaultSettings);
  expect(await readdir(folder)).toEqual(['settings.damaged.json']);
  expect(await readFile(join(folder, 'settings.damaged.json'), 'utf8')).toBe('{"name":"La');
});

it('says that the folder cannot be written to, and keeps the old settings', async () => {
  await writeFile(join(folder, 'file'), '');
  const store = await openSettings(join(folder, 'new'));
  await rm(join(folder, 'new'), { recursive: true, force: true });
  await writeFile(join(folder, 'new'), 'in the way');
  await expect(store.set({ ...defaultSettings, name: 'x' })).rejects.toThrow();
  expect(store.get()).toEqual(defaultSettings);
});

// Would catch: a schema that throws, in place of refusing, at what no one can freeze.
it('refuses bytes in place of any setting', () => {
  for (const key of Object.keys(defaultSettings)) {
    const spoilt = { ...defaultSettings, [key]: new Uint8Array(3) };
    expect(settingsSchema.safeParse(spoilt).success, key).toBe(false);
  }
});
