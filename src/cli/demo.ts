// The main job without a window: the shipped translation pair imported, aligned, annotated and exported.
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Operation } from '@domain/annotation/operation';
import { operationIdSchema, type PairId } from '@domain/ids';
import { createTranslator, type Translator } from '@shared/i18n/translator';
import { defaultExportOptions } from '@shared/export-choices';
import type { ExportReport } from '@shared/ipc/routes';
import { defaultSettings, type InterfaceLanguage } from '@shared/settings';
import { appPaths, appVersion } from '../main/app-paths';
import { createApp, type App } from '../main/compose';
import { replaceFile } from '../main/replace-file';
import { systemClock, type Clock } from '../main/ports';
import { demoAnnotations } from './demo-annotations';

export interface DemoOptions {
  /** Folder for library and PDF; made where it is missing. A second run finds its first one's work and keeps it. */
  out: string;
  language: InterfaceLanguage;
  /** Gets one line at a time. */
  print: (line: string) => void;
  clock?: Clock;
}

export interface DemoReport extends Required<
  Pick<ExportReport, 'pages' | 'highlights' | 'annotations'>
> {
  /** Absolute paths. */
  file: string;
  library: string;
  pairId: PairId;
}

/** Journals those of the annotations that the library does not hold (nor its trash). */
async function annotate(
  app: App,
  pairId: PairId,
  translator: Translator,
  clock: Clock
): Promise<void> {
  const { value: pair } = await app.library.pair(pairId);
  const at = clock.now().toISOString();
  const operations: Operation[] = [];
  for (const value of demoAnnotations(
    await app.library.article(pair.sourceId),
    await app.library.article(pair.targetId),
    translator,
    at
  )) {
    if (await app.library.annotation(value.id)) continue;
    operations.push({
      entity: 'annotation',
      operationId: operationIdSchema.parse(randomUUID()),
      baseRevision: 0,
      at,
      id: value.id,
      value
    });
  }
  if (operations.length > 0) await app.library.apply(operations);
}

async function tell(app: App, pairId: PairId, { t }: Translator): Promise<string[]> {
  const { value: pair } = await app.library.pair(pairId);
  const summary = (await app.library.pairs()).find(({ id }) => id === pairId);
  const articles = [pair.sourceId, pair.targetId];
  const titles = await Promise.all(
    articles.map(async (id) => (await app.library.article(id)).title)
  );
  const annotations = (await app.library.annotations(articles)).map(({ value }) => value);
  return [
    t('demo.imported', { source: titles[0] ?? '', target: titles[1] ?? '' }),
    t('demo.aligned', {
      verdict: t(`demo.verdict_${pair.verdict}`),
      linked: summary?.linked ?? 0,
      sentences: summary?.sentences ?? 0
    }),
    t('demo.annotated', {
      highlights: annotations.reduce((sum, { targets }) => sum + targets.length, 0),
      notes: annotations.filter(({ note }) => note).length,
      statements: annotations.filter(({ statement }) => statement).length
    })
  ];
}

/** Runs the demonstration and says in a few lines what it made and where. Rejects as the services do (AppError). */
export async function runDemo(options: DemoOptions): Promise<DemoReport> {
  const { language, print, clock = systemClock } = options;
  const out = resolve(options.out);
  const translator = createTranslator(language);
  const { t } = translator;
  const app = await createApp({
    // Settings of its own: nobody's name and language are touched.
    paths: appPaths(join(out, 'settings')),
    libraryFolder: join(out, 'library'),
    locale: language,
    shell: 'browser',
    version: appVersion(),
    program: 'diptych demo',
    clock
  });
  try {
    await app.settings.set({ ...defaultSettings, name: t('demo.author'), language });
    const pairId = await app.samples.open('translation', { jobId: randomUUID() });
    await annotate(app, pairId, translator, clock);
    for (const line of await tell(app, pairId, translator)) print(line);
    const { report, bytes } = await app.exports.export(
      { kind: 'pair', id: pairId },
      defaultExportOptions,
      { jobId: randomUUID() }
    );
    const file = join(out, report.fileName);
    await replaceFile(file, bytes);
    const { pages = 0, highlights = 0, annotations = 0 } = report;
    print(t('demo.exported', { file, pages }));
    print(t('demo.openLibrary', { folder: app.library.folder }));
    return { file, library: app.library.folder, pairId, pages, highlights, annotations };
  } finally {
    await app.close();
  }
}
