import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { richNote } from '../../main/jobs/worker/export/testing/rich-note';
import { notePlainText } from '../annotation/note';
import { noteDocumentSchema } from '../annotation/note-schema';
import { annotationIdSchema } from '../ids';
import { noteFromHtml, noteToHtml } from './note-html';

const id = annotationIdSchema.parse('0b8f1d0c-7f5e-4a35-8d3f-0d2a2f1f9c11');

describe('a note as HTML', () => {
  it('names mentions and tags, and comes back as it was', () => {
    const note = richNote(id);
    const html = noteToHtml(note);
    expect(html).toContain(`<a href="urn:uuid:${id}">@thị trưởng</a>`);
    expect(html).toContain('<tr><th>Năm</th><th>Hộ</th></tr>');
    expect(noteFromHtml(html)).toEqual(note);
  });

  // Catches a mention that leads out of the page it is printed on, and headings above those of the page.
  it('stands within a page', () => {
    const page = { addressOf: () => null, headingsUnder: 2 };
    const html = noteToHtml(richNote(id), page);
    expect(html).not.toContain('<a');
    expect(html).toContain('Xem @thị trưởng và');
    expect(html.match(/<h\d>/g)).toEqual(['<h3>', '<h4>', '<h5>']);
  });
});

describe('HTML as a note', () => {
  it.each([
    ['what is left open', '<ul><li>a<li>b</ul>c<p>d<p>e', '• a\n• b\nc\nd\ne'],
    ['nested lists', '<ol start=3><li>a<ul><li>b</ul><li>c</ol>', '3. a\n   • b\n4. c'],
    [
      'tables with words beside their cells',
      '<table>x<tr><td>a<td>b<tr><th>c</table>',
      'x | \na | b\nc |'
    ],
    ['code with its spaces', '<pre>a\n  b &lt;</pre><p>x <code>y</code></p>', 'a\n  b <\nx y'],
    ['pictures by their words', '<p>a <img src="x" alt="ảnh cầu"> b</p>', 'a ảnh cầu b'],
    ['entities', '&#x1EA7;&amp;lt;&nbsp;&bogus; &copy', 'ầ&lt;\u00a0&bogus; &copy'],
    ['signs that open nothing', '1 < 2 <3 <> a<', '1 < 2 <3 <> a<']
  ])('keeps %s', (_, html, text) => {
    expect(notePlainText(noteFromHtml(html))).toBe(text);
  });

  it('runs nothing and links to the web alone', () => {
    const note = noteFromHtml(
      '<style>p{}</style><a href="javascript:x()">a</a><a href="https://example.org/">b</a><p onclick=x()>c</p>'
    );
    expect(JSON.stringify(note)).not.toMatch(/javascript|onclick|p\{/);
    expect(JSON.stringify(note)).toContain('https://example.org/');
  });

  // Catches any markup, however broken, that loses words, makes a note main refuses, or never ends.
  it('keeps every word of any markup', () => {
    const tags = ['p', 'div', 'ul', 'ol', 'li', 'table', 'tr', 'td', 'th', 'b', 'a', 'h2', 'pre'];
    const piece = fc.oneof(
      fc.constantFrom(...tags).map((tag) => `<${tag}>`),
      fc.constantFrom(...tags, 'blockquote').map((tag) => `</${tag}>`),
      fc.constantFrom(
        '<blockquote class="x" id=y>',
        '<br>',
        '<a href="https://a.vn/">',
        '<!-- x -->'
      ),
      fc.nat(999).map((n) => ` w${n} `)
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const html = pieces.join('');
        const note = noteFromHtml(html);
        const wordsOf = (text: string): string[] => text.match(/w\d+/g) ?? [];
        expect(wordsOf(notePlainText(note))).toEqual(wordsOf(html));
        if (note) expect(noteDocumentSchema.parse(note)).toEqual(note);
      }),
      { numRuns: 500 }
    );
  });

  it.each(['<a', '<div>', '<a "', '<!--', '<script>', '<table><tr><td>', '&#'])(
    'reads a long row of %s in no time',
    (part) => {
      const begun = process.cpuUsage();
      noteFromHtml(part.repeat(200_000 / part.length));
      expect(process.cpuUsage(begun).user / 1000).toBeLessThan(5_000);
    }
  );
});
