import { fold } from '@domain/text/fold';

/**
 * One key a choice: the first letter of its name that no choice before it has taken, without marks, so that any
 * keyboard has it; a digit where all its letters are taken. Lower case, in the order given.
 */
export function choiceKeys(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const letters = [...fold(name)].filter((letter) => /^[a-z]$/.test(letter));
    const key = [...letters, ...'123456789'].find((letter) => !taken.has(letter)) ?? '';
    taken.add(key);
    return key;
  });
}
