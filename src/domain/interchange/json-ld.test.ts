import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorStates } from '../anchor/states';
import { notePlainText, type NoteBlock, type NoteMark } from '../annotation/note';
import { noteDocumentSchema } from '../annotation/note-schema';
import { highlightColours } from '../annotation/colours';
import { annotationSchema, type Annotation } from '../annotation/schema';
import { annotationIdSchema } from '../ids';
import { statementActs } from '../statement/choices';
import { annotationCollection } from './json-ld';
import { annotationItems, MalformedAnnotations, readAnnotation } from './json-ld-read';
import { noteFromHtml, noteToHtml } from './note-html';

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
const instant = fc
  .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const marks = fc.array(
  fc.oneof(
    fc.constantFrom<NoteMark>({ type: 'bold' }, { type: 'italic' }, { type: 'code' }),
    fc.webUrl().map((href) => ({ type: 'link' as const, attrs: { href } }))
  ),
  { maxLength: 2 }
);
const inline = fc.oneof(
  fc.record(
    { type: fc.constant('text' as const), text: words, marks },
    { requiredKeys: ['type', 'text'] }
  ),
  fc.constant({ type: 'hardBreak' as const }),
  fc.record({
    type: fc.constant('mention' as const),
    attrs: fc.record({ id: fc.uuid().map((id) => annotationIdSchema.parse(id)), label: words })
  }),
  fc.record({ type: fc.constant('tag' as const), attrs: fc.record({ name: words }) }),
  fc.constant({ type: 'formula', attrs: { tex: 'x^2' } } as never)
);
const paragraph = fc.record(
  { type: fc.constant('paragraph' as const), content: fc.array(inline) },
  { requiredKeys: ['type'] }
);
const cell = fc.record({
  type: fc.constantFrom('tableCell' as const, 'tableHeader' as const),
  content: fc.array(paragraph, { minLength: 1, maxLength: 2 })
});
const table = fc
  .integer({ min: 1, max: 3 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 2 })
  )
  .map((rows) => ({
    type: 'table' as const,
    content: rows.map((content) => ({ type: 'tableRow' as const, content }))
  }));
const { block } = fc.letrec<{ block: NoteBlock }>((tie) => {
  const item = fc.record({
    type: fc.constant('listItem' as const),
    content: fc.array(tie('block'), { minLength: 1, maxLength: 2 })
  });
  const children = fc.array(tie('block'), { minLength: 1, maxLength: 2 });
  const items = fc.array(item, { minLength: 1, maxLength: 2 });
  return {
    block: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      paragraph,
      fc.record({
        type: fc.constant('heading' as const),
        attrs: fc.record({ level: fc.constantFrom(1 as const, 2 as const, 3 as const) }),
        content: fc.array(inline)
      }),
      fc.record({
        type: fc.constant('codeBlock' as const),
        content: fc.array(fc.record({ type: fc.constant('text' as const), text: words }))
      }),
      table,
      fc.constant({
        type: 'callout',
        content: [{ type: 'text', text: 'x' }]
      } as never),
      fc.record({ type: fc.constant('blockquote' as const), content: children }),
      fc.record({ type: fc.constant('bulletList' as const), content: items }),
      fc.record({
        type: fc.constant('orderedList' as const),
        attrs: fc.record({ start: fc.integer({ min: 0, max: 99 }) }),
        content: items
      })
    )
  };
});
const annotation: fc.Arbitrary<Annotation> = fc
  .record(
    {
      id: fc.uuid(),
      targets: fc.array(
        fc.record(
          {
            articleId: fc.uuid(),
            state: fc.constantFrom(...anchorStates),
            anchor: fc
              .record({
                exact: words,
                prefix: fc.string({ unit: 'grapheme', maxLength: 8 }),
                suffix: fc.string({ unit: 'grapheme', maxLength: 8 }),
                start: fc.nat(100_000),
                normaliserVersion: fc.integer({ min: 1, max: 9 })
              })
              .map((anchor) => ({ ...anchor, end: anchor.start + anchor.exact.length }))
          },
          { requiredKeys: ['articleId', 'state', 'anchor'] }
        ),
        { minLength: 1, maxLength: 3 }
      ),
      colour: fc.constantFrom(...highlightColours),
      tags: fc.array(words, { maxLength: 4 }),
      note: fc.option(
        fc.record({ type: fc.constant('doc' as const), content: fc.array(block, { maxLength: 4 }) })
      ),
      statement: fc.record(
        { speaker: words, act: fc.constantFrom(...statementActs), counterpart: fc.uuid() },
        { requiredKeys: [] }
      ),
      related: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 4 }),
      author: fc.string({ unit: 'grapheme', maxLength: 20 }),
      created: instant,
      modified: instant
    },
    { requiredKeys: ['id', 'targets', 'colour', 'tags', 'note', 'author', 'created', 'modified'] }
  )
  .map((made) => annotationSchema.parse(made));

const reread = (json: unknown) =>
  annotationItems(JSON.parse(JSON.stringify(json))).map(({ item, at }) => readAnnotation(item, at));

const source = 'urn:diptych:article:3f0d9b0e-7f5e-4a35-8d3f-0d2a2f1f9c11';
const foreign = (
  extra: object,
  selector: unknown = { type: 'TextQuoteSelector', exact: 'cầu' }
) => ({
  type: 'Annotation',
  target: { source, selector },
  ...extra
});

