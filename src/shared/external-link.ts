// Which addresses may leave the app. Everything else, from file: to a share's name, is refused.

/** What a link to an address of mail may say beforehand. */
const ofLetters = new Set(['subject', 'body', 'cc', 'bcc', 'to']);
const allowed = new Set(['http:', 'https:', 'mailto:']);
/** URL parsers drop tabs and line breaks silently; what the person is asked about must be what is opened. */
// eslint-disable-next-line no-control-regex
const hidden = /[\u0000-\u0020\u007F-\u00A0\u2028\u2029\p{Cf}]/u;

/** The address as it would be opened, or null where it may not be. One of plain http is opened by https. */
export function externalUrl(text: string): URL | null {
  if (hidden.test(text) || text.startsWith('\\\\') || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (!allowed.has(url.protocol)) return null;
  // A name and password before the host only ever serve to disguise where a link goes.
  if (url.username !== '' || url.password !== '') return null;
  // Some mail programs attach the file that a link names.
  if (url.protocol === 'mailto:') {
    const said = [...url.href.matchAll(/[?&]([^=&#]*)/g)];
    return said.every(([, name = '']) => ofLetters.has(name.toLowerCase())) ? url : null;
  }
  return url.protocol === 'http:' ? new URL(url.href.replace('http:', 'https:')) : url;
}
