// The one way of the arrows through rows, menus and bars.
import { afterEach, expect, it } from 'vitest';
import { moveAmongRows } from './rows';

let holder: HTMLElement;

function hold(moving: Parameters<typeof moveAmongRows>[2]): void {
  holder = document.createElement('div');
  holder.innerHTML = '<p>nothing</p><button>0</button><button>1</button><button>2</button>';
  holder.onkeydown = (event) => void moveAmongRows(event, holder, moving);
  document.body.append(holder);
  holder.querySelector('button')?.focus();
}

/** Where the focus is after these keys, and whether the last one was spent. */
function after(...keys: (string | KeyboardEventInit)[]): string {
  let spent = false;
  for (const key of keys) {
    const init = typeof key === 'string' ? { key } : key;
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
    spent = event.defaultPrevented;
  }
  return `${document.activeElement?.textContent} ${spent ? 'spent' : 'left'}`;
}

afterEach(() => holder.remove());

// Catches a list that jumps from its end to its beginning, and keys of others taken.
it('stops at the ends of a list', () => {
  hold({ among: 'button' });
  expect(after('ArrowDown')).toBe('1 spent');
  expect(after('ArrowDown', 'ArrowDown')).toBe('2 spent');
  expect(after('Home')).toBe('0 spent');
  expect(after('ArrowUp')).toBe('0 spent');
  expect(after('End')).toBe('2 spent');
  expect(after('ArrowLeft')).toBe('2 left');
  expect(after({ key: 'ArrowUp', altKey: true })).toBe('2 left');
});

// Catches a menu that stops at its last act, or takes the keyboard and then hears none of its keys.
it('goes round in a menu and in a bar', () => {
  hold({ among: 'button', wrap: true });
  expect(after('ArrowUp')).toBe('2 spent');
  expect(after('ArrowDown')).toBe('0 spent');
  holder.tabIndex = -1;
  holder.focus();
  after('ArrowUp');
  expect(document.activeElement?.textContent).toBe('2');
  holder.remove();
  hold({ among: 'button', wrap: true, across: true });
  expect(after('ArrowLeft')).toBe('2 spent');
  expect(after('ArrowRight')).toBe('0 spent');
  expect(after('ArrowDown')).toBe('0 left');
});
