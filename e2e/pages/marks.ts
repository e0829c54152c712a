// The active annotation in the inspector: its passages, what it is linked with, and its grips in the text.
import type { Locator } from '@playwright/test';
import type { App, Side } from './app';

export class Marks {
  constructor(readonly app: App) {}

  /** A button of a passage's words. */
  passage(words: string): Locator {
    return this.app.inspector.locator('blockquote').getByRole('button', { name: words });
  }
  get related(): Locator {
    return this.app.inspector.getByRole('region', {
      name: this.app.t('annotations.relatedTitle')
    });
  }
  get search(): Locator {
    return this.related.getByRole('combobox', { name: this.app.t('annotations.relateSearch') });
  }
  /** Numbers of the notes beside one side's words. */
  numbers(side: Side): Locator {
    return this.app.reading.locator(`.notes.${side}`).getByRole('button');
  }
  grip(edge: 'start' | 'end'): Locator {
    return this.app.reading.locator(`.handle.${edge}`);
  }
  /** What the reader says to those who hear. */
  get said(): Locator {
    return this.app.reading.locator('> [aria-live]');
  }

  /** Where words stand on the screen: the middle of their first line. */
  async middle(side: Side, words: string): Promise<{ x: number; y: number; right: number }> {
    return this.app
      .text(side)
      .filter({ hasText: words })
      .first()
      .evaluate((root, wanted) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const at = (node as Text).data.indexOf(wanted);
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + wanted.length);
          const box = range.getClientRects()[0] ?? range.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2, right: box.right };
        }
        throw new Error(`not on screen: ${wanted}`);
      }, words);
  }

  async click(side: Side, words: string): Promise<void> {
    const { x, y } = await this.middle(side, words);
    await this.app.page.mouse.click(x, y);
  }
}
