// What the reader says of links: the hinge, the inspector's tab, the counts below.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import type { App } from './app';

export class ReadingLinks {
  constructor(readonly app: App) {}

  /** The sample pair with two wrong numbers, and a passage on each side that the other lacks; opened in rows. */
  async openPair(folder: string): Promise<void> {
    const sample = (language: string): string =>
      readFileSync(`resources/samples/translation/lac-giang.${language}.txt`, 'utf8');
    const change = (text: string, from: string, to: string): string => {
      expect(text).toContain(from);
      return text.replace(from, to);
    };
    const english = change(
      sample('en'),
      'A first report is due',
      'Schools near the river will get life jackets before June. A first report is due'
    );
    const vietnamese = change(
      change(sample('vi'), 'từ năm 2019', 'từ năm 2016'),
      'Không phải ai cũng hài lòng.',
      'Chợ Bến Trám năm nay bán thêm nhiều loại hoa lan rừng. Không phải ai cũng hài lòng.'
    );
    const paths = [join(folder, 'en.txt'), join(folder, 'vi.txt')];
    writeFileSync(paths[0] ?? '', english);
    writeFileSync(paths[1] ?? '', change(vietnamese, '26.000 gia đình', '20.000 gia đình'));
    await expect(this.app.button('library.openSample')).toBeVisible();
    await this.app.importFiles(paths);
    await this.app.button('library.pairTheseTwo').click({ timeout: 45_000 });
    await this.app.page
      .getByRole('dialog')
      .getByRole('button', { name: this.app.t('library.makePair') })
      .click();
    await this.app.reads();
  }

  /** The marks of conflicts between the texts. */
  get marks(): Locator {
    return this.app.reading.getByRole('button', { name: '≠' });
  }
  /** What stands between the texts beside the sentence that is lit. */
  get beside(): Locator {
    return this.app.reading.locator('.said');
  }
  /** The last thing said to screen readers. */
  get said(): Locator {
    return this.app.reading.locator('> [aria-live="polite"]');
  }
  get panel(): Locator {
    return this.app.inspector.getByRole('tabpanel', { name: this.app.t('annotations.tabLink') });
  }
  get status(): Locator {
    return this.app.page.getByRole('contentinfo');
  }
  get lock(): Locator {
    return this.app.page.getByRole('button', {
      name: new RegExp(`^(${this.app.t('reader.together')}|${this.app.t('reader.apart')})$`)
    });
  }

  /** The words of one side that a registered highlight covers. */
  painted(name: string): Promise<string[]> {
    return this.app.page.evaluate((wanted) => {
      const found = [...(CSS.highlights.get(wanted) ?? [])].map((part) => {
        const range = document.createRange();
        range.setStart(part.startContainer, part.startOffset);
        range.setEnd(part.endContainer, part.endOffset);
        return range.toString();
      });
      return found.sort();
    }, name);
  }

  scrollTop(side: 'source' | 'target'): Promise<number> {
    return this.app.reading.locator(`.pane.${side}`).evaluate((pane) => pane.scrollTop);
  }
  /** The wheel over one side, as far as it goes; resolves when both panes are at rest. */
  async wheel(side: 'source' | 'target', distance: number): Promise<void> {
    const box = await this.app.reading.locator(`.pane.${side}`).boundingBox();
    await this.app.page.mouse.move(
      (box?.x ?? 0) + (box?.width ?? 0) / 2,
      (box?.y ?? 0) + (box?.height ?? 0) / 2
    );
    await this.app.page.mouse.wheel(0, distance);
    await this.app.page.evaluate(async () => {
      const tops = (): string =>
        [...document.querySelectorAll('.pane')].map((pane) => pane.scrollTop).join();
      for (let before = ''; before !== tops();) {
        before = tops();
        for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
      }
    });
  }
}
