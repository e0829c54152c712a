// Catches an option that is taken and forgotten, and a wrong word that is taken for the default.
import { expect, it } from 'vitest';
import { defaultExportOptions } from '@shared/export-choices';
import { createTranslator } from '@shared/i18n/translator';
import { exportOptionsSchema } from '@shared/export-options';
import type { CommandContext } from './command';
import { exportLookOptions, exportOptions } from './export-options';

const context = (options: CommandContext['options']): CommandContext => ({
  io: { out: () => undefined, err: () => undefined } as unknown as CommandContext['io'],
  words: createTranslator('en'),
  json: false,
  locale: 'en',
  options,
  positionals: []
});

it('takes the defaults where nothing is said', () => {
  expect(exportOptions(context({}), 'html')).toEqual({ ...defaultExportOptions, form: 'html' });
});

it('takes every option, and the contract takes what comes of them', () => {
  const given: Record<string, string | boolean> = {
    layout: 'sequence',
    notes: 'margin',
    size: 'small',
    paper: 'letter',
    landscape: true,
    clutter: true,
    'no-data': true,
    colour: 'yellow, blue',
    tag: 'Ngày,Phà',
    author: 'Trần Đức',
    'with-note': true,
    statements: true
  };
  expect(Object.keys(given)).toEqual(Object.keys(exportLookOptions));
  const options = exportOptions(context(given), 'pdf');
  expect(options).toEqual({
    form: 'pdf',
    layout: 'sequence',
    notes: 'margin',
    size: 'small',
    paper: 'letter',
    landscape: true,
    clutter: true,
    data: false,
    included: {
      colours: ['yellow', 'blue'],
      tags: ['Ngày', 'Phà'],
      author: 'Trần Đức',
      note: true,
      statement: true
    }
  });
  expect(exportOptionsSchema.parse(options)).toEqual(options);
});

it.each([
  [{ layout: 'columns' }, '--layout is one of rows, sequence, source, target, not “columns”.'],
  [{ colour: 'yellow,red' }, '--colour is one of yellow, green, blue']
])('says what a wrong word could have been: %o', (given, said) => {
  const words = createTranslator('en');
  let message = '';
  try {
    exportOptions(context(given), 'pdf');
  } catch (thrown) {
    const { key, values } = thrown as { key: 'cli.usageChoice'; values: Record<string, string> };
    message = words.t(key, values);
  }
  expect(message).toContain(said);
});
