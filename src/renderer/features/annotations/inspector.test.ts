import axe from 'axe-core';
import { Dexie } from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { noteFromPlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import { createAnchor } from '@domain/anchor/anchor';
import type { AnnotationId, ArticleId } from '@domain/ids';
import { FactsStore } from '../../db/facts-store.svelte';
import { MemoryMain } from '../../db/memory-main.test-support';
import { addTagsTo } from '../../db/tag-acts';
import { filterNotes } from './note-list';
import { Vocabulary } from '@domain/tag/vocabulary';
import { placeOf } from '@domain/article/place';
import AnnotationsHarness from './testing/AnnotationsHarness.svelte';
import '../../ui/base.css';

function article(language: string, paragraphs: string[]): Article {
  const text = paragraphs.join('\n');
  let at = 0;
  const blocks = paragraphs.map((words, index) => {
    const start = at;
    at += words.length + 1;
    return {
      kind: index === 0 ? ('heading' as const) : ('paragraph' as const),
      start,
      end: start + words.length
    };
  });
  return {
    format: 'diptych-article/1',
    id: crypto.randomUUID() as ArticleId,
    title: paragraphs[0] ?? '',
    language,
    date: '2025-08-02',
    charset: 'utf-8',
    normaliserVersion: 1,
    text,
    blocks,
    marks: [],
    original: { name: 'a.txt', extension: 'txt', byteLength: 1, sha256: '0'.repeat(64) },
    imported: '2026-01-01T00:00:00.000Z'
  };
}

const source = article('en', [
  'Harbour reopens',
  'The harbour reopened on Monday after repairs.',
  'Officials firmly reject the claims about delays.'
]);
const target = article('vi', [
  'Cảng mở cửa trở lại',
  'Cảng đã mở cửa trở lại hôm thứ Hai sau khi sửa chữa.',
  'Nhà chức trách kiên quyết bác bỏ các cáo buộc chậm trễ.'
]);

/** The harness's own way to open a note. */
function opener(screen: { component: unknown }): { open: (id: AnnotationId) => Promise<void> } {
  return screen.component as { open: (id: AnnotationId) => Promise<void> };
}

let main: MemoryMain;
let facts: FactsStore;

async function highlight(of: Article, words: string): Promise<AnnotationId> {
  const start = of.text.indexOf(words);
  const anchor = createAnchor(of.text, start, start + words.length);
  return facts.createAnnotation({
    targets: [{ articleId: of.id, anchor, state: 'exact' }],
    colour: 'pink'
  });
}

beforeEach(async () => {
  main = new MemoryMain();
  facts = await FactsStore.open(main.connect(), main.hello());
});
afterEach(async () => {
  facts.close();
  await Dexie.delete(`diptych-${main.uuid}`);
});

// Catches an inspector that starts as an empty box.
it('says what to do while there is nothing to show', async () => {
  await render(AnnotationsHarness, { props: { source, target, facts } });
  await expect.element(page.getByText(/Nothing is highlighted yet/)).toBeVisible();
  await highlight(source, 'harbour');
  await expect.element(page.getByText(/No note is open/)).toBeVisible();
});

// Catches a note that is shown without where it stands, and typing that does not reach main.
it('opens a note with its passage and saves what is written', async () => {
  const id = await highlight(target, 'kiên quyết bác bỏ');
  const screen = await render(AnnotationsHarness, { props: { source, target, facts } });
  await opener(screen).open(id);
  const field = page.getByRole('textbox', { name: 'Note text' });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('firmly reject');
  await expect.element(page.getByText('paragraph 2 · 2 Aug 2025')).toBeVisible();
  await expect.element(page.getByText('Note 1')).toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toBe(document.body);
  await vi.waitFor(() =>
    expect(main.annotations()[0]?.note).toEqual(noteFromPlainText('firmly reject'))
  );
});

// Catches the note that is still shown for a frame taken for the active one: words written at once into another's note.
it('puts the caret into the note asked for at once, whatever was shown before', async () => {
  const first = await highlight(source, 'harbour');
  const second = await highlight(source, 'Officials');
  const screen = await render(AnnotationsHarness, { props: { source, target, facts } });
  await opener(screen).open(first);
  await expect.element(page.getByRole('textbox', { name: 'Note text' })).toHaveFocus();
  await opener(screen).open(second);
  await expect.element(page.getByRole('textbox', { name: 'Note text' })).toHaveFocus();
  await userEvent.keyboard('of the ministry');
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() =>
    expect(Object.fromEntries(main.annotations().map(({ id, note }) => [id, note]))).toEqual({
      [first]: null,
      [second]: noteFromPlainText('of the ministry')
    })
  );
});

