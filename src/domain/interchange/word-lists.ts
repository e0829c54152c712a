// Lists as Word puts them on the clipboard: paragraphs that only their style says to be items, each with its sign in words.

interface Item {
  level: number;
  ordered: boolean;
  html: string;
}

const item = /<p\b[^>]*\bmso-list:[^>]*\blevel(\d)[^>]*>([\s\S]*?)<\/p>/i;
const run = new RegExp(`(?:${item.source}\\s*)+`, 'gi');
const sign = /<span[^>]*\bmso-list:\s*Ignore[^>]*>([^<]*)(?:<span[^>]*>[^<]*<\/span>)?<\/span>/i;
/** What Word shows to browsers without lists stands between these. */
const conditions = /<!--\[if[^\]]*\]>|<!\[endif\]-->|<!\[if[^\]]*\]>|<!\[endif\]>/gi;
const numbered = /^\s*\(?(?:\d+|[a-z]|[ivxlc]+)[.)]/i;

/** The HTML with such paragraphs as lists within lists; as it is where there are none. */
export function withWordLists(html: string): string {
  if (!/\bmso-list:/i.test(html)) return html;
  return html.replace(conditions, '').replace(run, (paragraphs) => {
    const all = paragraphs.match(new RegExp(item.source, 'gi')) ?? [];
    return listOf(
      all.map((paragraph): Item => {
        const [, level = '1', words = ''] = item.exec(paragraph) ?? [];
        const [, mark = ''] = sign.exec(words) ?? [];
        return {
          level: Number(level),
          ordered: numbered.test(mark),
          html: words.replace(sign, '')
        };
      })
    );
  });
}

function listOf(items: readonly Item[]): string {
  let html = '';
  let open = '';
  for (let at = 0; at < items.length;) {
    const here = items[at];
    if (!here) break;
    let next = at + 1;
    while ((items[next]?.level ?? 0) > here.level) next += 1;
    const tag = here.ordered ? 'ol' : 'ul';
    if (tag !== open) html += `${open && `</${open}>`}<${tag}>`;
    open = tag;
    html += `<li><p>${here.html}</p>${listOf(items.slice(at + 1, next))}</li>`;
    at = next;
  }
  return open && `${html}</${open}>`;
}
