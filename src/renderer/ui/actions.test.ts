import { afterEach, describe, expect, it } from 'vitest';
import { ActionRegistry, type Action } from './actions.svelte';
import { combinationOf, isFree, keyCaps, keyText, matches } from './keys';

const typed = (key: string, more: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });

function setUp(overrides: Partial<Action> = {}) {
  const registry = new ActionRegistry();
  const runs: string[] = [];
  const add = (id: string, keys: string[], more: Partial<Action> = {}): (() => void) =>
    registry.register([
      { id, group: 'read', label: 'common.close', keys, run: () => void runs.push(id), ...more }
    ]);
  add('highlight', ['h'], overrides);
  const listen = (event: KeyboardEvent): void => void registry.handleKey(event);
  addEventListener('keydown', listen);
  cleanups.push(() => removeEventListener('keydown', listen));
  return { registry, runs, add };
}

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
  document.body.replaceChildren();
});

function put(html: string): HTMLElement {
  const holder = document.createElement('div');
  holder.innerHTML = html;
  document.body.append(holder);
  return holder.firstElementChild as HTMLElement;
}

describe('ActionRegistry', () => {
  // Would catch: a note about "high" painting a highlight at each h.
  it.each([
    '<input>',
    '<textarea></textarea>',
    '<div contenteditable="true"></div>',
    '<div role="textbox" tabindex="0"></div>'
  ])('never runs a single letter from %s', (html) => {
    const { runs } = setUp();
    const event = typed('h');
    put(html).dispatchEvent(event);
    expect(runs).toEqual([]);
    expect(event.defaultPrevented).toBe(false);
  });

  // Would catch: a key that does nothing in a library to be read only, as if it were broken; and one typed into a note.
  it('says which action has the key and cannot run now', () => {
    const { registry, runs } = setUp({ enabled: () => false });
    const refused: string[] = [];
    const ask = (event: KeyboardEvent): void =>
      void registry.handleKey(event, ({ id }) => refused.push(id));
    addEventListener('keydown', ask);
    cleanups.push(() => removeEventListener('keydown', ask));
    put('<input>').dispatchEvent(typed('h'));
    document.body.dispatchEvent(typed('x'));
    expect(refused).toEqual([]);
    document.body.dispatchEvent(typed('h'));
    expect(refused).toEqual(['highlight']);
    expect(runs).toEqual([]);
  });

  it('runs a single letter from the page and from a button', () => {
    const { runs } = setUp();
    document.body.dispatchEvent(typed('h'));
    put('<button>x</button>').dispatchEvent(typed('h'));
    expect(runs).toEqual(['highlight', 'highlight']);
  });

  // Would catch: Telex typists setting off actions while an input method composes.
  it('does nothing while an input method is composing', () => {
    const { runs } = setUp();
    document.body.dispatchEvent(typed('h', { isComposing: true }));
    document.body.dispatchEvent(typed('h', { keyCode: 229 }));
    expect(runs).toEqual([]);
  });

  it('runs a command key from a text field, but leaves undo and paste to the field', () => {
    const { runs, add } = setUp();
    add('palette', ['Mod+K']);
    add('undo', ['Mod+Z']);
    const mod = /Mac/.test(navigator.platform) ? { metaKey: true } : { ctrlKey: true };
    const field = put('<input>');
    field.dispatchEvent(typed('k', mod));
    field.dispatchEvent(typed('z', mod));
    expect(runs).toEqual(['palette']);
    document.body.dispatchEvent(typed('z', mod));
    expect(runs).toEqual(['palette', 'undo']);
  });

  // Would catch: Enter on a focused button running the reader's Enter instead of the button.
  it('leaves Enter and arrows to a focused control', () => {
    const { runs, add } = setUp();
    add('counterpart', ['Enter']);
    add('next', ['ArrowDown']);
    const button = put('<button>x</button>');
    button.dispatchEvent(typed('Enter'));
    button.dispatchEvent(typed('ArrowDown'));
    expect(runs).toEqual([]);
    document.body.dispatchEvent(typed('Enter'));
    expect(runs).toEqual(['counterpart']);
  });

  it('skips disabled actions, prefers the latest registered, and forgets unregistered ones', () => {
    const { runs, add } = setUp({ enabled: () => false });
    document.body.dispatchEvent(typed('h'));
    expect(runs).toEqual([]);
    add('first', ['j']);
    const remove = add('second', ['j']);
    document.body.dispatchEvent(typed('j'));
    remove();
    document.body.dispatchEvent(typed('j'));
    expect(runs).toEqual(['second', 'first']);
  });

  // Would catch: a changed key that works beside the old one, or is shown wrong.
  it('runs and tells the keys the user chose instead of the usual ones', () => {
    const registry = new ActionRegistry(() => ({ note: ['m'], gone: ['x'], quiet: [] }));
    const runs: string[] = [];
    registry.register(
      ['note', 'quiet', 'usual'].map((id, index) => ({
        id,
        group: 'read' as const,
        label: 'common.close' as const,
        keys: ['n', 'q', 'u'].slice(index, index + 1),
        run: () => void runs.push(id)
      }))
    );
    for (const key of ['n', 'm', 'q', 'x', 'u']) registry.handleKey(typed(key));
    expect(runs).toEqual(['note', 'usual']);
    expect(['note', 'quiet', 'usual', 'gone'].map((id) => registry.keyOf(id))).toEqual([
      'm',
      undefined,
      'u',
      undefined
    ]);
    expect(registry.usualKeys('note')).toEqual(['n']);
    expect(registry.list().map(({ keys }) => keys)).toEqual([['m'], [], ['u']]);
  });

  it('does nothing while a modal dialog is open', () => {
    const { runs } = setUp();
    const dialog = put('<dialog></dialog>') as HTMLDialogElement;
    dialog.showModal();
    dialog.dispatchEvent(typed('h'));
    dialog.close();
    expect(runs).toEqual([]);
  });
});

