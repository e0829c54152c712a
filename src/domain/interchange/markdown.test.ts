import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import {
  annotation,
  article,
  pairOf,
  tableOf
} from '../../main/jobs/worker/export/testing/fixtures';
import { richNote } from '../../main/jobs/worker/export/testing/rich-note';
import { layDocument, type FormWords } from './laid-document';
import { writeMarkdown } from './markdown';

const words: FormWords = {
  language: 'en',
  summary: ['A translation'],
  notes: 'Notes',
  statements: 'Statements',
  sources: 'Sources',
  elsewhere: 'Elsewhere',
  languageName: (tag) => tag,
  dateInWords: (date) => date.slice(0, 10),
  statement: ({ statement }) => statement?.speaker ?? '',
  picture: (alt) => (alt === '' ? '[Picture]' : `[Picture: ${alt}]`)
};
const markdown = new MarkdownIt({ html: true });
type Articles = Parameters<typeof writeMarkdown>[0];
const write = (articles: Articles, annotations: Parameters<typeof layDocument>[2] = []): string => {
  const [source, target] = articles;
  const pair = source && target ? pairOf(source, target) : null;
  return writeMarkdown(articles, layDocument(articles, pair, annotations, false), words);
};
/** The body as another program renders it. */
const render = (text: string): Document =>
  parseHTML(
    `<html><body>${markdown.render(text.replace(/^---\n[\s\S]*?\n---\n/, ''))}</body></html>`
  ).document;

