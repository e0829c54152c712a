// Puts a reader on the screen as the app does, with a real store, and hands out what tests look at.
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { createAnchor } from '@domain/anchor/anchor';
import type { Annotation, HighlightColour } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import type { AnnotationId } from '@domain/ids';
import type { InterfaceLanguage } from '@shared/settings';
import { FactsStore } from '../../../db/facts-store.svelte';
import { MemoryMain } from '../../../db/memory-main.test-support';
import '../../../ui/base.css';
import type { ReaderProps } from '../reader-props';
import { spanOf } from './articles.test-support';
import ReaderHarness from './ReaderHarness.svelte';

type Given = Pick<ReaderProps, 'source' | 'target' | 'pair'> & {
  mode?: ReaderProps['mode'];
  view?: ReaderProps['view'];
  pictures?: ReaderProps['pictures'];
  language?: InterfaceLanguage;
  facts?: FactsStore;
};

export interface OpenReader {
  facts: FactsStore;
  /** The values of every call of a callback so far. */
  heard: (name: string) => unknown[][];
  annotations: () => readonly Annotation[];
  jumpTo: (id: AnnotationId) => Promise<void>;
  pane: (side: 'source' | 'target') => HTMLElement;
  /** The element of a block by its words. */
  block: (words: string) => HTMLElement;
  unmount: () => Promise<void>;
}

export async function openStore(): Promise<FactsStore> {
  const main = new MemoryMain();
  return FactsStore.open(main.connect(), main.hello());
}

/** Highlights `words`, with a note where `note` is true. */
export async function annotate(
  facts: FactsStore,
  article: Article,
  words: string,
  colour: HighlightColour,
  note = false
): Promise<AnnotationId> {
  const [start, end] = spanOf(article, words);
  const anchor = createAnchor(article.text, start, end);
  const targets = [{ articleId: article.id, anchor, state: 'exact' as const }];
  const id = await facts.createAnnotation({ targets, colour });
  const text = { type: 'text' as const, text: 'A note.' };
  if (note) {
    await facts.setNote(id, { type: 'doc', content: [{ type: 'paragraph', content: [text] }] });
  }
  return id;
}

/** 1280 × 800, light, focus on the words. Resolves when the fonts are there. */
export async function openReader(given: Given): Promise<OpenReader> {
  await page.viewport(1280, 800);
  const facts = given.facts ?? (await openStore());
  const calls: { name: string; values: unknown[] }[] = [];
  const screen = await render(ReaderHarness, {
    props: {
      mode: 'rows',
      ...given,
      facts,
      heard: (name: string, ...values: unknown[]) => void calls.push({ name, values })
    }
  });
  await document.fonts.ready;
  const articles = [given.source, ...(given.target ? [given.target] : [])];
  const find = <T extends Element>(found: T | null | undefined, what: string): T => {
    if (!found) throw new Error(`not on screen: ${what}`);
    return found;
  };
  const api = screen.component as unknown as {
    api: () => { jumpTo: (id: AnnotationId) => Promise<void> };
  };
  // Rows have their true heights only once they were painted.
  await settled();
  return {
    facts,
    heard: (name) => calls.filter((call) => call.name === name).map(({ values }) => values),
    annotations: () => facts.annotationsOf(articles.map(({ id }) => id)),
    jumpTo: (id) => api.api().jumpTo(id),
    pane: (side) => find(document.querySelector<HTMLElement>(`.pane.${side}`), `pane ${side}`),
    block: (words) =>
      find(
        [...document.querySelectorAll<HTMLElement>('[data-block]')].find((element) =>
          element.textContent.includes(words)
        ),
        words
      ),
    unmount: async () => {
      await screen.unmount();
    }
  };
}

/** The words that a registered highlight covers, one string a range, in no order. */
export function painted(name: string): string[] {
  return [...(CSS.highlights.get(name) ?? [])].map((part) => {
    const range = document.createRange();
    range.setStart(part.startContainer, part.startOffset);
    range.setEnd(part.endContainer, part.endOffset);
    return range.toString();
  });
}

/** Two frames: long enough for observers, scroll events and effects to have run. */
export async function settled(): Promise<void> {
  for (let frame = 0; frame < 2; frame += 1) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
