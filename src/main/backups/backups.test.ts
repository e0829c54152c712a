// Backups of real libraries in real folders.
import { appendFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import type { ArticleId } from '@domain/ids';
import type { AppError } from '@shared/ipc/errors';
import type { Library } from '../library/library-contract';
import { openLibrary } from '../library/open-library';
import {
  annotationOf,
  fixedClock,
  hashOfFolder,
  inTemporaryFolder,
  original,
  pairOf,
  parsedArticle,
  picturedArticle,
  sampleText,
  setAnnotation,
  setPair
} from '../library/test-fixtures/facts';
import { BackupFolder, backupsBeside } from './backup-folder';
import { madeAnew } from './library-walk';
import { BackupService } from './backup-service';
import { checkAll } from './check-all';
import { makeBackup } from './make-backup';
import { restoreLibrary } from './restore-library';

const asked = { reason: 'asked', clock: fixedClock } as const;
const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (thrown: AppError) => thrown.code
  );

interface Scene {
  parent: string;
  folder: string;
  library: Library;
  backups: BackupFolder;
  /** Two articles and an annotation in the first. */
  annotation: ReturnType<typeof annotationOf>;
}

async function scene(work: (scene: Scene) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const folder = join(parent, 'Thư viện');
    const library = await openLibrary(folder, { clock: fixedClock, create: true });
    const { article, pictures } = picturedArticle();
    const one = await library.addArticle(article, original(), pictures);
    const other = await library.addArticle(parsedArticle('Một bài khác'), original('Một bài khác'));
    const annotation = annotationOf(one.id, 'cầu dài 1,2 km');
    await library.apply([setAnnotation(annotation), setPair(pairOf(one.id, other.id))]);
    const backups = await BackupFolder.open(backupsBeside(folder));
    await work({ parent, folder, library, backups, annotation });
    await library.close();
  });
}

// Would catch: a backup that lacks a file, or a restore that changes one.
it('brings back the same library, byte for byte', async () => {
  await scene(async ({ parent, folder, library, backups }) => {
    const backup = await makeBackup(library, backups, asked);
    expect(backup.counts).toEqual({ articles: 2, pairs: 1, annotations: 1 });
    await library.close();
    const to = join(parent, 'Nơi khác');
    expect(await restoreLibrary(backups, backup, to, { clock: fixedClock })).toBeNull();
    // Named anew, and the stamps of files are made again at its first start: all else is the same.
    const manifests = [];
    for (const each of [folder, to]) {
      const manifest: unknown = JSON.parse(await readFile(join(each, 'library.json'), 'utf8'));
      manifests.push({ ...(manifest as object), uuid: '', formerly: [] });
      for (const name of madeAnew) await rm(join(each, name), { force: true });
      await rm(join(each, 'library.json'));
    }
    expect(manifests[1]).toEqual(manifests[0]);
    expect(await hashOfFolder(to)).toBe(await hashOfFolder(folder));
  });
});

// Would catch: every backup storing everything again.
it('stores only what changed since', async () => {
  await scene(async ({ library, backups, annotation }) => {
    await makeBackup(library, backups, asked);
    const count = async (): Promise<number> =>
      (await readdir(join(backups.folder, 'files'), { recursive: true })).filter(
        (name) => name.length > 60
      ).length;
    const before = await count();
    const stored = await library.annotation(annotation.id);
    const value = { ...annotation, tags: ['khác'] };
    await library.apply([setAnnotation(annotation, stored?.revision, value)]);
    await makeBackup(library, backups, asked);
    // The sidecar, its seal, library.json and the journal's segment.
    expect((await count()) - before).toBe(4);
    expect(await backups.all()).toHaveLength(2);
  });
});

// Would catch: changes of the moment that are in no sidecar yet and are forgotten.
it('holds what was said a moment before', async () => {
  await scene(async ({ library, backups, annotation }) => {
    const more = annotationOf(annotation.targets[0]?.articleId as never, 'từ sớm');
    await library.apply([setAnnotation(more)]);
    const backup = await makeBackup(library, backups, asked);
    const then = await backups.openLibrary(backup, fixedClock);
    expect((await then.annotation(more.id))?.value).toEqual(more);
  });
});

// Would catch: a damaged file that is noticed only when it is needed, or half a library put in place of a whole one.
it('finds a damaged backup out, and leaves what is there alone', async () => {
  await scene(async ({ folder, library, backups }) => {
    const backup = await makeBackup(library, backups, asked);
    await library.close();
    const before = await hashOfFolder(folder);
    const { sha256 } = backup.files.find(({ path }) => path.endsWith('article.json')) ?? {};
    const file = join(backups.folder, 'files', sha256?.slice(0, 2) ?? '', `${sha256 ?? ''}.gz`);
    await truncate(file, 20);
    const again = await BackupFolder.open(backups.folder);
    expect(await codeOf(restoreLibrary(again, backup, folder, { clock: fixedClock }))).toBe(
      'backupDamaged'
    );
    await rm(file);
    const lacking = await BackupFolder.open(backups.folder);
    expect(await codeOf(lacking.openLibrary(backup, fixedClock))).toBe('backupDamaged');
    expect(await hashOfFolder(folder)).toBe(before);
  });
});

