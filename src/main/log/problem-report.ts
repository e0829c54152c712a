// What a person can send to whoever helps: how the app is set up, what the library counts, and the end of the log.
import { release } from 'node:os';
import type { Settings } from '@shared/settings';
import type { Library } from '../library/library-contract';
import type { Log } from './log';

const logLines = 400;

export interface ReportSources {
  about: { version: string; shell: 'electron' | 'browser'; locale: string };
  settings: Settings;
  library: Library;
  log: Log;
  now: Date;
}

/** Plain lines, in English, for whoever mends the app; no names, titles, paths or words of articles and notes. */
export async function problemReport(sources: ReportSources): Promise<string> {
  const { about, settings, library, log, now } = sources;
  const { versions, platform, arch } = process;
  const { readOnly, damaged, lastSequence } = library.info();
  const articles = await library.articles();
  const pairs = await library.pairs();
  const annotations = await library.annotations();
  const lines = [
    'Diptych problem report',
    '',
    `made        ${now.toISOString()}`,
    `version     ${about.version}, ${about.shell}`,
    `system      ${platform} ${release()} ${arch}`,
    `runs on     node ${versions.node}${versions['electron'] ? `, electron ${versions['electron']}, chromium ${versions['chrome']}` : ''}`,
    `languages   system ${about.locale}, interface ${settings.language ?? 'as the system'}`,
    `appearance  ${settings.appearance.theme}`,
    '',
    `library     ${articles.length} articles, ${pairs.length} pairs, ${annotations.length} annotations, sequence ${lastSequence}`,
    `            ${readOnly ? 'read only' : 'open for writing'}, ${damaged.length} damaged files found at opening`,
    '',
    'The end of the log:',
    ''
  ];
  return `${[...lines, ...log.recent(logLines)].join('\n')}\n`;
}
