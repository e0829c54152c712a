// JSON that carries bytes, for the HTTP transport: a Uint8Array becomes { "$bytes": base64 }.

/**
 * Header of a request whose body is the bytes of its input, as they are: the rest of the input, encoded, and escaped by
 * `encodeURIComponent`.
 */
export const besideBytes = 'X-Diptych-Input';

/** Encodes plain data and Uint8Arrays at any depth. Throws on cycles, as JSON does. */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item instanceof Uint8Array ? { $bytes: toBase64(item) } : item
  );
}

/** Reverses {@link encode}. Throws SyntaxError on malformed JSON. */
export function decode(json: string): unknown {
  return JSON.parse(json, (_key, item: unknown) => {
    if (
      item !== null &&
      typeof item === 'object' &&
      '$bytes' in item &&
      typeof item.$bytes === 'string'
    ) {
      return fromBase64(item.$bytes);
    }
    return item;
  });
}

const chunkLength = 0x8000;

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += chunkLength) {
    binary += String.fromCharCode(...bytes.subarray(at, at + chunkLength));
  }
  return btoa(binary);
}

function fromBase64(text: string): Uint8Array {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
