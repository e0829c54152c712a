// What is open around the words, and where these stand on the screen.
import type { Locator } from '@playwright/test';
import type { App, Side } from './app';

export class ReadingTools {
  constructor(readonly app: App) {}

  get find(): Locator {
    return this.app.reading.getByRole('search');
  }
  get outline(): Locator {
    return this.app.reading.getByRole('navigation', { name: this.app.t('reader.outline') });
  }
  get goTo(): Locator {
    return this.app.reading.getByRole('group', { name: this.app.t('reader.goTo') });
  }
  get split(): Locator {
    return this.app.reading.getByRole('separator');
  }
  pane(side: Side): Locator {
    return this.app.reading.locator(`.pane.${side}`);
  }

  /** The words of the line at the top of a pane, from a little below its edge. */
  topLine(side: Side): Promise<string> {
    return this.pane(side).evaluate((pane) => {
      const box = pane.getBoundingClientRect();
      const words = pane.querySelector('.txt')?.getBoundingClientRect();
      const caret = document.caretPositionFromPoint((words?.left ?? 0) + 3, box.top + 10);
      const block = caret?.offsetNode.parentElement?.closest('[data-block]');
      return (block?.textContent ?? '').slice(caret?.offset ?? 0, (caret?.offset ?? 0) + 16);
    });
  }

  /** Scrolls a pane by pixels a frame as a hand does; how far the other one ever went within a frame, CSS pixels. */
  greatestStep(lead: Side, distance: number, frames: number): Promise<number> {
    return this.pane(lead).evaluate(
      async (pane, { by, count }) => {
        const other = [...document.querySelectorAll('.pane')].find((one) => one !== pane);
        pane.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
        let greatest = 0;
        for (let frame = 0; frame < count; frame += 1) {
          const before = other?.scrollTop ?? 0;
          pane.scrollTop += by;
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          greatest = Math.max(greatest, Math.abs((other?.scrollTop ?? 0) - before));
        }
        return greatest;
      },
      { by: distance, count: frames }
    );
  }
}
