import { expect, it, vi } from 'vitest';
import { tellClutter } from '@domain/article/relay';
import type { Article, ArticleSummary } from '@domain/article/schema';
import type { Pair } from '@domain/align/schema';
import { FactsStore } from '../db/facts-store.svelte';
import { MemoryMain } from '../db/memory-main.test-support';
import { pairOf, summary } from '../features/library/testing/summaries.test-support';
import { AnsweringClient } from '../platform/testing/answering-client.test-support';
import type { FileHandle, RouteOutput } from '@shared/ipc/routes';
import { Workbench } from './workbench.svelte';

type Hello = RouteOutput<'app.hello'>;

const article = ({ id, title, language, charset, imported }: ArticleSummary): Article => ({
  format: 'diptych-article/1',
  id,
  title,
  language,
  charset,
  imported,
  normaliserVersion: 1,
  text: title,
  blocks: [{ kind: 'heading', start: 0, end: title.length, level: 1 }],
  marks: [],
  original: { name: 'x.txt', extension: 'txt', byteLength: 1, sha256: '0'.repeat(64) }
});

/** A library of three articles and a pair, and windows on it that share one IndexedDB. */
function setUp() {
  const main = new MemoryMain();
  const [source, target, other] = [summary('One'), summary('Hai'), summary('Three')];
  const pair = pairOf(source, target);
  const trash = new Set<string>();
  const told: boolean[] = [];
  /** What the system asks to open. */
  const asked: FileHandle[] = [];
  const all = [source, target, other];
  const value: Pair = {
    ...pair,
    format: 'diptych-pair/1',
    evidence: 1,
    alignerVersion: 1,
    links: [],
    created: pair.modified
  };
  const client = new AnsweringClient({
    'library.list': () =>
      Promise.resolve({ articles: all.filter(({ id }) => !trash.has(id)), pairs: [pair] }),
    'library.article': ({ id }) => Promise.resolve(article(all.find((one) => one.id === id)!)),
    'pair.get': () => Promise.resolve({ revision: 1, value }),
    'library.relay': ({ id, relay }) => {
      told.push(relay.after.blocks[0]?.clutter !== undefined);
      return Promise.resolve(article(all.find((one) => one.id === id)!));
    },
    'library.trash': ({ articleIds }) => {
      for (const id of articleIds) trash.add(id);
      return Promise.resolve({});
    },
    'library.trashed': () => Promise.resolve({ articles: [], annotations: [], left: null }),
    'library.restore': ({ articleIds }) => {
      for (const id of articleIds) trash.delete(id);
      return Promise.resolve({});
    },
    'facts.snapshot': () =>
      Promise.resolve({
        lastSequence: main.lastSequence,
        annotations: [],
        pairs: [],
        collections: [],
        terms: [],
        tags: [],
        gone: []
      }),
    'facts.since': () => Promise.resolve({ lastSequence: main.lastSequence, records: [] }),
    'files.opened': () => Promise.resolve(asked.splice(0)),
    'library.importFiles': () =>
      Promise.resolve([{ file: 'x.txt', status: 'duplicate' as const, article: source }]),
    'shell.openExternal': () => Promise.resolve(true)
  });
  const open = async (more: Partial<Hello> = {}): Promise<Workbench> => {
    const hello = { ...main.hello(), ...more };
    const bench = new Workbench(client, hello, await FactsStore.open(client, hello));
    await bench.start();
    return bench;
  };
  return { open, client, asked, source, target, other, pair, trash, told };
}
const loaded = (bench: Workbench): Promise<void> =>
  vi.waitFor(() => expect(bench.reading?.content).toBeTruthy());

