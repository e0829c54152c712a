// New versions of articles, from the request to the folder: over a real library and the built job processes.
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Annotation } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import type { ImportResult } from '@shared/ipc/routes';
import { appPaths } from './app-paths';
import { BackupFolder } from './backups/backup-folder';
import { createApp, type App, type AppOptions } from './compose';
import { openLibrary } from './library/open-library';
import { annotationOf, fixedClock, setAnnotation, setPair } from './library/test-fixtures/facts';
import { fileInMemory } from './services/source-file';

const jobId = '00000000-0000-4000-8000-00000000000a';
const job = { jobId };
const before = `Cầu mới nối hai bờ sông

Thành phố khánh thành cây cầu hôm thứ Ba trước hàng nghìn người dân. Ông Lâm nói cầu dài 1,2 km.

Đoạn này rồi sẽ bị bỏ đi khỏi bài viết trong bản sau.

Người dân đến xem từ sớm và ở lại tới khuya.
`;
const after = `Cầu mới nối hai bờ sông

Thành phố khánh thành cây cầu sáng thứ Ba trước hàng nghìn người dân. Ông Lâm nói cầu dài 1,3 km.

Người dân đến xem từ sớm và ở lại tới khuya.
`;
const english = `A new bridge joins two banks

The city opened the bridge on Tuesday before thousands of people. Mr Lam said it was 1.2 km long.

This paragraph will go from the article in its next version.

People came early and stayed until late at night.
`;

/** The next one writes typographic quotes as two straight ones. */
const normaliser = {
  version: 2,
  normalise: (raw: string) => {
    const offsets = new Uint32Array(raw.length + 1);
    let text = '';
    for (let at = 0; at < raw.length; at += 1) {
      offsets[at] = text.length;
      text += raw[at] === '“' || raw[at] === '”' ? "''" : (raw[at] ?? '');
    }
    offsets[raw.length] = text.length;
    return { text, offsets };
  }
};

let folder = '';
let app: App;

const open = (options: Partial<AppOptions> = {}): Promise<App> =>
  createApp({
    paths: appPaths(join(folder, 'data')),
    libraryFolder: join(folder, 'library'),
    locale: 'en',
    shell: 'browser',
    version: '0.0.0',
    program: 'test',
    ...options
  });
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diptych-versions-'));
  app = await open();
});
afterEach(async () => {
  await app.close();
  await rm(folder, { recursive: true });
});

const source = (name: string, text: string) => fileInMemory(name, new TextEncoder().encode(text));

async function importOne(name: string, text: string): Promise<ImportResult & { id: ArticleId }> {
  const [result] = await app.imports.importFiles([source(name, text)], job);
  if (!result?.article) throw new Error(JSON.stringify(result));
  return { ...result, id: result.article.id };
}

async function annotate(id: ArticleId, ...passages: string[]): Promise<Annotation[]> {
  const { text } = await app.library.article(id);
  const made = passages.map((words) => annotationOf(id, words, words, text));
  await app.library.apply(made.map((annotation) => setAnnotation(annotation)));
  return made;
}

/** What each annotation, told by its note's words, stands on now. */
async function passages(): Promise<Record<string, string>> {
  const seen: Record<string, string> = {};
  for (const { value } of await app.library.annotations()) {
    const [target] = value.targets;
    if (!target) continue;
    const { text } = await app.library.article(target.articleId);
    const { start, end, exact } = target.anchor;
    const there = target.state === 'orphan' ? `(${exact})` : text.slice(start, end);
    seen[JSON.stringify(value.note).replace(/^.*"text":"([^"]*)".*$/, '$1')] =
      `${target.state} ${there}`;
  }
  return seen;
}

const marked = ['Cầu mới', 'Người dân đến xem', 'hôm thứ Ba trước', 'Đoạn này rồi sẽ bị bỏ đi'];
const carried = {
  'Cầu mới': 'exact Cầu mới',
  'Người dân đến xem': 'moved Người dân đến xem',
  'hôm thứ Ba trước': 'changed sáng thứ Ba trước',
  'Đoạn này rồi sẽ bị bỏ đi': 'orphan (Đoạn này rồi sẽ bị bỏ đi)'
};
const untouched = Object.fromEntries(marked.map((words) => [words, `exact ${words}`]));

