// Keys of the user's own: what giving one to an action changes.
import type { Action, ChosenKeys } from '../../ui/actions.svelte';
import { keyText } from '../../ui/keys';

/** Two ways of writing one combination ('Shift+j', 'Shift+J') are the same. */
const same = (one: string, other: string): boolean => keyText(one) === keyText(other);

/** Other actions that have the combination now, in their order. */
export function holders(actions: readonly Action[], id: string, combination: string): Action[] {
  return actions.filter(
    (action) => action.id !== id && action.keys.some((keys) => same(keys, combination))
  );
}

/** The action's keys from now on; its usual ones are not a choice and leave none behind. */
export function withKeys(
  chosen: ChosenKeys,
  id: string,
  keys: readonly string[],
  usual: readonly string[]
): ChosenKeys {
  const usually =
    keys.length === usual.length && keys.every((one, index) => same(one, usual[index] ?? ''));
  const others = Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== id));
  return usually ? others : { ...others, [id]: keys };
}

/** The action gets the combination for its only key, and the others lose it. */
export function taken(
  chosen: ChosenKeys,
  actions: readonly Action[],
  id: string,
  combination: string,
  usualOf: (id: string) => readonly string[]
): ChosenKeys {
  let after = withKeys(chosen, id, [combination], usualOf(id));
  for (const { id: other, keys } of holders(actions, id, combination)) {
    const left = keys.filter((one) => !same(one, combination));
    after = withKeys(after, other, left, usualOf(other));
  }
  return after;
}
