// The document that the typesetter gets as a web page that a browser prints: rows of two columns, marked pieces as links.

const escape = (text) =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const marked = (marker, body) => `<a href="https://annotation.invalid/${marker}">${body}</a>`;

function inline(entry) {
  if ('noteNumber' in entry)
    return `<sup>${marked(entry.noteNumber.marker, entry.noteNumber.number)}</sup>`;
  if ('lineBreak' in entry) return '<br>';
  let body = escape(entry.text).replaceAll('\u200B', '<wbr>');
  if (entry.bold) body = `<b>${body}</b>`;
  if (entry.italic) body = `<i>${body}</i>`;
  if (entry.linked || entry.href) body = `<u>${body}</u>`;
  if (entry.marker !== undefined) return marked(entry.marker, body);
  return entry.href ? `<a href="${escape(entry.href)}">${body}</a>` : body;
}
const inlines = (list) => list.map(inline).join('');
const paragraph = ({ inlines: list, kind, level }) =>
  kind === 'heading' ? `<h${level}>${inlines(list)}</h${level}>` : `<p>${inlines(list)}</p>`;

function row({ cells }, languages) {
  const columns = cells.map(
    (groups, column) => `<div lang="${languages[column]}">${groups.map(paragraph).join('')}</div>`
  );
  return `<section>${columns.join('')}</section>`;
}

function note({ marker, number, quotations, body, facts }) {
  const quoted = quotations.map(({ text }) => `<q>${escape(text)}</q>`).join('');
  const words = body.map((node) => `<p>${inlines(node.inlines)}</p>`).join('');
  return `<li><b>${marked(marker, number)}</b> ${quoted}${words}<small>${escape(facts.join(' · '))}</small></li>`;
}

/** For documents of paragraphs and headings whose notes are paragraphs, as the benches make them. */
export function printedPage(document, fontUrl) {
  const parts = document.parts.map(({ columns, rows }) => {
    const languages = columns.map(({ language }) => language.lang);
    const titles = columns.map(
      ({ title }, n) => `<h1 lang="${languages[n]}">${inlines(title)}</h1>`
    );
    return `<section>${titles.join('')}</section>${rows.map((each) => row(each, languages)).join('')}`;
  });
  const faces = [
    ['Serif', 400, 'normal', 'SourceSerif4_400Regular.ttf'],
    ['Serif', 400, 'italic', 'SourceSerif4_400Regular_Italic.ttf'],
    ['Serif', 600, 'normal', 'SourceSerif4_600SemiBold.ttf'],
    ['Serif', 600, 'italic', 'SourceSerif4_600SemiBold_Italic.ttf']
  ].map(
    ([family, weight, style, file]) =>
      `@font-face{font-family:${family};font-weight:${weight};font-style:${style};src:url(${fontUrl(file)})}`
  );
  return `<!doctype html><html lang="en"><title>${escape(document.title)}</title><style>
${faces.join('\n')}
@page{size:A4;margin:42pt 46pt 54pt;@bottom-right{content:counter(page) " / " counter(pages)}}
body{font:10.65pt/1.5 Serif;margin:0;font-variant-ligatures:none}
section{display:grid;grid-template-columns:1fr 1fr;column-gap:25.5pt}
p{margin:0 0 7.5pt}h1{font-size:15.75pt}a{color:inherit;text-decoration:none}
ol{columns:2;padding:0;list-style:none;font-size:9.4pt}q{display:block;quotes:none}
</style>${parts.join('')}<h1>${escape(document.notes.title)}</h1><ol>${document.notes.items.map(note).join('')}</ol></html>`;
}