describe.skipIf(!existsSync('out/jobs/parser.js'))('versions (need `npm run build`)', () => {
  it('carries annotations to a changed file, keeps the older one, and says what became of them', async () => {
    const { id } = await importOne('cầu.txt', before);
    await annotate(id, ...marked);
    const result = await app.versions.importFile(id, source('cầu.md', after), job);
    expect(result).toMatchObject({
      version: 2,
      changed: true,
      carried: { exact: 1, moved: 1, changed: 1, orphan: 1, lostLinks: 0 }
    });
    expect(await passages()).toEqual(carried);
    expect((await readdir(join(app.library.folder, 'articles', id))).sort()).toEqual(
      expect.arrayContaining(['article.json', 'history', 'original.md'])
    );
    expect(Buffer.from(await app.library.original(id)).toString()).toBe(after);
    expect(Buffer.from(await app.library.versionOriginal(id, 1)).toString()).toBe(before);
    const report = await app.library.carryReport(id, 1);
    expect(report?.targets.map(({ after: { state } }) => state).sort()).toEqual([
      'changed',
      'moved',
      'orphan'
    ]);
  });

  it('takes an older version back with every passage as it was, and forth again', async () => {
    const { id } = await importOne('cầu.txt', before);
    await annotate(id, ...marked);
    await app.versions.importFile(id, source('cầu.txt', after), job);
    const back = await app.versions.restore(id, 1, job);
    expect(back).toMatchObject({ version: 3, carried: { orphan: 0 } });
    expect(await passages()).toEqual(untouched);
    expect(Buffer.from(await app.library.original(id)).toString()).toBe(before);
    await app.versions.restore(id, 2, job);
    expect(await passages()).toEqual(carried);
    expect((await app.library.versions(id)).map(({ version }) => version)).toEqual([4, 3, 2, 1]);
  });

  it('makes nothing new of the same content', async () => {
    const { id } = await importOne('cầu.txt', before);
    expect(await app.versions.reread(id, undefined, job)).toMatchObject({
      version: 1,
      changed: false
    });
    expect(await app.library.versions(id)).toHaveLength(1);
  });

  it('offers a changed file as a version, and merges and parts them whole', async () => {
    const { id } = await importOne('cầu.txt', before);
    await annotate(id, ...marked);
    expect((await importOne('other.txt', english)).versionOf).toBeUndefined();
    const second = await importOne('cầu (2).txt', after);
    expect(second.versionOf).toMatchObject({ id, title: 'Cầu mới nối hai bờ sông' });
    await annotate(second.id, 'tới khuya');

    await app.versions.merge(id, second.id, job);
    expect((await app.library.articles()).map((article) => article.id)).not.toContain(second.id);
    expect(await passages()).toEqual({ ...carried, 'tới khuya': 'exact tới khuya' });
    expect(await app.library.annotations([second.id])).toEqual([]);

    await app.versions.restore(id, 1, job);
    expect((await app.library.articles()).map((article) => article.id)).toContain(second.id);
    expect(await passages()).toEqual({ ...untouched, 'tới khuya': 'exact tới khuya' });
    expect(await app.library.annotations([second.id])).toHaveLength(1);
  });

  // Catches notes that stand beside their words, or are lost, after an update of the app.
  it('writes a text anew that an older normaliser wrote, when it is opened, and carries what is on it', async () => {
    const marks = ['Cầu mới', 'hàng nghìn” người', 'Người dân đến xem'];
    const { id } = await importOne('cầu.txt', before.replace('hàng nghìn', '“hàng nghìn”'));
    const twin = await importOne('sông.txt', english);
    await annotate(id, ...marks);
    await app.close();
    app = await open({ normaliser });
    const request = (route: 'library.article', articleId: ArticleId) =>
      app.handlers[route]({ id: articleId });
    const [opened, again] = await Promise.all([
      request('library.article', id),
      request('library.article', id)
    ]);
    expect(again).toEqual(opened);
    expect(opened).toMatchObject({ version: 2, normaliserVersion: 2 });
    expect(opened.text).toContain("''hàng nghìn''");
    expect(await passages()).toEqual({
      'Cầu mới': 'exact Cầu mới',
      'hàng nghìn” người': "changed hàng nghìn'' người",
      'Người dân đến xem': 'moved Người dân đến xem'
    });
    const anchors = (await app.library.annotations()).map(({ value }) => value.targets[0]?.anchor);
    expect(anchors.map((anchor) => anchor?.normaliserVersion)).toEqual([2, 2, 2]);
    const [now] = await app.library.versions(id);
    expect(now).toMatchObject({ reason: { kind: 'normalised' }, carried: { orphan: 0 } });
    expect((await app.library.version(id, 1)).normaliserVersion).toBe(1);
    // No version is made of a text that stays as it is; it is looked at once.
    expect(await request('library.article', twin.id)).toMatchObject({ normaliserVersion: 2 });
    expect(await app.library.versions(twin.id)).toHaveLength(1);
  });

  // Catches texts written anew with nothing to go back to, a backup for each of them, and one that was not made and is passed over.
  it('makes a backup before the first text is written anew, and leaves the texts as they are where it cannot', async () => {
    const { id } = await importOne('cầu.txt', before.replace('hàng nghìn', '“hàng nghìn”'));
    const twin = await importOne('sông.txt', english.replace('Tuesday', '“Tuesday”'));
    await annotate(id, 'hàng nghìn” người');
    await app.close();
    const blocked = join(folder, 'a file');
    await writeFile(blocked, '');
    app = await open({ normaliser, backups: { folder: blocked } });
    expect(await app.handlers['library.article']({ id })).toMatchObject({ normaliserVersion: 1 });
    await app.close();

    const place = join(folder, 'backups');
    app = await open({ normaliser, backups: { folder: place } });
    for (const each of [id, twin.id]) {
      const opened = await app.handlers['library.article']({ id: each });
      expect(opened).toMatchObject({ version: 2, normaliserVersion: 2 });
    }
    const backups = await BackupFolder.open(place);
    const made = (await backups.all()).filter(({ reason }) => reason === 'migration');
    expect(made).toHaveLength(1);
    for (const backup of made) {
      const then = await backups.openLibrary(backup, fixedClock);
      expect((await then.article(id)).text).toContain('“hàng nghìn”');
      const [noted] = await then.annotations([id]);
      expect(noted?.value.targets[0]).toMatchObject({ anchor: { normaliserVersion: 1 } });
    }
  });

  // Catches a passage painted on other words because a window, a second late, sent it for the older text.
  it('carries what a window still says about the older text', async () => {
    const { id } = await importOne('cầu.txt', before);
    const { text } = await app.library.article(id);
    const late = annotationOf(id, 'Người dân đến xem', 'muộn', text);
    await app.versions.importFile(id, source('cầu.txt', after), job);
    await app.library.apply([setAnnotation(late)]);
    expect(await passages()).toEqual({ muộn: 'moved Người dân đến xem' });
  });

  it('reads the file again in another charset, remembers it, and keeps it at later readings', async () => {
    const bytes = Buffer.from(before, 'utf8');
    const { id } = await importOne('cầu.txt', before);
    const wrong = await app.versions.reread(id, 'windows-1252', job);
    expect(wrong).toMatchObject({ version: 2, changed: true });
    const article = await app.library.article(id);
    expect(article).toMatchObject({ charset: 'windows-1252', chosenCharset: 'windows-1252' });
    expect(await app.versions.reread(id, undefined, job)).toMatchObject({ changed: false });
    await app.versions.reread(id, null, job);
    const again = await app.library.article(id);
    expect(again.charset).toBe('utf-8');
    expect(again.chosenCharset).toBeUndefined();
    expect(Buffer.compare(await app.library.original(id), bytes)).toBe(0);
  });

  it('compares two versions word by word', async () => {
    const { id } = await importOne('cầu.txt', before);
    await app.versions.importFile(id, source('cầu.txt', after), job);
    const diff = await app.versions.compare(id, 1, 2, job);
    const parts = diff.paragraphs.flatMap((paragraph) => paragraph.parts);
    const words = (op: string): string[] =>
      parts.filter((part) => part.op === op).map(({ text }) => text);
    expect(words('removed')).toEqual([
      'hôm',
      '1,2',
      'Đoạn này rồi sẽ bị bỏ đi khỏi bài viết trong bản sau.'
    ]);
    expect(words('inserted')).toEqual(['sáng', '1,3']);
  });

  describe('of an article in a pair', () => {
    let id: ArticleId;
    let pairId: Awaited<ReturnType<App['pairs']['pairArticles']>>['value']['id'];
    /** Sentences of each link, with its state. */
    async function links(): Promise<string[]> {
      const { value } = await app.library.pair(pairId);
      const texts: Record<string, Article> = {
        source: await app.library.article(value.sourceId),
        target: await app.library.article(value.targetId)
      };
      return value.links.map((link) => {
        const words = (side: 'source' | 'target'): string =>
          link[side].map(([start, end]) => texts[side]?.text.slice(start, end)).join(' ');
        return `${link.state}: ${words('source')} = ${words('target')}`;
      });
    }
    beforeEach(async () => {
      const vietnamese = await importOne('cầu.txt', before);
      const other = await importOne('bridge.txt', english);
      id = vietnamese.id;
      const { value, revision } = await app.pairs.pairArticles(other.id, id, job);
      pairId = value.id;
      const said = value.links.map((link, index) => ({
        ...link,
        state: index === value.links.length - 1 ? ('confirmed' as const) : link.state
      }));
      const gone = (await app.library.article(id)).text.indexOf('Đoạn này');
      const lost = said.find(({ target }) => target.some(([start]) => start === gone));
      if (!lost) throw new Error('no link to lose');
      lost.state = 'confirmed';
      await app.library.apply([setPair({ ...value, links: said }, revision)]);
    });

    it('keeps confirmed links on their sentences, aligns the rest anew, and lists what is lost', async () => {
      const result = await app.versions.importFile(id, source('cầu.txt', after), job);
      expect(result.carried).toMatchObject({ lostLinks: 1 });
      const { value } = await app.library.pair(pairId);
      expect(value.stale).toBeUndefined();
      expect(value.versions).toEqual({ source: 1, target: 2 });
      expect(await links()).toContain(
        'confirmed: People came early and stayed until late at night. = Người dân đến xem từ sớm và ở lại tới khuya.'
      );
      expect(await links()).toContain(
        'proposed: The city opened the bridge on Tuesday before thousands of people. = Thành phố khánh thành cây cầu sáng thứ Ba trước hàng nghìn người dân.'
      );
      const report = await app.library.carryReport(id, 1);
      expect(report?.pairs[0]).toMatchObject({ pairId, kept: 1 });
    });

    it('has them all again when the older version is taken back', async () => {
      const was = await links();
      await app.versions.importFile(id, source('cầu.txt', after), job);
      await app.versions.restore(id, 1, job);
      expect((await links()).sort()).toEqual(was.sort());
    });
  });

  // Catches a crash between the new text and its annotations that leaves notes on other words.
  it('carries at the next start what a killed process left', async () => {
    const { id } = await importOne('cầu.txt', before);
    await annotate(id, ...marked);
    await app.library.fold();
    const old = join(folder, 'old');
    await cp(app.library.folder, old, { recursive: true });
    await app.versions.importFile(id, source('cầu.txt', after), job);
    await app.close();
    // The new article with the facts of before, as a power cut right after the exchange leaves them.
    const article = join('articles', id);
    await cp(join(folder, 'library', article), join(old, article), { recursive: true });
    for (const name of ['annotations.json', join('history', '1', 'carried.json')]) {
      await rm(join(old, article, name), { force: true });
    }
    await writeFile(join(old, article, 'carrying.json'), '{"from":1}');
    await rm(join(old, 'library.lock'), { force: true });
    const library = await openLibrary(old, { clock: fixedClock });
    const states = (await library.annotations()).map(({ value }) => value.targets[0]?.state);
    expect(states.sort()).toEqual(['changed', 'exact', 'moved', 'orphan']);
    expect((await readdir(join(old, article))).includes('carrying.json')).toBe(false);
    await library.close();
    app = await open();
  });
});