describe('a Markdown file', () => {
  const source = article('en', [
    'Title',
    'The *old* bridge_name <b> & 1 # river.',
    { text: 'one', kind: 'listItem' },
    { text: 'two', kind: 'listItem' }
  ]);
  const target = article('vi', ['Tên', '1. Cây cầu', 'Một', 'Hai']);

  // Catches a title or a file's name that runs or loads where front matter is taken for text.
  it('holds no markup in its front matter', () => {
    const name = '<img src=x onerror=run()> ![a](https://a.example/b.png) &lt;';
    const hostile = { ...source, title: name, byline: name };
    const text = write([{ ...hostile, original: { ...source.original, name } }]);
    const { body } = parseHTML(`<html><body>${markdown.render(text)}</body></html>`).document;
    expect(body.querySelector('img')).toBeNull();
    for (const key of ['title', 'byline'])
      expect(JSON.parse(new RegExp(`${key}: (".*")$`, 'm').exec(text)?.[1] ?? '')).toBe(name);
  });

  // Catches rows out of order, notes without quotation, numbers without note, and a missing hash.
  it('sets rows, highlights and footnotes', () => {
    const text = write(
      [source, target],
      [
        annotation(
          'n',
          [
            [source, 'bridge_name'],
            [target, 'cầu']
          ],
          { note: 'Dòng một\n- hai' }
        ),
        annotation('h', [[target, 'Hai']])
      ]
    );
    expect(text).toMatch(/^---\ntitle: "Title · Tên"\n/);
    for (const { original } of [source, target])
      expect(text).toContain(`sha256: ${original.sha256}`);
    const order = ['# Title', '> # Tên', 'The \\*old', '> 1\\. Cây', '- one\n', '> Một'];
    expect(
      order.map((part) => text.indexOf(part)).every((at, n, all) => at > (all[n - 1] ?? 0))
    ).toBe(true);
    expect(text).toContain('<mark>bridge\\_name</mark>[^1]');
    expect(text).toContain('<mark>cầu</mark>[^1]');
    expect(text).toContain('> <mark>Hai</mark>\n');
    expect(text.split('[^1]: ')).toHaveLength(2);
    expect(text.split('[^1]: ')[1]).toBe(
      '<mark>“bridge\\_name” · “cầu”</mark>\n\n    Dòng một\n\n    \\- hai\n\n    Nguyễn Thu Lan · 2026-03-16\n'
    );
  });

  // Catches words that become markup, or markup that eats words, in any paragraph.
  it('keeps every word of any paragraph when another program renders it', () => {
    const odd = fc.string({
      unit: fc.constantFrom(
        '*',
        '_',
        '`',
        '#',
        '-',
        '+',
        '>',
        '<',
        '&',
        '[',
        ']',
        '(',
        ')',
        '\\',
        '|',
        '~',
        '=',
        '1',
        '.',
        '!',
        ':',
        ' ',
        'a',
        'ế',
        '\u2028'
      ),
      maxLength: 14
    });
    fc.assert(
      fc.property(odd, odd, (before, after) => {
        const one = article('en', ['Title', `${before}w${after}`]);
        const shown = render(write([one], [annotation('a', [[one, 'w']])]));
        const said = (shown.querySelector('p')?.textContent ?? '').replace(/\s+/g, ' ').trim();
        expect(said).toBe(`${before}w${after}`.replace(/\s+/g, ' ').trim());
        expect(shown.querySelector('mark')?.textContent).toBe('w');
      }),
      { numRuns: 500 }
    );
  });

  // Catches a note that is lost with a passage that is not found.
  it('lists what stands nowhere in the text', () => {
    const made = annotation('o', [[source, 'river']], { note: 'Kept.' });
    const lost = {
      ...made,
      targets: made.targets.map((one) => ({ ...one, state: 'orphan' as const }))
    };
    const text = write([source], [lost]);
    expect(text).toContain('## Elsewhere\n\n- “river”[^1]');
    expect(text).toContain('\n    Kept.');
  });

  const item = (text: string, marker?: string, level?: number) => ({
    text,
    kind: 'listItem' as const,
    ...(marker === undefined ? {} : { marker }),
    ...(level === undefined ? {} : { level })
  });
  const tablesIn = (within: Document): string[][][] =>
    [...within.querySelectorAll('table')].map((table) =>
      [...table.querySelectorAll('tr')].map((row) =>
        [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent)
      )
    );

  // Catches a pipe or a line end that tears a row, a backslash that eats one, empty places closed up, lost highlights.
  it('sets cells as tables that another program reads', () => {
    const rows = [
      ['Length | width', '1.2\\|km\\', ''],
      ['Cost', '', '- 90\u2028million']
    ];
    const one = article(
      'en',
      ['Title', 'Before.', ...tableOf(rows), ...tableOf([['Another', 'table']]), 'After.'],
      [{ exact: 'width', kind: 'link', href: 'https://example.org/a|b' }]
    );
    const text = write([one], [annotation('n', [[one, 'km\\\nCost']], { note: 'Both.' })]);
    const shown = render(text);
    expect(tablesIn(shown)).toEqual([
      [
        ['Length | width', '1.2\\|km\\', ''],
        ['Cost[^1]', '', '- 90million']
      ],
      [['Another', 'table']]
    ]);
    expect(shown.querySelectorAll('td br')).toHaveLength(1);
    expect([...shown.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual(
      expect.arrayContaining(['km\\', 'Cost'])
    );
    const other = article('vi', ['Tên', 'Trước.', ...tableOf(rows)]);
    expect(tablesIn(render(write([one, other]))).map((table) => table.length)).toEqual([2, 2, 1]);
  });

  // Catches steps turned into bullets or counted anew, letters lost, nesting flattened, two lists read as one.
  it('sets items with their markers, nested by level', () => {
    const text = write([
      article('en', [
        'Title',
        item('first', '3.'),
        item('inner', undefined, 2),
        item('deep', 'b)', 3),
        item('low', '5.', 2),
        item('fourth', '4.'),
        item('jump', '9.'),
        item('round', '1)'),
        item('plain'),
        item('star', '*')
      ])
    ]);
    expect(text).toContain('3. first\n   - inner\n     - b) deep\n');
    const shown = render(text);
    const items = (selector: string): string[] =>
      [...shown.querySelectorAll(selector)].map(({ firstChild, textContent }) =>
        (firstChild?.nodeName === 'P' ? (firstChild.textContent ?? '') : textContent).trim()
      );
    expect(items('body > ol[start="3"] > li > ul > li > ul > li')).toEqual(['b) deep']);
    expect(items('body > ol[start="3"] > li > ol[start="5"] > li')).toEqual(['low']);
    expect(items('body > ol[start="3"] > li').map((words) => words.split('\n')[0])).toEqual([
      'first',
      'fourth'
    ]);
    expect(items('body > ol[start="9"] > li')).toEqual(['jump']);
    expect(items('body > ol:not([start]) > li')).toEqual(['round']);
    expect(items('body > ul > li')).toEqual(['plain', '* star']);
  });

  // Catches a picture dropped without a word, and an alternative text that loads or becomes markup.
  it('says what pictures show', () => {
    const pictures = [{ sha256: 'a'.repeat(64), alt: 'x](https://a.example/b.png)' }];
    const text = write([article('en', ['Title', { text: 'Dawn', kind: 'caption', pictures }])]);
    const shown = render(text);
    expect(shown.querySelector('a, img')).toBeNull();
    expect(shown.querySelector('p')?.textContent.replace(/\s+/g, ' ').trim()).toBe(
      '[Picture: x](https://a.example/b.png)] Dawn'
    );
  });

  // Catches notes whose form is markup to no program, whose mentions lead nowhere, and code that ends its own fence.
  it('keeps the form of a note, and refers to the notes it mentions', () => {
    const mentioned = annotation('m', [[source, 'river']], { note: 'Kept.' });
    const rich = annotation('r', [[source, 'bridge_name']], { note: richNote(mentioned.id) });
    const text = write([source], [rich, mentioned]);
    expect(text).toContain('Xem @thị trưởng[^2] và #số liệu; lệnh <code>npm ci</code>.');
    const note = (text.split('\n[^1]: ')[1] ?? '').split('\n[^2]: ')[0] ?? '';
    const shown = render(note.replaceAll('\n    ', '\n'));
    const texts = (selector: string): string[] =>
      [...shown.querySelectorAll(selector)].map(({ textContent }) => textContent);
    expect(texts('h4, h5, h6')).toEqual(['So sánh số liệu', 'Bảng', 'Kết']);
    expect(texts('th, td')).toEqual(['Năm', 'Hộ', '2025', '26.000 | hộ']);
    expect(texts('ol > li > ul > li')).toEqual(['một rưỡi']);
    expect(texts('blockquote')).toEqual(['\ntrích dẫn\n']);
    expect(texts('pre code')).toEqual(['if (a < b) {\n  ghi(`x`)\n}\n']);
    const fence = annotation('f', [[source, 'old']], {
      note: {
        type: 'doc',
        content: [{ type: 'codeBlock', content: [{ type: 'text', text: '```\nx' }] }]
      }
    });
    expect(write([source], [fence])).toContain('\n    ````\n    ```\n    x\n    ````\n');
  });
});