// Would catch: a reload that forgets what was open, how the panes stood, or the layout that was chosen.
it('comes back to where the window was', async () => {
  const { open, pair, other } = setUp();
  const first = await open();
  expect(first.place.kind).toBe('library');
  first.go({ kind: 'article', id: other.id });
  first.go({ kind: 'pair', id: pair.id });
  await loaded(first);
  first.reading?.saveView({ mode: 'rows', sourceOffset: 7, targetOffset: 3, together: true });
  first.reading?.setMode('columns');
  first.toggleLibrary();
  await vi.waitFor(async () => expect((await first.facts.views.panels())?.libraryOpen).toBe(false));

  const second = await open();
  expect(second.place).toEqual({ kind: 'pair', id: pair.id });
  await loaded(second);
  expect(second.reading?.mode).toBe('columns');
  expect(second.reading?.content?.view?.sourceOffset).toBe(7);
  expect(second.libraryShown).toBe(false);
  expect(second.recent).toEqual([
    { kind: 'pair', id: pair.id },
    { kind: 'article', id: other.id }
  ]);
});

// Would catch: undo that reaches past what was just done, and takes back a note instead.
it('takes back clutter and the trash in their turn', async () => {
  const { open, source, other, pair, trash, told } = setUp();
  const bench = await open();
  const anchor = { exact: 'O', prefix: '', suffix: '', start: 0, end: 1, normaliserVersion: 1 };
  const marked = await bench.facts.createAnnotation({
    targets: [{ articleId: source.id, anchor, state: 'exact' }],
    colour: 'yellow'
  });
  bench.go({ kind: 'pair', id: pair.id });
  await loaded(bench);
  await bench.articleActs.relay(pair.sourceId, {
    relay: tellClutter(article(source), [0], true),
    name: 'common.actClutter',
    said: 'Clutter'
  });
  await bench.trash(bench.library.article(other.id)!);
  expect([...trash]).toEqual([other.id]);

  await bench.undo();
  expect([...trash]).toEqual([]);
  await bench.undo();
  expect(told).toEqual([true, false]);
  expect(bench.facts.annotation(marked)).toBeDefined();
  await bench.redo();
  expect(told).toEqual([true, false, true]);
  await bench.undo();
  await bench.undo();
  expect(bench.facts.annotation(marked)).toBeUndefined();
});

// Would catch: an undo pressed while an article is still on its way to the trash, which takes back a note instead.
it('takes back the trash, though main is still at it', async () => {
  const { open, source, other, trash } = setUp();
  const bench = await open();
  const anchor = { exact: 'O', prefix: '', suffix: '', start: 0, end: 1, normaliserVersion: 1 };
  const marked = await bench.facts.createAnnotation({
    targets: [{ articleId: source.id, anchor, state: 'exact' }],
    colour: 'yellow'
  });
  await Promise.all([bench.trash(bench.library.article(other.id)!), bench.undo()]);
  expect([...trash]).toEqual([]);
  expect(bench.library.article(other.id)).toBeTruthy();
  expect(bench.facts.annotation(marked)).toBeDefined();
});

// Would catch: a toast whose undo takes back what was done after the act it speaks of.
it('offers to take back the very act that is said', async () => {
  const { open } = setUp();
  const { collections, facts, toasts } = await open();
  const ids = ['Rice', 'Rivers', 'Bridges'].map((name) => collections.create(name));
  await vi.waitFor(() => expect(facts.collections).toHaveLength(3));
  const [rice, rivers] = ids.map((id) => facts.collections.find((one) => one.id === id)!);
  await Promise.all([collections.remove(rice!), collections.remove(rivers!)]);
  toasts.list.find(({ text }) => text.includes('Rice'))?.action?.run();
  await vi.waitFor(() => expect(facts.collections).toHaveLength(2));
  expect(facts.collections.map(({ name }) => name).sort()).toEqual(['Bridges', 'Rice']);
});

// Would catch: a layout chosen before the first scroll being forgotten.
it('keeps a layout chosen at once', async () => {
  const { open, pair } = setUp();
  const first = await open();
  first.go({ kind: 'pair', id: pair.id });
  await loaded(first);
  first.reading?.setMode('columns');
  await vi.waitFor(async () =>
    expect((await first.facts.views.reader(pair.id))?.mode).toBe('columns')
  );
});

