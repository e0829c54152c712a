// The made article as HTML: a page of its own, or the body of one.
import type { Part, Words } from './made-article';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function inner(words: readonly Words[]): string {
  return words
    .map(({ text, bold, italic, superscript, subscript, href, note }) => {
      const plain = escaped(text);
      if (note) return `<sup><a href="#fn${plain}">${plain}</a></sup>`;
      if (bold) return `<b>${plain}</b>`;
      if (italic) return `<em>${plain}</em>`;
      if (superscript) return `<sup>${plain}</sup>`;
      if (subscript) return `<sub>${plain}</sub>`;
      return href ? `<a href="${escaped(href)}">${plain}</a>` : plain;
    })
    .join('');
}

/** Elements of the parts, lists nested in their items. XHTML as well as HTML. */
export function htmlBody(parts: readonly Part[]): string {
  const made: string[] = [];
  const open: { tag: string; itemOpen: boolean }[] = [];
  const close = (depth: number): void => {
    while (open.length > depth) {
      const list = open.pop();
      made.push(`${list?.itemOpen ? '</li>' : ''}</${list?.tag ?? 'ul'}>`);
    }
  };
  for (const part of parts) {
    if (part.kind !== 'listItem') close(0);
    switch (part.kind) {
      case 'heading':
        made.push(`<h${part.level}>${inner(part.words)}</h${part.level}>`);
        break;
      case 'paragraph':
        made.push(`<p>${inner(part.words)}</p>`);
        break;
      case 'quote':
        made.push(`<blockquote><p>${inner(part.words)}</p></blockquote>`);
        break;
      case 'caption':
        made.push(`<figure><figcaption>${inner(part.words)}</figcaption></figure>`);
        break;
      case 'footnote':
        made.push(`<p id="fn1" role="doc-footnote">${inner(part.words)}</p>`);
        break;
      case 'table':
        made.push(
          `<table>${part.rows.map((row, at) => `<tr>${row.map((cell) => (at === 0 ? `<th>${escaped(cell)}</th>` : `<td>${escaped(cell)}</td>`)).join('')}</tr>`).join('')}</table>`
        );
        break;
      case 'listItem': {
        close(part.level);
        const list = open.at(-1);
        if (list && open.length === part.level) made.push(list.itemOpen ? '</li>' : '');
        else {
          const tag = part.number === undefined ? 'ul' : 'ol';
          open.push({ tag, itemOpen: false });
          made.push(`<${tag}>`);
        }
        made.push(`<li>${inner(part.words)}`);
        const own = open.at(-1);
        if (own) own.itemOpen = true;
      }
    }
  }
  close(0);
  return made.join('\n');
}

/** A whole page; `head` goes into its head. */
export function htmlArticle(parts: readonly Part[], language: string, head = ''): string {
  const title = parts[0] && parts[0].kind !== 'table' ? inner(parts[0].words) : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title>${head}</head><body><article>
${htmlBody(parts)}
</article></body></html>`;
}
