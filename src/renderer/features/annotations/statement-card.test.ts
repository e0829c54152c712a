// The statement card in a real browser, on a real IndexedDB.
import '../../ui/tokens.css';
import '../../ui/base.css';
import axe from 'axe-core';
import Dexie from 'dexie';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import type { Link, Pair } from '@domain/align/schema';
import { createAnchor } from '@domain/anchor/anchor';
import type { Article } from '@domain/article/schema';
import type { AnnotationId, ArticleId, PairId } from '@domain/ids';
import type { Statement } from '@domain/statement/schema';
import { FactsStore } from '../../db/facts-store.svelte';
import { MemoryMain } from '../../db/memory-main.test-support';
import { choiceKeys } from './choice-keys';
import { setStatement } from './statement-fields';
import AnnotationsHarness from './testing/AnnotationsHarness.svelte';

function article(language: string, paragraphs: string[]): Article {
  const text = paragraphs.join('\n');
  const blocks = paragraphs.map((words, index) => {
    const start = paragraphs.slice(0, index).join('\n').length + Math.min(index, 1);
    const kind = index === 0 ? ('heading' as const) : ('paragraph' as const);
    return { kind, start, end: start + words.length };
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

const source = article('en', ['Harbour', 'The claims are false. We reject them.']);
const target = article('vi', ['Cảng', 'Hai bên hợp tác tốt. Đó là điểm sáng.']);
const at = '2026-01-01T00:00:00.000Z';

const spanOf = (of: Article, words: string): [number, number] => {
  const start = of.text.indexOf(words);
  return [start, start + words.length];
};
const link: Link = {
  id: '1',
  state: 'proposed',
  confidence: 0.8,
  reasons: [],
  source: [spanOf(source, 'We reject them.')],
  target: [spanOf(target, 'Đó là điểm sáng.')]
};
const pair: Pair = {
  format: 'diptych-pair/1',
  id: crypto.randomUUID() as PairId,
  sourceId: source.id,
  targetId: target.id,
  verdict: 'comparable',
  evidence: 1,
  alignerVersion: 1,
  links: [link],
  created: at,
  modified: at
};

let main: MemoryMain;
let facts: FactsStore;

async function highlight(of: Article, words: string, statement?: Statement): Promise<AnnotationId> {
  const [start, end] = spanOf(of, words);
  const id = await facts.createAnnotation({
    targets: [{ articleId: of.id, anchor: createAnchor(of.text, start, end), state: 'exact' }],
    colour: of === source ? 'pink' : 'violet'
  });
  if (statement) await setStatement(facts, id, 'statement.actSpeaker', statement);
  return id;
}

async function show(readingPair: Pair | null = pair, onjump = vi.fn()) {
  const screen = await render(AnnotationsHarness, {
    props: { source, target, facts, pair: readingPair, onjump }
  });
  const component: unknown = screen.component;
  return component as {
    open: (id: AnnotationId) => Promise<void>;
    openStatement: (id: AnnotationId) => Promise<void>;
  };
}
const said = (id: AnnotationId): Statement | undefined => facts.annotation(id)?.statement;
const field = (name: string) => page.getByRole('combobox', { name, exact: true });
const row = (name: RegExp) => page.getByRole('button', { name });

beforeEach(async () => {
  main = new MemoryMain();
  facts = await FactsStore.open(main.connect(), main.hello());
});
afterEach(async () => {
  facts.close();
  await Dexie.delete(`diptych-${main.uuid}`);
});

// Catches fields that keys cannot reach, a choice that is lost, and a date kept as it was typed.
it('is filled from end to end by keys alone, every field an act with a name', async () => {
  const id = await highlight(source, 'We reject them');
  await (await show()).openStatement(id);
  await expect.element(field('Speaker')).toHaveFocus();
  await userEvent.keyboard('Pham Thu Hang{Enter}');
  await expect.element(field('Role')).toHaveFocus();
  await userEvent.keyboard('Spokesperson{Tab}Foreign Ministry{Enter}{Tab}');
  await expect.element(page.getByRole('listbox', { name: 'Act' })).toHaveFocus();
  await userEvent.keyboard('d');
  await expect.element(field('Topic')).toHaveFocus();
  await userEvent.keyboard('MIA search{Enter}2 thang 8 nam 2025');
  await expect.element(page.getByText('2 August 2025')).toBeVisible();
  await userEvent.keyboard('{Enter}{Tab}d');
  await expect.element(page.getByRole('listbox', { name: 'Stance' })).toHaveFocus();
  await userEvent.keyboard('o');
  await expect.element(field('Stance')).toHaveFocus();
  await userEvent.keyboard('Against the report{Enter}s');
  await vi.waitFor(() =>
    expect(said(id)).toEqual({
      speaker: 'Pham Thu Hang',
      role: 'Spokesperson',
      organisation: 'Foreign Ministry',
      act: 'denies',
      topic: 'MIA search',
      date: '2025-08-02',
      form: 'direct',
      stance: 'Against the report',
      certainty: 'high'
    })
  );
  await expect.element(row(/^To: Not stated/)).toBeVisible();
  await expect.element(row(/^Certainty: Stated outright/)).toHaveFocus();
  expect(await facts.undo()).toBe('statement.actCertainty');
  expect(await facts.undo()).toBe('statement.actStance');
  await expect.element(row(/^Stance: Not stated/)).toBeVisible();
  await vi.waitFor(() => expect(main.annotations()[0]?.statement?.topic).toBe('MIA search'));
});

// Catches a ghost statement left by opening the card, and Escape that keeps what was typed.
it('states nothing until something is stated, and Escape takes back the field', async () => {
  const id = await highlight(source, 'We reject them');
  await (await show()).openStatement(id);
  await expect.element(field('Speaker')).toHaveFocus();
  await userEvent.keyboard('Nobody{Escape}');
  await expect.element(row(/^Speaker: Not stated/)).toHaveFocus();
  expect(said(id)).toBeUndefined();
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await expect.element(field('For')).toHaveFocus();
  await userEvent.keyboard('{Escape}{Escape}');
  expect(document.activeElement).toBe(document.body);
});

// Catches a date that is lost without a word, or stored though nobody can read it.
it('says what is no date, and stays', async () => {
  const id = await highlight(source, 'We reject them', { speaker: 'A' });
  await (await show()).open(id);
  await userEvent.click(row(/^Date: Not stated/));
  await userEvent.keyboard('last week{Enter}');
  await expect.element(page.getByRole('alert')).toBeVisible();
  await expect.element(field('Date')).toHaveFocus();
  expect(said(id)).toEqual({ speaker: 'A' });
  await userEvent.fill(field('Date'), '');
  await expect.element(page.getByRole('option', { name: /2 Aug 2025/ })).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await vi.waitFor(() => expect(said(id)?.date).toBe('2025-08-02'));
});

// Catches completion that wants the accents, and a role that is filled in by itself.
it('completes from the library and offers what last stood for the speaker, taking nothing by itself', async () => {
  await highlight(target, 'hợp tác', {
    speaker: 'Phan Văn Giang',
    role: 'Minister',
    organisation: 'Bộ Quốc phòng'
  });
  const id = await highlight(source, 'We reject them');
  await (await show()).openStatement(id);
  await expect.element(field('Speaker')).toHaveFocus();
  await userEvent.keyboard('phan van');
  await expect.element(page.getByRole('option', { name: /Phan Văn Giang/ })).toBeVisible();
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await expect.element(field('Role')).toHaveFocus();
  await expect.element(page.getByRole('option', { name: /Minister as last stated/ })).toBeVisible();
  expect(said(id)).toEqual({ speaker: 'Phan Văn Giang' });
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  await expect.element(field('To')).toHaveFocus();
  expect(said(id)).toEqual({
    speaker: 'Phan Văn Giang',
    role: 'Minister',
    organisation: 'Bộ Quốc phòng'
  });
  await facts.undo();
  expect(said(id)).toEqual({ speaker: 'Phan Văn Giang' });
});

// Catches the last word of a field lost, or written into another annotation.
it('keeps what is being typed when another annotation is opened', async () => {
  const [one, two] = [await highlight(source, 'claims'), await highlight(source, 'reject')];
  const card = await show();
  await card.openStatement(one);
  await expect.element(field('Speaker')).toHaveFocus();
  await userEvent.keyboard('Hang');
  await card.openStatement(two);
  await vi.waitFor(() => expect(said(one)).toEqual({ speaker: 'Hang' }));
  expect(said(two)).toBeUndefined();
});

// Catches a counterpart that only one end shows, candidates that ignore the links, and a removal at the wrong end.
it('chooses the counterpart by keys, linked sentences first, and shows it at both ends', async () => {
  const onjump = vi.fn();
  const early = await highlight(target, 'hợp tác tốt');
  const linked = await highlight(target, 'điểm sáng', { speaker: 'Giang', act: 'praises' });
  const id = await highlight(source, 'reject', { speaker: 'Hang', act: 'denies' });
  const card = await show(pair, onjump);
  await card.open(id);
  await userEvent.click(page.getByRole('button', { name: 'Choose the counterpart' }));
  await expect
    .element(page.getByRole('option').first())
    .toHaveTextContent(/linked.*Giang: praises/);
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(said(id)?.counterpart).toBe(linked));
  await userEvent.click(page.getByRole('button', { name: 'điểm sáng' }));
  expect(onjump).toHaveBeenLastCalledWith(linked);
  await expect.element(page.getByText('Hang: denies')).toBeVisible();
  expect(said(linked)?.counterpart).toBeUndefined();
  await userEvent.click(page.getByRole('button', { name: 'Remove the counterpart' }));
  await vi.waitFor(() => expect(said(id)).toEqual({ speaker: 'Hang', act: 'denies' }));
  await card.open(early);
  expect(page.getByRole('region', { name: 'Statement' }).elements()).toEqual([]);
});

// Catches a removal that takes more than one step back, or that takes the highlight along.
it('removes the statement as one act, and says so', async () => {
  const statement = { speaker: 'Hang', act: 'denies' as const };
  const id = await highlight(source, 'reject', statement);
  await (await show()).open(id);
  await userEvent.click(page.getByRole('button', { name: 'Remove the statement' }));
  await vi.waitFor(() => expect(said(id)).toBeUndefined());
  await expect.element(page.getByText(/Removed the statement/)).toBeVisible();
  expect(await facts.undo()).toBe('statement.actRemove');
  expect(said(id)).toEqual(statement);
});

// Catches a list that hides who says what, and a filter that does not look there.
it('is named in the list and found there', async () => {
  await highlight(source, 'reject', { speaker: 'Phạm Thu Hằng', act: 'denies' });
  await highlight(source, 'claims');
  await show();
  await userEvent.click(page.getByRole('tab', { name: /All annotations/ }));
  await expect.element(page.getByRole('option', { name: /Phạm Thu Hằng: denies/ })).toBeVisible();
  await userEvent.fill(page.getByRole('searchbox'), 'pham hang');
  await vi.waitFor(() => expect(page.getByRole('option').elements()).toHaveLength(1));
});

// Catches two choices with one key, in either language.
it('gives every choice a key of its own', () => {
  expect(choiceKeys(['Asserts', 'Announces', 'Asks'])).toEqual(['a', 'n', 's']);
  expect(choiceKeys(['Đe dọa', 'Đề nghị', 'ĐĐ', 'đ'])).toEqual(['d', 'e', '1', '2']);
});

// Catches names, roles and contrast that assistive technology cannot work with.
it.each(['light', 'dark'])('has nothing for axe to say in %s', async (theme) => {
  document.documentElement.dataset['theme'] = theme;
  try {
    const other = await highlight(target, 'điểm sáng', { speaker: 'Giang', act: 'praises' });
    const id = await highlight(source, 'reject', { speaker: 'Hang', counterpart: other });
    const card = await show();
    const violations = async (): Promise<string[]> => {
      const { violations: found } = await axe.run(page.getByRole('complementary').element());
      return found.flatMap(({ id: rule, nodes }) => nodes.map(({ html }) => `${rule}: ${html}`));
    };
    await card.open(id);
    // The note's field takes the caret when it is ready.
    await expect.element(page.getByRole('textbox', { name: 'Note text' })).toHaveFocus();
    expect(await violations()).toEqual([]);
    await card.openStatement(id);
    await expect.element(field('Role')).toHaveFocus();
    expect(await violations()).toEqual([]);
    await userEvent.keyboard('{Tab}{Tab}{Tab}');
    await expect.element(page.getByRole('listbox', { name: 'Act' })).toHaveFocus();
    expect(await violations()).toEqual([]);
    await userEvent.keyboard('{Escape}');
    await userEvent.click(page.getByRole('button', { name: 'Choose the counterpart' }));
    expect(await violations()).toEqual([]);
  } finally {
    delete document.documentElement.dataset['theme'];
  }
});
