import { afterEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { createAnchor } from '@domain/anchor/anchor';
import type { AnnotationTarget } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';
import { FactsStore } from '../../db/facts-store.svelte';
import { MemoryMain } from '../../db/memory-main.test-support';
import AnnotationsHarness from './testing/AnnotationsHarness.svelte';
import '../../ui/base.css';

function article(language: string, text: string): Article {
  return {
    format: 'diptych-article/1',
    id: crypto.randomUUID() as ArticleId,
    title: text,
    language,
    charset: 'utf-8',
    normaliserVersion: 1,
    text,
    blocks: [{ kind: 'paragraph', start: 0, end: text.length }],
    marks: [],
    original: { name: 'a.txt', extension: 'txt', byteLength: 1, sha256: '0'.repeat(64) },
    imported: '2026-01-01T00:00:00.000Z'
  };
}
const source = article('en', 'The river rose.');
const target = article('vi', 'Nước sông dâng lên.');
const other = article('fr', 'La rivière a monté.');

const whole = ({ id, text }: Article): AnnotationTarget => ({
  articleId: id,
  anchor: createAnchor(text, 0, text.length),
  state: 'exact'
});

let facts: FactsStore | undefined;
afterEach(() => facts?.close());

// Would catch: a quotation that leads to the first passage whatever it shows, passages elsewhere that nobody sees, and
// a button that takes off another passage than its own.
it('each passage is listed, leads to its own place, and is taken off with a way back', async () => {
  const main = new MemoryMain();
  facts = await FactsStore.open(main.connect(), main.hello());
  const id = await facts.createAnnotation({
    targets: [whole(source), whole(other), whole(target)],
    colour: 'green'
  });
  const jumps: unknown[][] = [];
  const screen = await render(AnnotationsHarness, {
    props: {
      source,
      target,
      facts,
      elsewhere: {
        article: (of: ArticleId) =>
          of === other.id ? { title: 'Le Fleuve', language: 'fr' } : undefined,
        go: () => undefined,
        pick: () => undefined
      },
      onjump: (...values: unknown[]) => void jumps.push(values)
    }
  });
  await (screen.component as unknown as { open: (of: AnnotationId) => Promise<void> }).open(id);
  await expect.element(page.getByText('Le Fleuve')).toBeVisible();
  for (const { text } of [source, target, other]) {
    await page.getByRole('button', { name: text, exact: true }).click();
  }
  expect(jumps).toEqual([
    [id, 0],
    [id, 2],
    [id, 1]
  ]);
  const quotes = (): string[] =>
    facts?.annotation(id)?.targets.map(({ anchor }) => anchor.exact) ?? [];
  await page.getByRole('button', { name: `Take this passage off: ${target.text}` }).click();
  expect(quotes()).toEqual([source.text, other.text]);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect.poll(quotes).toEqual([source.text, other.text, target.text]);
});
