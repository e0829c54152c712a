// Annotations of every shape there is, for tests.
import fc from 'fast-check';
import { anchorStates } from '../../anchor/states';
import { annotationIdSchema } from '../../ids';
import { statementActs } from '../../statement/choices';
import { highlightColours } from '../colours';
import type { NoteBlock, NoteMark } from '../note';
import { annotationSchema, type Annotation } from '../schema';

/** `letters`: what words are made of. */
export function annotationArbitrary(
  letters: 'grapheme' | fc.Arbitrary<string> = 'grapheme'
): fc.Arbitrary<Annotation> {
  const words = fc.string({ unit: letters, minLength: 1, maxLength: 40 });
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
  return fc
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
                  prefix: fc.string({ unit: letters, maxLength: 8 }),
                  suffix: fc.string({ unit: letters, maxLength: 8 }),
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
        author: fc.string({ unit: letters, maxLength: 20 }),
        created: instant,
        modified: instant
      },
      { requiredKeys: ['id', 'targets', 'colour', 'tags', 'note', 'author', 'created', 'modified'] }
    )
    .map((made) => annotationSchema.parse(made));
}
