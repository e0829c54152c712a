// The help texts.
import { exportForms } from '@shared/export-forms';
import type { Translator } from '@shared/i18n/translator';
import type { MessageKey } from '@shared/i18n/messages';
import type { Command } from './command';

const optionHelp: Record<string, MessageKey> = {
  library: 'cli.optionLibrary',
  backups: 'cli.optionBackups',
  out: 'cli.optionOut',
  'version-of': 'cli.optionVersionOf',
  restore: 'cli.optionRestore',
  'restore-deleted': 'cli.optionRestoreDeleted',
  charset: 'cli.optionCharset',
  reread: 'cli.optionReread',
  corpus: 'cli.optionCorpus',
  tmx: 'cli.optionTmx',
  html: 'cli.optionHtml',
  text: 'cli.optionText',
  format: 'cli.optionFormat',
  font: 'cli.optionFont',
  port: 'cli.optionPort',
  open: 'cli.optionOpen',
  limit: 'cli.optionLimit',
  'source-lang': 'cli.optionSourceLang',
  'target-lang': 'cli.optionTargetLang'
};
const commonHelp: [string, MessageKey][] = [
  ['--lang en|vi', 'cli.optionLang'],
  ['--json', 'cli.optionJson'],
  ['--help', 'cli.optionHelp'],
  ['--version', 'cli.optionVersion']
];

function table(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return rows.map(([name, text]) => `  ${name.padEnd(width)}${text}\n`).join('');
}

/** All commands, a line each. */
export function overview(commands: readonly Command[], words: Translator): string {
  const rows = commands.map(
    ({ name, usage, help }) => [`${name} ${usage}`.trim(), words.t(help)] as const
  );
  const options = commonHelp.map(([name, key]) => [name, words.t(key)] as const);
  return `${words.t('cli.helpIntro')}\n\n${words.t('cli.helpCommands')}\n${table(rows)}\n${words.t('cli.helpOptions')}\n${table(options)}\n${words.t('cli.helpExit')}\n`;
}

/** One command and its options. */
export function helpOf(command: Command, words: Translator): string {
  const own = Object.entries(command.options).map(([name, type]) => {
    const key = optionHelp[name];
    const text = key ? words.t(key, { known: exportForms.join(', ') }) : '';
    return [`--${name}${type === 'string' ? ' …' : ''}`, text] as const;
  });
  const options = [...own, ...commonHelp.map(([name, key]) => [name, words.t(key)] as const)];
  return `diptych ${`${command.name} ${command.usage}`.trim()}\n\n${words.t(command.help)}\n\n${words.t('cli.helpOptions')}\n${table(options)}`;
}