// Would catch: a window that starts in an article which is gone, or "Back" that leads to one.
it('starts in the library, and goes back past, what is gone', async () => {
  const { open, source, other, trash } = setUp();
  const first = await open();
  first.go({ kind: 'article', id: other.id });
  first.go({ kind: 'article', id: source.id });
  trash.add(other.id);
  await first.library.refresh();
  first.back();
  expect(first.place).toEqual({ kind: 'library' });
  expect(first.canGoBack).toBe(false);

  first.go({ kind: 'article', id: source.id });
  trash.add(source.id);
  const second = await open();
  expect(second.place).toEqual({ kind: 'library' });
  expect(second.recent).toEqual([]);
});

// Would catch: the reading room left standing on an article in the trash, or an undo that does nothing.
it('leaves what is trashed, says so, and takes it back', async () => {
  const { open, source, trash } = setUp();
  const bench = await open();
  bench.go({ kind: 'article', id: source.id });
  await bench.trash(source);
  expect(bench.place).toEqual({ kind: 'library' });
  expect(bench.library.pairs).toEqual([]);
  const [toast] = bench.toasts.list;
  expect(toast?.text).toBe('“One” is in the trash, with its pair.');
  toast?.action?.run();
  await vi.waitFor(() => expect(trash.size).toBe(0));
  await vi.waitFor(() => expect(bench.library.article(source.id)).toBeTruthy());
});

// Would catch: a link that does nothing in the browser, where main has no window to ask over, and one that is asked
// about twice in Electron.
it('asks about an address here in the browser, and has main ask in Electron', async () => {
  const { open, client } = setUp();
  const url = 'https://example.org/đường';
  const asked = (): unknown[] => client.asked.filter(({ name }) => name === 'shell.openExternal');
  const browser = await open({ shell: 'browser' });
  await browser.openLink(url);
  expect(browser.link).toEqual(new URL(url));
  expect(asked()).toEqual([]);

  const electron = await open({ shell: 'electron' });
  await electron.openLink(url);
  expect(electron.dialog).toBeNull();
  expect(asked()).toEqual([{ name: 'shell.openExternal', input: { url } }]);
});

// Would catch: the browser shell being laxer than main about where a link may go.
it.each(['javascript:alert(1)', 'file:///etc/passwd', 'https://bank.example@evil.example/'])(
  'never offers to open %s',
  async (url) => {
    const bench = await setUp().open({ shell: 'browser' });
    await bench.openLink(url);
    expect(bench.dialog).toBeNull();
    expect(bench.toasts.list).toHaveLength(1);
  }
);

// Would catch: the reader built twice, and a layout chosen meanwhile taken back, when main tells of a change while the
// articles are still on their way.
it('opens a pair once, whatever happens to the library meanwhile', async () => {
  const { open, client, pair } = setUp();
  const bench = await open();
  bench.go({ kind: 'pair', id: pair.id });
  client.emit('library.changed', {});
  await loaded(bench);
  const content = bench.reading?.content;
  expect(client.asked.filter(({ name }) => name === 'pair.get')).toHaveLength(1);
  expect(bench.reading?.content).toBe(content);
});

// Would catch: a double-clicked file that is opened nowhere, at the start or while the window stands in an article.
it('imports what the system asks to open', async () => {
  const { open, client, asked, other } = setUp();
  asked.push({ handle: crypto.randomUUID(), name: 'x.txt', byteLength: 1 });
  const bench = await open();
  await vi.waitFor(() => expect(bench.imports.items.map(({ settled }) => settled)).toEqual([true]));
  bench.go({ kind: 'article', id: other.id });
  asked.push({ handle: crypto.randomUUID(), name: 'y.txt', byteLength: 1 });
  client.emit('files.opened', {});
  await vi.waitFor(() => expect(bench.imports.items.map(({ name }) => name)).toEqual(['y.txt']));
  expect(bench.place.kind).toBe('library');
});