// Catches changed words taken for settled by nobody, or kept without a way back.
it('shows what changed words were, and keeps them by key as one act', async () => {
  const start = source.text.indexOf('on Monday');
  const id = await facts.createAnnotation({
    targets: [
      {
        articleId: source.id,
        anchor: createAnchor(source.text, start, start + 'on Monday'.length),
        state: 'changed',
        was: 'late on Sunday'
      }
    ],
    colour: 'pink'
  });
  const screen = await render(AnnotationsHarness, { props: { source, target, facts } });
  await opener(screen).open(id);
  await expect.element(page.getByText('late on Sunday')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Keep the new words' })).toBeVisible();
  expect(
    (await axe.run(document.body, { rules: { region: { enabled: false } } })).violations
  ).toEqual([]);
  // The note's field takes the caret when it is ready; keys count once it has let go of it.
  await expect.element(page.getByRole('textbox', { name: 'Note text' })).toHaveFocus();
  await userEvent.keyboard('{Escape}{Shift>}K{/Shift}');
  await vi.waitFor(() => expect(main.annotations()[0]?.targets[0]?.state).toBe('exact'));
  expect(main.annotations()[0]?.targets[0]?.was).toBeUndefined();
  await facts.undo();
  await expect.element(page.getByText('late on Sunday')).toBeVisible();
});

// Catches the last words of one note being written into the next, or nowhere.
it('keeps each note to its own when another is opened in the middle of a word', async () => {
  const [one, two] = [await highlight(source, 'harbour'), await highlight(source, 'repairs')];
  const screen = await render(AnnotationsHarness, { props: { source, target, facts } });
  const harness = opener(screen);
  await harness.open(one);
  await expect.element(page.getByRole('textbox', { name: 'Note text' })).toHaveFocus();
  await userEvent.keyboard('một');
  await harness.open(two);
  await expect.element(page.getByRole('textbox', { name: 'Note text' })).toHaveFocus();
  await userEvent.keyboard('hai');
  await vi.waitFor(() => expect(facts.annotation(two)?.note).toEqual(noteFromPlainText('hai')));
  expect(facts.annotation(one)?.note).toEqual(noteFromPlainText('một'));
});

// Catches a "Saved" that stands beside words which only the editor has.
it('does not say saved while words are on their way', async () => {
  const id = await highlight(source, 'harbour');
  const screen = await render(AnnotationsHarness, { props: { source, target, facts } });
  await opener(screen).open(id);
  const field = page.getByRole('textbox', { name: 'Note text' });
  await expect.element(field).toHaveFocus();
  await vi.waitFor(() => expect(facts.status).toBe('saved'));
  const said: string[] = [];
  const watch = new MutationObserver(() => said.push(facts.status));
  watch.observe(field.element(), { subtree: true, childList: true, characterData: true });
  await userEvent.keyboard('a');
  await vi.waitFor(() => expect(facts.status).toBe('saved'));
  watch.disconnect();
  expect(new Set(said)).toEqual(new Set(['saving']));
  expect(main.annotations()[0]?.note).toEqual(noteFromPlainText('a'));
});

// Catches tags that can only be had with a mouse, and doubled or empty ones.
it('adds and removes tags by keys', async () => {
  const id = await highlight(source, 'harbour');
  const screen = await render(AnnotationsHarness, { props: { source, target, facts } });
  await opener(screen).open(id);
  await userEvent.click(page.getByRole('button', { name: 'Tag', exact: true }));
  await userEvent.keyboard('Denial{Enter}  MIA  search {Enter}Denial{Enter}{Enter}');
  await vi.waitFor(() => expect(facts.annotation(id)?.tags).toEqual(['Denial', 'MIA search']));
  await expect.element(page.getByRole('button', { name: 'Tag', exact: true })).toHaveFocus();
  await userEvent.keyboard('{Shift>}{Tab}{/Shift}{Delete}');
  await vi.waitFor(() => expect(facts.annotation(id)?.tags).toEqual(['Denial']));
});

// Catches a deletion that asks, that cannot be taken back, or that does not say what went.
it('deletes by key, says what, and brings it back', async () => {
  const id = await highlight(source, 'firmly reject');
  const before = facts.annotation(id);
  await render(AnnotationsHarness, { props: { source, target, facts } });
  await userEvent.keyboard('j{Delete}');
  await vi.waitFor(() => expect(facts.annotation(id)).toBeUndefined());
  await expect.element(page.getByText('Deleted the highlight: firmly reject')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  await vi.waitFor(() => expect(facts.annotation(id)).toEqual(before));
});

// Catches digits and letters that act while a note is being written.
it('recolours by digit, and only outside text fields', async () => {
  const id = await highlight(source, 'harbour');
  const screen = await render(AnnotationsHarness, { props: { source, target, facts } });
  await opener(screen).open(id);
  await expect.element(page.getByRole('textbox', { name: 'Note text' })).toHaveFocus();
  await userEvent.keyboard('2jk');
  expect(facts.annotation(id)?.colour).toBe('pink');
  await userEvent.keyboard('{Escape}2');
  expect(facts.annotation(id)?.colour).toBe('green');
  await expect.element(page.getByRole('radio', { name: 'Green' })).toBeChecked();
});

// Catches a list out of order, one that cannot be walked by keys, and a filter that wants the accents.
it('lists all notes in order, filters without accents and jumps', async () => {
  const onjump = vi.fn();
  const third = await highlight(target, 'bác bỏ');
  const second = await highlight(source, 'reject');
  const first = await highlight(source, 'harbour');
  await facts.setNote(third, noteFromPlainText('cụm từ cố định'));
  await render(AnnotationsHarness, { props: { source, target, facts, onjump } });
  await userEvent.click(page.getByRole('tab', { name: 'All annotations 3' }));
  const options = page.getByRole('option');
  await expect.element(options.first()).toHaveTextContent('harbour');
  expect(options.elements().map((row) => row.querySelector('q')?.textContent)).toEqual([
    'harbour',
    'reject',
    'bác bỏ'
  ]);
  page.getByRole('listbox').element().focus();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  expect(onjump).toHaveBeenLastCalledWith(second);
  await expect.element(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Home}{Enter}');
  expect(onjump).toHaveBeenLastCalledWith(first);
  await userEvent.fill(page.getByRole('searchbox', { name: 'Filter annotations' }), 'CO DINH');
  await expect.element(options).toHaveTextContent('bác bỏ');
  await userEvent.keyboard('{Enter}');
  expect(onjump).toHaveBeenLastCalledWith(third);
  await userEvent.fill(page.getByRole('searchbox', { name: 'Filter annotations' }), 'xyz');
  await expect.element(page.getByText(/No annotation contains “xyz”/)).toBeVisible();
});

// Catches a list that takes seconds with thousands of notes, or shows only the first of them.
it('stays quick with five thousand annotations', async () => {
  const text = article('en', ['t', 'word '.repeat(10_000)]);
  const anchor = createAnchor(text.text, 2, 6);
  const made: Annotation[] = Array.from({ length: 5_000 }, (_, index) => ({
    id: crypto.randomUUID() as AnnotationId,
    targets: [
      {
        articleId: text.id,
        anchor: { ...anchor, start: 2 + index, end: 6 + index },
        state: 'exact'
      }
    ],
    colour: 'blue',
    tags: [],
    note: noteFromPlainText(`n${index}.`),
    author: '',
    created: '2026-01-01T00:00:00.000Z',
    modified: '2026-01-01T00:00:00.000Z'
  }));
  for (const value of made)
    main.entities.set(value.id, { entity: 'annotation', revision: 1, value });
  main.folded = 1;
  facts.close();
  await Dexie.delete(`diptych-${main.uuid}`);
  facts = await FactsStore.open(main.connect(), main.hello());
  await render(AnnotationsHarness, { props: { source: text, target: null, facts } });
  await userEvent.click(page.getByRole('tab', { name: 'All annotations 5,000' }));
  await expect.element(page.getByRole('option').first()).toBeVisible();
  expect(page.getByRole('option').elements().length).toBeLessThan(200);
  const id = made[0]?.id as AnnotationId;
  const start = performance.now();
  for (const colour of ['pink', 'green', 'violet'] as const) {
    await facts.recolour(id, colour);
    await vi.waitFor(() => expect(document.querySelector(`li.c-${colour}`)).not.toBeNull());
  }
  expect(performance.now() - start).toBeLessThan(1_000);
  page.getByRole('listbox').element().focus();
  await userEvent.keyboard('{End}');
  await expect.element(page.getByText('n4999.')).toBeVisible();
});

// Catches names, roles and contrast that assistive technology cannot work with, in any theme.
it.each(['light', 'sepia', 'dark'])('has nothing for axe to say in %s', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  try {
    const id = await highlight(source, 'harbour');
    await facts.setNote(id, noteFromPlainText('một'));
    await addTagsTo(facts, [id], ['Denial']);
    await highlight(target, 'bác bỏ');
    const screen = await render(AnnotationsHarness, { props: { source, target, facts } });
    const violations = async (): Promise<string[]> => {
      const { violations: found } = await axe.run(page.getByRole('complementary').element());
      return found.flatMap(({ id: rule, nodes }) => nodes.map(({ html }) => `${rule}: ${html}`));
    };
    expect(await violations()).toEqual([]);
    await opener(screen).open(id);
    await expect.element(page.getByRole('textbox', { name: 'Note text' })).toHaveFocus();
    expect(await violations()).toEqual([]);
    await userEvent.keyboard('{Control>}k{/Control}');
    expect(await violations()).toEqual([]);
    await userEvent.click(page.getByRole('tab', { name: 'All annotations 2' }));
    expect(await violations()).toEqual([]);
  } finally {
    delete document.documentElement.dataset['theme'];
  }
});

// Catches a read-only library whose notes look as if they could be changed.
it('only shows a note of a library opened for reading', async () => {
  const id = await highlight(source, 'harbour');
  await facts.setNote(id, noteFromPlainText('một'));
  await addTagsTo(facts, [id], ['Denial']);
  await vi.waitFor(() => expect(facts.status).toBe('saved'));
  facts.close();
  facts = await FactsStore.open(main.connect(), main.hello(true));
  const screen = await render(AnnotationsHarness, { props: { source, target, facts } });
  await opener(screen).open(id);
  await expect.element(page.getByText('một')).toBeVisible();
  await expect.element(page.getByText('Denial')).toBeVisible();
  expect(page.getByRole('radio').elements()).toEqual([]);
  expect(page.getByRole('toolbar').elements()).toEqual([]);
  expect(page.getByRole('button', { name: /tag|delete/i }).elements()).toEqual([]);
  expect(document.querySelector('[contenteditable="true"]')).toBeNull();
});

// Catches paragraphs counted with headings and clutter.
it('knows the place of a passage', () => {
  const blocks = target.blocks.map((block, index) =>
    index === 1 ? { ...block, clutter: 'advertisement' as never } : block
  );
  const at = target.text.indexOf('kiên quyết');
  expect(placeOf(target, at)).toEqual({ kind: 'paragraph', number: 2 });
  expect(placeOf({ ...target, blocks }, at)).toEqual({ kind: 'paragraph', number: 1 });
  expect(placeOf({ ...target, blocks }, 30)).toEqual({ kind: 'clutter' });
  expect(placeOf(target, 0)).toEqual({ kind: 'heading' });
  expect(placeOf(target, 1e6)).toBeNull();
});

// Catches a filter that forgets a changed note's new words, or keeps its old ones.
it('filters by the words a note has now', () => {
  const base = { targets: [{ anchor: { exact: 'Đà Nẵng' } }], tags: ['Lũ'], author: '' };
  const ordered = (note: string): never =>
    ({ annotation: { ...base, note: noteFromPlainText(note) }, number: 1 }) as never;
  expect(
    filterNotes([ordered('một')], { words: 'da nang lu mot' }, new Vocabulary([]))
  ).toHaveLength(1);
  expect(filterNotes([ordered('hai')], { words: 'mot' }, new Vocabulary([]))).toHaveLength(0);
});
