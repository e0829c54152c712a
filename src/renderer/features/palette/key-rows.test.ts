import { expect, it } from 'vitest';
import type { Action } from '../../ui/actions.svelte';
import { keyRows } from './key-rows';

const action = (id: string, keys: string[], series?: Action['series']): Action => ({
  id,
  group: 'read',
  label: 'common.close',
  keys,
  run: () => undefined,
  ...(series ? { series } : {})
});

// Would catch: twelve rows for the colours, two series run together, the same row twice, an action without a key taking a row.
it('puts a series into one row and leaves out what has no key', () => {
  const rows = keyRows([
    action('a', ['Mod+Z', 'Mod+Y']),
    action('b', []),
    ...['1', '2', '3'].map((key) => action(`h${key}`, [key], 'palette.highlightSeries')),
    ...['1', '2'].map((key) => action(`r${key}`, [key], 'palette.recolourSeries')),
    action('c', ['n']),
    action('c in another room', ['n'])
  ]);
  expect(rows.map(({ label, keys, series }) => ({ label, keys, series }))).toEqual([
    { label: 'common.close', keys: ['Mod+Z', 'Mod+Y'], series: false },
    { label: 'palette.highlightSeries', keys: ['1', '3'], series: true },
    { label: 'palette.recolourSeries', keys: ['1', '2'], series: true },
    { label: 'common.close', keys: ['n'], series: false }
  ]);
});
