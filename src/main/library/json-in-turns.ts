// Large values as readable JSON, a few milliseconds at a time: main answers windows in between.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';

/** Below this depth a value is small: an annotation, a link, a tag. */
const listDepth = 3;
const pieceLength = 1 << 16;
const turnMs = 8;

/** How long the work at hand has gone on without letting anything else in. */
export class Turns {
  #since = performance.now();

  /** Lets all that waits come first, where that is due. */
  async next(): Promise<void> {
    if (performance.now() - this.#since < turnMs) return;
    await setImmediate();
    this.#since = performance.now();
  }
}

/**
 * The same bytes as `jsonBytes`, and their SHA-256. Of the value's two upper levels anything iterable is written as a list, its
 * members made as they are written. Nothing in it may change meanwhile.
 */
export async function jsonInTurns(
  value: unknown,
  turns: Turns
): Promise<{ bytes: Uint8Array; hash: string }> {
  const hash = createHash('sha256');
  const parts: Uint8Array[] = [];
  let text = '';
  const take = (): void => {
    const part = Buffer.from(text);
    hash.update(part);
    parts.push(part);
    text = '';
  };
  for (const piece of pieces(value, listDepth, '')) {
    text += piece;
    if (text.length < pieceLength) continue;
    take();
    await turns.next();
  }
  text += '\n';
  take();
  await turns.next();
  return { bytes: Buffer.concat(parts), hash: hash.digest('hex') };
}

function* pieces(value: unknown, depth: number, indent: string): Generator<string> {
  if (depth === 0 || typeof value !== 'object' || value === null) {
    yield JSON.stringify(value, null, 2).replaceAll('\n', `\n${indent}`);
    return;
  }
  const inner = `${indent}  `;
  const isList = Symbol.iterator in value;
  let empty = true;
  for (const [name, member] of isList
    ? unnamed(value as Iterable<unknown>)
    : Object.entries(value)) {
    if (member === undefined) continue;
    yield `${empty ? (isList ? '[' : '{') : ','}\n${inner}${name === '' && isList ? '' : `${JSON.stringify(name)}: `}`;
    yield* pieces(member, depth - 1, inner);
    empty = false;
  }
  if (empty) yield isList ? '[]' : '{}';
  else yield `\n${indent}${isList ? ']' : '}'}`;
}

function* unnamed(items: Iterable<unknown>): Generator<[string, unknown]> {
  for (const item of items) yield ['', item];
}
