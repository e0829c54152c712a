// The options of the command line that say what an export holds and how it looks.
import { highlightColours } from '@domain/annotation/colours';
import {
  defaultExportOptions,
  layouts,
  notePlaces,
  papers,
  typeSizes
} from '@shared/export-choices';
import type { ExportForm } from '@shared/export-forms';
import type { ExportOptions } from '@shared/export-options';
import { stringOption, UsageError, type Command, type CommandContext } from './command';

export const exportLookOptions: Command['options'] = {
  layout: 'string',
  notes: 'string',
  size: 'string',
  paper: 'string',
  landscape: 'boolean',
  clutter: 'boolean',
  'no-data': 'boolean',
  colour: 'string',
  tag: 'string',
  author: 'string',
  'with-note': 'boolean',
  statements: 'boolean'
};

/** The option's value, one of the known ones; `fallback` where it was not given. Throws UsageError for any other. */
function choice<T extends string>(
  context: CommandContext,
  option: string,
  known: readonly T[],
  fallback: T
): T {
  const given = stringOption(context, option);
  if (given === undefined) return fallback;
  return oneOf(option, given, known);
}

function oneOf<T extends string>(option: string, given: string, known: readonly T[]): T {
  const found = known.find((each) => each === given);
  if (found === undefined) {
    const values = { option: `--${option}`, given, known: known.join(', ') };
    throw new UsageError('cli.usageChoice', values);
  }
  return found;
}

/** Words between commas; undefined where the option was not given. */
const list = (context: CommandContext, option: string): string[] | undefined =>
  stringOption(context, option)
    ?.split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** What the command line asks for, over the defaults. Throws UsageError. */
export function exportOptions(context: CommandContext, form: ExportForm): ExportOptions {
  const { options } = context;
  const base = defaultExportOptions;
  const colours = list(context, 'colour')?.map((name) => oneOf('colour', name, highlightColours));
  const tags = list(context, 'tag');
  const author = stringOption(context, 'author');
  return {
    form,
    layout: choice(context, 'layout', layouts, base.layout),
    notes: choice(context, 'notes', notePlaces, base.notes),
    size: choice(context, 'size', typeSizes, base.size),
    paper: choice(context, 'paper', papers, base.paper),
    landscape: options.landscape === true,
    clutter: options.clutter === true,
    data: options['no-data'] !== true,
    included: {
      ...(colours ? { colours } : {}),
      ...(tags ? { tags } : {}),
      ...(author === undefined ? {} : { author }),
      ...(options['with-note'] === true ? { note: true } : {}),
      ...(options.statements === true ? { statement: true } : {})
    }
  };
}
