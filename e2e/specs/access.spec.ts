// What people set in their system for their eyes: twice the zoom, no motion, forced colours; and no word of the other
// language left on any screen.
import { expect, test } from '../test';
import { messages } from '../../src/shared/i18n/messages';
import { tour } from '../tour';

test.describe('twice the zoom of a small window', () => {
  test.use({ viewport: { width: 640, height: 400 } });

  // Would catch: a button that cannot be reached, or a page that scrolls sideways for every line.
  test('leaves every control within reach, and nothing moves', async ({ app }) => {
    await app.page.emulateMedia({ reducedMotion: 'reduce' });
    await app.openSample();
    await tour(app, async (screen) => {
      const found = await app.page.evaluate(() => {
        const wide = document.documentElement.scrollWidth - innerWidth;
        const modal = document.querySelector('dialog:modal');
        const scrolls = (element: Element): boolean => {
          for (let at: Element | null = element; at; at = at.parentElement) {
            const { overflowX, overflowY } = getComputedStyle(at);
            if (/auto|scroll/.test(`${overflowX} ${overflowY}`)) return true;
          }
          return false;
        };
        const out = [...(modal ?? document).querySelectorAll('button, input, select, [role=tab]')]
          .filter((element) => {
            const box = element.getBoundingClientRect();
            if (box.width === 0 || !element.checkVisibility({ visibilityProperty: true }))
              return false;
            const inside =
              box.left >= -1 &&
              box.right <= innerWidth + 1 &&
              box.top >= -1 &&
              box.bottom <= innerHeight + 1;
            return !inside && !scrolls(element);
          })
          .map((element) => element.getAttribute('aria-label') ?? element.textContent);
        const moving = document.getAnimations().length;
        return { wide, out, moving };
      });
      expect(found, screen).toEqual({ wide: 0, out: [], moving: 0 });
    });
  });
});

// Would catch: highlights that a forced palette paints over, so that nobody sees where they are.
test('forced colours keep highlights as lines, and the focus visible', async ({ app }) => {
  await app.page.emulateMedia({ forcedColors: 'active' });
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'Control+Shift+ArrowRight', '2');
  await app.expectPainted([{ colour: 'green', text: 'By' }]);
  const styles = await app.page.evaluate(() => {
    const block = document.querySelector('[data-block]');
    const of = (name: string): string => {
      const style = block && getComputedStyle(block, `::highlight(${name})`);
      return `${style?.textDecorationLine} ${style?.textDecorationStyle} ${style?.backgroundColor}`;
    };
    return ['hl-green-0', 'hl-active-green', 'wash-source'].map(of);
  });
  expect(styles).toEqual([
    'underline solid rgba(0, 0, 0, 0)',
    'underline double rgba(0, 0, 0, 0)',
    'underline dotted rgba(0, 0, 0, 0)'
  ]);
  await app.press('F6');
  await expect
    .poll(() =>
      app.page.evaluate(() => {
        const focused = document.activeElement;
        return focused && getComputedStyle(focused).outlineStyle;
      })
    )
    .not.toBe('none');
});

test.describe('in Vietnamese', () => {
  test.use({ language: 'vi' });

  // Would catch: a name or hint that was forgotten, on screen or for a screen reader alone.
  test('no English word of the interface is left on any screen', async ({ app }) => {
    const words = (language: 'en' | 'vi'): string[] =>
      Object.values(messages[language]).flatMap((area) => Object.values(area));
    const own = new Set(words('vi'));
    const foreign = words('en').filter((one) => !own.has(one) && /[a-z]{3}/i.test(one));
    await app.openSample();
    await tour(app, async (screen) => {
      const found = await app.page.evaluate((english) => {
        const left = new Set(english);
        const said: string[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const { parentElement, data } = walker.currentNode as Text;
          if (!parentElement?.closest('[lang]:not(html)')) said.push(data.trim());
        }
        for (const element of document.querySelectorAll('*')) {
          for (const name of ['aria-label', 'title', 'placeholder', 'aria-description']) {
            const value = element.getAttribute(name);
            if (value !== null) said.push(value.replace(/ \([^)]*\)$/, ''));
          }
        }
        return said.filter((one) => left.has(one));
      }, foreign);
      expect(found, screen).toEqual([]);
    });
  });
});