describe('a collection of ours', () => {
  // Catches any field that one side writes and the other forgets, and HTML that eats a note's shape.
  it('reads back without loss', () => {
    fc.assert(
      fc.property(fc.array(annotation, { maxLength: 3 }), (annotations) => {
        const written = annotations.map((value, index) => ({
          value,
          revision: index + 1,
          ...(index > 0 ? { base: value.created } : {})
        }));
        const read = reread(annotationCollection('urn:x', written));
        const rebuilt = read.map(
          ({ targets, statement, related, author, revision, base, ...rest }) => ({
            revision,
            ...(base === null ? {} : { base }),
            value: {
              ...rest,
              author: author ?? '',
              ...(statement ? { statement } : {}),
              ...(related.length > 0 ? { related } : {}),
              targets: targets.map(({ articleId, quote, state, was, normaliserVersion }) => ({
                articleId,
                anchor: { ...quote, normaliserVersion },
                state,
                ...(was === undefined ? {} : { was })
              }))
            }
          })
        );
        expect(rebuilt).toEqual(written);
      }),
      { numRuns: 300 }
    );
  });
});

describe('annotations of other programs', () => {
  it('keep the hash of the file that they speak of', () => {
    const [sample] = fc.sample(annotation, { numRuns: 1, seed: 3 });
    const { articleId } = sample!.targets[0]!;
    const hash = '0f'.repeat(32);
    const written = annotationCollection(
      'urn:x',
      [{ value: sample! }],
      new Map([[articleId, hash]])
    );
    expect(reread(written)[0]?.targets[0]?.sha256).toBe(hash);
  });

  // Catches a whole file refused, or a link doubled, because of what another program wrote among the links.
  it('takes of their links those that name annotations, each once', () => {
    const id = '3f0d9b0e-7f5e-4a35-8d3f-0d2a2f1f9c12';
    const links = [`urn:uuid:${id}`, { id: `URN:UUID:${id}` }, 'https://example.org/a', 7, null];
    expect(reread(foreign({ 'diptych:related': links }))[0]?.related).toEqual([id]);
    expect(reread(foreign({ 'diptych:related': `urn:uuid:${id}` }))[0]?.related).toEqual([id]);
    expect(reread(foreign({}))[0]?.related).toEqual([]);
  });

  it('may be a page, an array or one annotation, with a single selector and a string for a body', () => {
    const one = foreign({ bodyValue: 'Xin xem lại' });
    for (const data of [one, [one], { type: 'AnnotationPage', items: [one] }]) {
      const [read] = reread(data);
      expect(read).toMatchObject({ id: null, colour: 'yellow', tags: [], author: null });
      expect(notePlainText(read!.note)).toBe('Xin xem lại');
      expect(read?.targets[0]?.quote).toEqual({ exact: 'cầu', prefix: '', suffix: '' });
    }
  });

  it('turns HTML into words and runs none of it', () => {
    const value = '<p>Một &amp; <b>hai</b></p><script>alert(1)</script><ul><li>ba<li>bốn</ul>';
    const [read] = reread(foreign({ body: { type: 'TextualBody', format: 'text/html', value } }));
    expect(notePlainText(read!.note)).toBe('Một & hai\n• ba\n• bốn');
    expect(JSON.stringify(read!.note)).toContain('{"type":"bold"}');
    expect(noteFromHtml('<style>x</style><!-- y -->')).toBeNull();
  });

  // Catches a note edited elsewhere coming back as it was before the edit.
  it('takes the words of a note that another program changed', () => {
    const [written] = fc.sample(
      annotation.filter(({ note }) => note !== null),
      { numRuns: 1, seed: 7 }
    );
    const json = annotationCollection('urn:x', [{ value: written! }]) as never as {
      first: { items: { body: { value: string }[] }[] };
    };
    json.first.items[0]!.body[0]!.value = '<p>sửa ở nơi khác</p>';
    expect(notePlainText(reread(json)[0]!.note)).toBe('sửa ở nơi khác');
  });

  it('follows pages that are here and refuses those that lie elsewhere', () => {
    const page = { items: [foreign({})], next: { items: [foreign({})] } };
    expect(reread({ type: 'AnnotationCollection', first: page })).toHaveLength(2);
    expect(() => reread({ type: 'AnnotationCollection', first: 'https://example.org/p1' })).toThrow(
      MalformedAnnotations
    );
  });

  it.each([
    [{ hello: 1 }, '/items'],
    ['text', '/'],
    [[foreign({}), 4], '/1'],
    [[foreign({}, { type: 'CssSelector', value: 'p' })], '/0/target/selector'],
    [[{ target: { source: 'https://example.org/', selector: [] } }], '/0/target/source']
  ])('says where %j is malformed', (data, at) => {
    expect(() => reread(data)).toThrow(expect.objectContaining({ at }));
  });
});

it('writes HTML of which nothing can break out', () => {
  const note = noteDocumentSchema.parse({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          {
            type: 'text',
            text: '<img onerror=x> & "q"',
            marks: [{ type: 'link', attrs: { href: 'https://e.org/"><script>' } }]
          }
        ]
      }
    ]
  });
  expect(noteToHtml(note)).toBe(
    '<p><a href="https://e.org/&quot;&gt;&lt;script&gt;">&lt;img onerror=x&gt; &amp; &quot;q&quot;</a></p>'
  );
});
