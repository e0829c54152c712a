// Every action of the interface, registered by the feature it belongs to while that feature is on screen.
// The palette and the key sheet are made from this list, so nothing has a key that they do not show.
import type { MessageKey } from '@shared/i18n/messages';
import { getContext, setContext, untrack } from 'svelte';
import { isCharacter, isPlain, matches } from './keys';

export interface Action {
  id: string;
  group: 'go' | 'read' | 'links' | 'annotate' | 'edit' | 'file' | 'view';
  label: MessageKey;
  /** Combinations such as 'Mod+K', 'h', 'ArrowDown', 'Shift+ArrowRight', '?'; any of them runs the action. */
  keys: string[];
  /** Reactive where it reads runes; absent means always. */
  enabled?: () => boolean;
  run: () => void | Promise<void>;
  /** Actions one after the other with the same label here share a row of the key sheet: first key to last. */
  series?: MessageKey;
  /** Not in the palette (still in the key sheet). */
  hidden?: boolean;
}

const textFields =
  'textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], input:not([type="checkbox"], [type="radio"], [type="range"], [type="button"], [type="submit"])';
const controls =
  'button, a[href], input, summary, [role="tab"], [role="option"], [role="menuitem"], [role="radio"], [role="grid"], [role="row"], [role="gridcell"]';

function elementOf(target: EventTarget | null): Element | null {
  return target instanceof Element ? target : null;
}

/** What a text field does itself with these keys comes first there. */
const ownInFields = [
  ...['Mod+Z', 'Mod+Y', 'Mod+Shift+Z', 'Mod+A', 'Mod+X', 'Mod+C', 'Mod+V', 'Mod+Shift+V'],
  ...['Alt+ArrowLeft', 'Alt+ArrowRight']
];

/**
 * Whether the event may run an action with this combination. Without Mod or Alt (function keys aside) never from a
 * text field, and named keys (Enter, arrows) not from a control that has its own use for them.
 */
function allowed(event: KeyboardEvent, combination: string): boolean {
  if (/^(Shift\+)?F\d+$/.test(combination)) return true;
  const element = elementOf(event.target);
  const inField = element !== null && element.closest(textFields) !== null;
  if (!isPlain(combination)) return !(inField && ownInFields.includes(combination));
  if (inField) return false;
  return isCharacter(combination) || combination === 'Escape' || !element?.closest(controls);
}

/** Keys of the user's own by action id, in place of the usual ones. */
export type ChosenKeys = Readonly<Record<string, readonly string[]>>;

export class ActionRegistry {
  #actions = $state.raw<Action[]>([]);
  readonly #keyed: Action[];

  /** `chosen` reads runes. */
  constructor(chosen: () => ChosenKeys = () => ({})) {
    this.#keyed = $derived.by(() => {
      const keys = chosen();
      return this.#actions.map((action) => {
        const own = Object.hasOwn(keys, action.id) ? keys[action.id] : undefined;
        return own ? { ...action, keys: [...own] } : action;
      });
    });
  }

  /** Adds the actions; call the returned function to take them out again (return it from `$effect`). */
  register(actions: Action[]): () => void {
    // Called in effects, which must not run again because of what they add here.
    untrack(() => (this.#actions = [...this.#actions, ...actions]));
    return () =>
      untrack(() => (this.#actions = this.#actions.filter((one) => !actions.includes(one))));
  }

  /** All registered now, in the order registered, with the keys that hold. Reactive. */
  list(): Action[] {
    return this.#keyed;
  }

  /** An action's usual keys; none where it is not registered. Reactive. */
  usualKeys(id: string): readonly string[] {
    return this.#actions.find((action) => action.id === id)?.keys ?? [];
  }

  /** The first key that runs the action now. Reactive. */
  keyOf(id: string): string | undefined {
    return this.#keyed.find((action) => action.id === id)?.keys[0];
  }

  /** Runs an enabled action by its id; false where there is none. */
  run(id: string): boolean {
    const action = this.#actions.find((candidate) => candidate.id === id);
    if (!action || action.enabled?.() === false) return false;
    void action.run();
    return true;
  }

  /**
   * Runs the latest-registered enabled action that has the event's key, and prevents the default. False, with
   * nothing done, where there is none, while a modal dialog is open, and while an input method is composing; `refused`
   * hears of the action that has the key and is not enabled.
   */
  handleKey(event: KeyboardEvent, refused?: (action: Action) => void): boolean {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return false;
    if (document.querySelector('dialog:modal')) return false;
    const having = this.#keyed.filter((candidate) =>
      candidate.keys.some((keys) => matches(event, keys) && allowed(event, keys))
    );
    const action = having.findLast(({ enabled }) => enabled?.() !== false);
    if (!action) {
      const [last] = having.slice(-1);
      if (last) refused?.(last);
      return false;
    }
    event.preventDefault();
    void action.run();
    return true;
  }
}

const key = Symbol('actions');

/** Provides the registry to all components below. */
export function setActions(registry: ActionRegistry): void {
  setContext(key, registry);
}

/** The first key that runs an action now, for tooltips; undefined also outside the app. Reactive. */
export function useKeyOf(): (id: string | undefined) => string | undefined {
  const registry = getContext<ActionRegistry | undefined>(key);
  return (id) => (id === undefined ? undefined : registry?.keyOf(id));
}

/** The registry set above. */
export function useActions(): ActionRegistry {
  const registry = getContext<ActionRegistry | undefined>(key);
  if (!registry) throw new Error('no actions in context');
  return registry;
}
