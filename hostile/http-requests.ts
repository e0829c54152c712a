// Bodies that a route must refuse, as they come over HTTP: whole, torn, or with other bytes in them.
import { besideBytes, decode, encode } from '../src/shared/ipc/codec';
import type { RouteName } from '../src/shared/ipc/routes';
import { spoiltInputs, wouldPass } from './requests';

type Random = () => number;

export interface SpoiltRequest {
  headers: Record<string, string>;
  body: string;
}

const asJson = { 'Content-Type': 'application/json' };
/** What goes into a header must fit beside the others: Node refuses more than 16 KB of them. */
const longestBeside = 4000;
const strangeBytes = ['\0', '"', '}', ']', '\\', '\ufeff', '-', '9', '{"__proto__":', '\u2028'];

/** Without end: each refused input whole; cut, overwritten, doubled or led by a byte at a random place; and as bytes with the rest beside them. */
export function* spoiltRequests(
  name: RouteName,
  random: Random
): Generator<SpoiltRequest, never, undefined> {
  for (const input of spoiltInputs(name, random)) {
    if (wouldPass(name, input)) continue;
    const text = encodable(input);
    const at = Math.floor(random() * text.length);
    const strange = strangeBytes[Math.floor(random() * strangeBytes.length)] ?? '';
    const bodies = [
      text,
      text.slice(0, at),
      `${text.slice(0, at)}${strange}${text.slice(at + 1)}`,
      random() < 0.5 ? text + text : `${strange}${text}`
    ];
    // What JSON leaves out, such as a field that is undefined, may have been all that was wrong.
    for (const body of bodies)
      if (!isRight(name, () => decode(body))) yield { headers: asJson, body };
    const fits = text.length < longestBeside;
    const withBytes = (): unknown => ({ ...(decode(text) as object), bytes: new Uint8Array(3) });
    if (fits && !isRight(name, withBytes))
      yield {
        headers: {
          'Content-Type': 'application/octet-stream',
          [besideBytes]: encodeURIComponent(text)
        },
        body: 'abc'
      };
  }
  throw new Error('there is always another input');
}

function isRight(name: RouteName, input: () => unknown): boolean {
  try {
    return wouldPass(name, input());
  } catch {
    return false;
  }
}

/** As a body would be, where it can be one. */
function encodable(input: unknown): string {
  try {
    return encode(input) ?? 'undefined';
  } catch {
    return '{"$bytes":"!"}';
  }
}
