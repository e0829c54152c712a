// The one origin of the Electron shell, and what counts as being on it. Pure.

export const scheme = 'app';
export const host = 'diptych';
const origin = `${scheme}://${host}`;
export const indexUrl = `${origin}/`;

/** Whether the window may go there: only to its own first page, as a reload does. */
export function mayNavigate(url: string): boolean {
  return url.replace(/#.*$/s, '') === indexUrl;
}

/** What a window may fetch. Everything else, above all the network, is cancelled. */
export function mayRequest(url: string): boolean {
  return (
    url.startsWith(indexUrl) || url.startsWith(`blob:${origin}/`) || /^(data|devtools):/.test(url)
  );
}

/** Who sent a message, as far as it matters. */
export interface Sender {
  /** Origin of the sending frame, e.g. `app://diptych`; `null` as a string where it is opaque. */
  origin: string;
  url: string;
  isTopFrame: boolean;
}

/** Only the top frame of our own page may ask main for anything. */
export function isOwnSender(sender: Sender | null): boolean {
  return (
    sender !== null &&
    sender.isTopFrame &&
    sender.origin === origin &&
    sender.url.startsWith(indexUrl)
  );
}
