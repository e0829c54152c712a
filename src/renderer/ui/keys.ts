// Key combinations as written in actions ('Mod+K', 'h', 'ArrowDown', 'Shift+ArrowRight', '?'): matching and showing.

interface Combination {
  mod: boolean;
  alt: boolean;
  shift: boolean;
  /** A letter in lower case, a sign, or the name in KeyboardEvent.key. */
  key: string;
}

/** True where the command key is ⌘. */
export const onMac: boolean = /Mac|iPhone|iPad/.test(navigator.platform);

function parse(combination: string): Combination {
  // '+' may itself be the key, as in 'Mod++'.
  const parts = combination.endsWith('+')
    ? [...combination.slice(0, -1).split('+').filter(Boolean), '+']
    : combination.split('+');
  const key = parts.at(-1) ?? '';
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: key.length === 1 ? key.toLowerCase() : key === 'Space' ? ' ' : key
  };
}

/** True for a combination without Mod and Alt: it would type or move the caret in a text field. */
export function isPlain(combination: string): boolean {
  const { mod, alt } = parse(combination);
  return !mod && !alt;
}

/** True for a plain combination that is one printable character, not a named key. */
export function isCharacter(combination: string): boolean {
  const { key } = parse(combination);
  return isPlain(combination) && [...key].length === 1 && key !== ' ';
}

/**
 * Whether the event is this combination. Shift is not compared for signs ('?', '+'), which need it on some
 * layouts only; with Mod or Alt, the key's position counts too, so that Mod+K works on a Cyrillic layout.
 */
export function matches(event: KeyboardEvent, combination: string, mac: boolean = onMac): boolean {
  const wanted = parse(combination);
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (mod !== wanted.mod || other || event.altKey !== wanted.alt) return false;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const letter = /^[a-z]$/.test(wanted.key);
  const same =
    key === wanted.key ||
    (letter &&
      (wanted.mod || wanted.alt) &&
      !/^[a-z]$/.test(key) &&
      event.code === `Key${wanted.key.toUpperCase()}`);
  if (!same) return false;
  const sign = wanted.key.length === 1 && !letter && wanted.key !== ' ';
  return sign || event.shiftKey === wanted.shift;
}

/** Keys that lead about every page and window, or that the system keeps for itself. */
const kept = [
  ...['Escape', 'Tab', 'Shift+Tab', 'F5', 'F12'],
  ...['Mod+W', 'Mod+Q', 'Mod+T', 'Mod+N', 'Mod+R', 'Mod+A', 'Mod+X', 'Mod+V'],
  ...['Mod+Shift+W', 'Mod+Shift+T', 'Mod+Shift+N', 'Mod+Shift+R']
];

/** The combination as an action writes it; null for a modifier alone and for what no action can have. */
export function combinationOf(event: KeyboardEvent, mac: boolean = onMac): string | null {
  const { key, code } = event;
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph', 'Dead', 'Process'].includes(key)) return null;
  const placed = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase();
  const mod = mac ? event.metaKey : event.ctrlKey;
  const latin = /^[a-z]$/i.test(key) ? key.toLowerCase() : null;
  const named = latin ?? ((mod || event.altKey) && placed ? placed : key === ' ' ? 'Space' : key);
  const letter = /^[a-z]$/.test(named);
  const sign = [...named].length === 1 && !letter;
  const combination = [
    ...(mod ? ['Mod'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey && !sign ? ['Shift'] : []),
    letter && (mod || event.altKey || event.shiftKey) ? named.toUpperCase() : named
  ].join('+');
  return matches(event, combination, mac) ? combination : null;
}

/** Whether the user may give the combination to an action. */
export function isFree(combination: string): boolean {
  return !kept.includes(combination);
}

const caps: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  ' ': 'Space',
  '-': '−'
};
const macCaps: Record<string, string> = { Enter: '↩', Backspace: '⌫', Delete: '⌦', Tab: '⇥' };

/** The combination as key caps in the platform's style: ['Ctrl', 'K'] or ['⌘', 'K']. */
export function keyCaps(combination: string, mac: boolean = onMac): string[] {
  const { mod, alt, shift, key } = parse(combination);
  const sign = key.length === 1 && !/^[a-z0-9 ]$/.test(key);
  return [
    ...(mod ? [mac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [mac ? '⌥' : 'Alt'] : []),
    ...(shift && !sign ? [mac ? '⇧' : 'Shift'] : []),
    (mac ? macCaps[key] : undefined) ?? caps[key] ?? (key.length === 1 ? key.toUpperCase() : key)
  ];
}

/** The combination as one line for a tooltip: 'Ctrl+K', '⌘K'. */
export function keyText(combination: string, mac: boolean = onMac): string {
  return keyCaps(combination, mac).join(mac ? '' : '+');
}
