// What an HTML file's source tells before it is parsed: its charset, and whether the file is whole.
import { AppError } from '@shared/ipc/errors';

const headBytes = 4096;

/** The charset an XML declaration or a meta element names within the first 4 KB; null where none does. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headBytes));
  const xml = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(head);
  const meta = /<meta\b[^>]*\bcharset\s*=\s*["']?\s*([\w.:-]+)/i.exec(head);
  return xml?.[1] ?? meta?.[1] ?? null;
}

const paired = ['div', 'article', 'section', 'main', 'table', 'script', 'style'];

/**
 * Throws `fileDamaged` (reason cutMarkup) for a file that ends inside a tag, a comment, a script, or with a document's
 * elements open: what a broken download or copy leaves. Mere fragments pass.
 */
export function refuseTorn(file: string, source: string): void {
  const torn = new AppError('fileDamaged', { file, reason: 'cutMarkup' });
  const bare = without(source, /<!--/g, () => /-->/g);
  const words = without(bare, /<(script|style)\b/gi, (name) => new RegExp(`</${name}\\s*>`, 'gi'));
  if (/<!--|<[a-z/!][^<>]*$/i.test(words)) throw torn;
  if (!/<(html|body)\b/i.test(bare) || /<\/(html|body)\s*>/i.test(bare)) return;
  for (const name of paired) {
    const opened = bare.match(new RegExp(`<${name}\\b`, 'gi'))?.length ?? 0;
    const closed = bare.match(new RegExp(`</${name}\\s*>`, 'gi'))?.length ?? 0;
    if (opened > closed) throw torn;
  }
}

/** The text without what stands from each opening to its end, both included; time grows with its length alone. */
function without(source: string, opening: RegExp, endOf: (name: string) => RegExp): string {
  const kept: string[] = [];
  const endless = new Set<string>();
  let at = 0;
  for (let open = opening.exec(source); open; open = opening.exec(source)) {
    const name = (open[1] ?? '').toLowerCase();
    if (endless.has(name)) continue;
    const end = endOf(name);
    end.lastIndex = opening.lastIndex;
    if (!end.test(source)) {
      endless.add(name);
      continue;
    }
    kept.push(source.slice(at, open.index));
    at = opening.lastIndex = end.lastIndex;
  }
  kept.push(source.slice(at));
  return kept.join('');
}