// Would catch: a list that leads out of the library's folder when it is unpacked.
it('takes no list that names paths outside', async () => {
  await scene(async ({ library, backups }) => {
    const backup = await makeBackup(library, backups, asked);
    const file = join(backups.folder, 'backups', `${backup.id}.json`);
    const text = await readFile(file, 'utf8');
    for (const path of ['../x', 'a/../../x', '/etc/x', 'C:\\\\x', 'a\\\\..\\\\x', 'a//b']) {
      await writeFile(file, text.replace(/"path": "[^"]*"/, `"path": "${path}"`));
      expect(await backups.all(), path).toEqual([]);
    }
    await appendFile(file, 'x');
    expect(await codeOf(backups.one(backup.id))).toBe('backupNotFound');
  });
});

it('puts a whole library back while keeping the one that was there, and refuses an open one', async () => {
  await scene(async ({ folder, library, backups, annotation }) => {
    const backup = await makeBackup(library, backups, asked);
    await library.apply([setAnnotation(annotation, 1, null)]);
    expect(await codeOf(restoreLibrary(backups, backup, folder, { clock: fixedClock }))).toBe(
      'libraryLocked'
    );
    const { uuid } = library.info();
    await library.close();
    const kept = await restoreLibrary(backups, backup, folder, { clock: fixedClock });
    const now = await openLibrary(folder, { clock: fixedClock, readOnly: true });
    expect((await now.annotation(annotation.id))?.value).toEqual(annotation);
    // Another uuid, so that no window takes its own newer store of the old one for this one's.
    expect(now.info().uuid).not.toBe(uuid);
    const before = await openLibrary(kept ?? '', { clock: fixedClock, readOnly: true });
    expect((await before.annotation(annotation.id))?.value).toBeNull();
  });
});

// Would catch: backups of a library brought back that begin a second life beside the first one's.
it('goes on with the same backups after a restore', async () => {
  await scene(async ({ folder, library, backups }) => {
    const backup = await makeBackup(library, backups, asked);
    await library.close();
    await restoreLibrary(backups, backup, folder, { clock: fixedClock });
    const again = await openLibrary(folder, { clock: fixedClock });
    const service = new BackupService(again, { folder: backups.folder }, fixedClock, () => {});
    await service.make('asked');
    expect(await service.list()).toHaveLength(2);
    await again.close();
  });
});

it('will not put a library where something else lies', async () => {
  await scene(async ({ parent, library, backups }) => {
    const backup = await makeBackup(library, backups, asked);
    await writeFile(join(parent, 'mine.txt'), 'mine');
    const work = restoreLibrary(backups, backup, parent, { clock: fixedClock });
    expect(await codeOf(work)).toBe('folderNotEmpty');
    expect(await readFile(join(parent, 'mine.txt'), 'utf8')).toBe('mine');
  });
});

// Would catch: an article deleted for good, or a note changed since, that the backup holds and nobody gets back.
it('brings one article back beside what is here', async () => {
  await scene(async ({ library, backups, annotation }) => {
    const id = annotation.targets[0]?.articleId ?? expect.fail('no article');
    const service = new BackupService(library, { folder: backups.folder }, fixedClock, () => {});
    const backup = await service.make('asked');
    const changed = { ...annotation, tags: ['đổi'] };
    await library.apply([setAnnotation(annotation, 1, changed)]);
    const { articles } = await service.preview(backup.id);
    expect(articles.find((each) => each.id === id)).toMatchObject({
      isHere: true,
      annotations: 1,
      missing: 0,
      changed: 1
    });
    expect(await service.restoreArticle(backup.id, id, {})).toEqual({ returned: 1 });
    const both = (await library.annotations([id])).map(({ value }) => value.tags[0]);
    expect(both.sort()).toEqual(['cầu', 'đổi']);

    await library.trashArticle(id);
    await library.purgeArticle(id);
    expect((await service.preview(backup.id)).articles.some(({ isHere }) => !isHere)).toBe(true);
    expect(await service.restoreArticle(backup.id, id, {})).toEqual({ returned: 1 });
    const path = `articles/${id}/original.txt`;
    const { sha256 = '' } = backup.files.find((file) => file.path === path) ?? {};
    const back = await library.knownOriginal(sha256);
    expect(back?.trashed).toBe(false);
    const article = await library.article(back?.article.id ?? id);
    expect(article.text).toBe(sampleText);
    const [picture] = article.blocks.flatMap(({ pictures = [] }) => pictures);
    expect((await library.picture(article.id, picture?.sha256 ?? '')).bytes.length).toBeGreaterThan(
      0
    );
    expect((await library.annotations([article.id]))[0]?.value.targets[0]?.state).toBe('exact');
  });
});

// Would catch: a failed backup that nobody hears of, and one that is never made at the end.
it('makes one at the end where something changed, and says when it cannot', async () => {
  await scene(async ({ parent, library, annotation }) => {
    const blocked = join(parent, 'tệp');
    await writeFile(blocked, '');
    const folder = join(parent, 'sao lưu');
    const service = new BackupService(library, { folder }, fixedClock, () => {});
    await service.start();
    expect(await codeOf(service.use(join(blocked, 'x')))).toBe('folderUnwritable');
    expect(service.folder).toBe(folder);
    expect(await codeOf(service.use(join(library.folder, 'x')))).toBe('folderInsideLibrary');
    await library.apply([setAnnotation(annotation, 1, null)]);
    await service.close();
    const [backup] = await (await BackupFolder.open(folder)).all();
    expect(backup).toMatchObject({ reason: 'quit', counts: { annotations: 0 } });
  });
});

// Would catch: a backup's file that rots unseen until it is needed, or that no later backup mends.
it('names what went bad in the backups, and one that is asked for mends it', async () => {
  await scene(async ({ folder, library, backups }) => {
    const backup = await makeBackup(library, backups, asked);
    const problems = async (): Promise<string[]> =>
      (await checkAll(folder, backups.folder)).problems.map(({ file }) => file);
    expect(await problems()).toEqual([]);
    const { sha256 = '' } = backup.files.find(({ path }) => path.endsWith('.png')) ?? {};
    const file = backups.stored.pathOf(sha256);
    await appendFile(file, 'x');
    const list = join(backups.folder, 'backups', 'half.json');
    await writeFile(list, '{');
    expect((await problems()).sort()).toEqual(
      [relative(folder, file), relative(folder, list)].sort()
    );
    await rm(list);
    const again = await BackupFolder.open(backups.folder);
    await makeBackup(library, again, { ...asked, reason: 'daily' });
    expect(await problems()).toHaveLength(1);
    await makeBackup(library, again, asked);
    expect(await problems()).toEqual([]);
  });
});

// Would catch: a backup that holds less than the library, counted as one and pushing an older, whole one out.
it('is no backup where it does not hold what was counted, and lets none go for it', async () => {
  await scene(async ({ library, backups }) => {
    for (let count = 0; count < 10; count += 1) await makeBackup(library, backups, asked);
    const before = (await backups.all()).map(({ id }) => id).sort();
    const articleStamps = (): Map<ArticleId, unknown> =>
      new Map(library.articleStamps()).set(crypto.randomUUID() as ArticleId, 'one more');
    const more = Object.assign(Object.create(library) as Library, { articleStamps });
    await expect(makeBackup(more, backups, asked)).rejects.toMatchObject({ code: 'backupDamaged' });
    expect((await backups.all()).map(({ id }) => id).sort()).toEqual(before);
  });
});

// Would catch: a check of many gigabytes of backups that stands still, or that nobody can stop.
it('tells how far it is with the backups, and can be stopped there', async () => {
  await scene(async ({ folder, library, backups }) => {
    await makeBackup(library, backups, asked);
    const articles = (await library.articles()).length;
    const stop = new AbortController();
    const told: number[] = [];
    const onProgress = (done: number, of: number): void => {
      told.push(of);
      if (of !== articles && done === 1) stop.abort();
    };
    const checked = checkAll(folder, backups.folder, { signal: stop.signal, onProgress });
    await expect(checked).rejects.toMatchObject({ code: 'cancelled' });
    expect(told.filter((of) => of !== articles)).toHaveLength(2);
  });
});

// Would catch: a library brought back by somebody who was not told that work of today goes.
it('says what bringing the whole back would do', async () => {
  await scene(async ({ library, backups, annotation }) => {
    const service = new BackupService(library, { folder: backups.folder }, fixedClock, () => {});
    const { id } = await service.make('asked');
    const none = { coming: 0, going: 0, changing: 0 };
    const same = { articles: none, titles: { coming: [], going: [], changing: [] } };
    expect((await service.preview(id)).whole).toMatchObject(same);
    const articleId = annotation.targets[0]?.articleId ?? expect.fail('no article');
    await library.addArticle(parsedArticle('Bài mới\nHôm nay.'), original('mới'));
    await library.setDetails(articleId, { title: { value: 'Tên mới', byHand: true } });
    const [other] = (await library.articles()).filter(({ title }) => title === 'Một bài khác');
    if (other) await library.trashArticle(other.id);
    const more = annotationOf(articleId, 'từ sớm');
    await library.apply([setAnnotation(more), setAnnotation(annotation, 1, null)]);
    const { whole } = await service.preview(id);
    expect(whole.titles).toEqual({
      coming: ['Một bài khác'],
      going: ['Bài mới'],
      changing: ['Cầu mới nối hai bờ sông']
    });
    expect(whole.articles).toEqual({ coming: 1, going: 1, changing: 1 });
    expect(whole.others.annotations).toEqual({ coming: 1, going: 1, changing: 0 });
    expect(whole.others.pairs).toEqual(none);
  });
});
