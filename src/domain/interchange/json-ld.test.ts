import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { notePlainText } from '../annotation/note';
import { noteDocumentSchema } from '../annotation/note-schema';
import { annotationArbitrary } from '../annotation/test-fixtures/annotation-arbitrary';
import { annotationCollection } from './json-ld';
import { annotationItems, MalformedAnnotations, readAnnotation } from './json-ld-read';
import { noteFromHtml, noteToHtml } from './note-html';

const annotation = annotationArbitrary();

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
