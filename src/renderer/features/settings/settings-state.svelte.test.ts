import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { AppError } from '@shared/ipc/errors';
import { defaultSettings, type Settings } from '@shared/settings';
import { AnsweringClient, later } from '../../platform/testing/answering-client.test-support';
import { SettingsState } from './settings-state.svelte';

function setUp(store: (settings: Settings) => Promise<Settings>) {
  const client = new AnsweringClient({ 'settings.set': store });
  const failed = vi.fn();
  return { client, failed, settings: new SettingsState(client, defaultSettings, 'vi-VN', failed) };
}
const sent = (client: AnsweringClient): unknown[] => client.asked.map(({ input }) => input);

// Would catch: a slider's sixty values as sixty requests, or an early answer undoing a later choice.
it('applies at once and stores one at a time, the last value last', async () => {
  const first = later<Settings>();
  const { client, settings } = setUp((value) =>
    client.asked.length === 1 ? first.promise : Promise.resolve(value)
  );
  for (const readingSizePx of [17, 18, 19]) settings.changeAppearance({ readingSizePx });
  expect(settings.value.appearance.readingSizePx).toBe(19);
  expect(client.asked).toHaveLength(1);
  client.emit('settings.changed', { settings: defaultSettings });
  expect(settings.value.appearance.readingSizePx).toBe(19);
  first.resolve(defaultSettings);
  await vi.waitFor(() => expect(client.asked).toHaveLength(2));
  expect(sent(client).at(-1)).toEqual(settings.value);
});

it('keeps a setting that could not be stored, and says so', async () => {
  const { settings, failed } = setUp(() => Promise.reject(new AppError('diskFull')));
  settings.change({ name: 'Lan' });
  await vi.waitFor(() => expect(failed).toHaveBeenCalledOnce());
  expect(settings.value.name).toBe('Lan');
});

// Would catch: a change of language that needs a reload.
it('speaks the system’s language, and a chosen one from then on', () => {
  const { settings } = setUp((value) => Promise.resolve(value));
  const heard: string[] = [];
  const stop = $effect.root(() => {
    $effect(() => void heard.push(settings.translator.t('common.cancel')));
  });
  flushSync();
  settings.change({ language: 'en' });
  flushSync();
  stop();
  expect(heard).toEqual(['Hủy', 'Cancel']);
});

it('zooms in steps within what can be read, and back to the usual size', () => {
  const { settings } = setUp((value) => Promise.resolve(value));
  settings.zoomBy(1);
  expect(settings.value.appearance.readingSizePx).toBe(17);
  for (let step = 0; step < 40; step += 1) settings.zoomBy(1);
  expect(settings.value.appearance.readingSizePx).toBe(32);
  for (let step = 0; step < 40; step += 1) settings.zoomBy(-1);
  expect(settings.value.appearance.readingSizePx).toBe(12);
  settings.zoomBy(0);
  expect(settings.zoom).toBe(1);
});