describe('key combinations', () => {
  it('compare Shift for letters and names, not for signs', () => {
    expect(matches(typed('?', { shiftKey: true }), '?', false)).toBe(true);
    expect(matches(typed('H', { shiftKey: true }), 'h', false)).toBe(false);
    expect(matches(typed('H', { shiftKey: true }), 'Shift+H', false)).toBe(true);
    expect(matches(typed('ArrowRight', { shiftKey: true }), 'ArrowRight', false)).toBe(false);
    expect(matches(typed('+', { ctrlKey: true, shiftKey: true }), 'Mod++', false)).toBe(true);
    expect(matches(typed('k', { metaKey: true }), 'Mod+K', true)).toBe(true);
    expect(matches(typed('k', { metaKey: true }), 'Mod+K', false)).toBe(false);
  });

  // Would catch: no Ctrl+K for someone whose layout types Cyrillic.
  it('find a command by the key’s place on other layouts', () => {
    expect(matches(typed('л', { ctrlKey: true, code: 'KeyK' }), 'Mod+K', false)).toBe(true);
    expect(matches(typed('р', { code: 'KeyH' }), 'h', false)).toBe(false);
  });

  // Would catch: a pressed key written so that the action never answers to it.
  it('are read from a pressed key as actions write them', () => {
    const read = (key: string, more: KeyboardEventInit = {}): string | null =>
      combinationOf(typed(key, more), false);
    expect(read('h')).toBe('h');
    expect(read('H', { shiftKey: true })).toBe('Shift+H');
    expect(read('?', { shiftKey: true })).toBe('?');
    expect(read('л', { ctrlKey: true, code: 'KeyK' })).toBe('Mod+K');
    expect(read('+', { ctrlKey: true, shiftKey: true })).toBe('Mod++');
    expect(read('ArrowDown', { altKey: true, shiftKey: true })).toBe('Alt+Shift+ArrowDown');
    expect(read(' ')).toBe('Space');
    expect(read('đ')).toBe('đ');
    expect(combinationOf(typed('å', { altKey: true, code: 'KeyA' }), true)).toBe('Alt+A');
    expect(combinationOf(typed('k', { metaKey: true }), true)).toBe('Mod+K');
    // A modifier alone, and the other system's command key.
    expect(read('Control', { ctrlKey: true })).toBeNull();
    expect(read('k', { metaKey: true })).toBeNull();
    expect(isFree('Mod+W')).toBe(false);
    expect(isFree('Escape')).toBe(false);
    expect(isFree('m')).toBe(true);
  });

  it('are shown in the platform’s style', () => {
    expect(keyCaps('Mod+Shift+V', false)).toEqual(['Ctrl', 'Shift', 'V']);
    expect(keyCaps('Mod+Shift+V', true)).toEqual(['⌘', '⇧', 'V']);
    expect(keyText('Mod++', false)).toBe('Ctrl++');
    expect(keyCaps('Shift+?', false)).toEqual(['?']);
  });
});
