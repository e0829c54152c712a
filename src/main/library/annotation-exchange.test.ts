import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ArticleId } from '@domain/ids';
import { exportAnnotations, importAnnotations } from './annotation-exchange';
import type { Library } from './library-contract';
import { openLibrary } from './open-library';
import {
  annotationOf,
  fixedClock,
  inTemporaryFolder,
  original,
  parsedArticle,
  sampleText,
  setAnnotation
} from './test-fixtures/facts';

async function withLibrary(
  work: (library: Library, id: ArticleId) => Promise<void>
): Promise<void> {
  await inTemporaryFolder(async (parent) => {
    const library = await openLibrary(join(parent, 'l'), { clock: fixedClock, create: true });
    try {
      await work(library, (await library.addArticle(parsedArticle(), original())).id);
    } finally {
      await library.close();
    }
  });
}

const importText = (library: Library, text: string) =>
  importAnnotations(library, { file: 'notes.jsonld', bytes: Buffer.from(text) }, fixedClock);

const quoted = (articleId: string, exact: string, extra: object = {}) => ({
  type: 'Annotation',
  target: {
    source: `urn:diptych:article:${articleId}`,
    selector: [{ type: 'TextQuoteSelector', exact, ...extra }]
  }
});

describe('importAnnotations', () => {
  it('brings an export into a library that lost it, the same in every word', async () => {
    await withLibrary(async (library, id) => {
      const annotation = annotationOf(id, 'khánh thành');
      await library.apply([setAnnotation(annotation)]);
      const file = await exportAnnotations(library, [id]);
      await library.apply([setAnnotation(annotation, 1, null)]);
      expect(await importText(library, file)).toEqual({
        imported: 1,
        unchanged: 0,
        states: { exact: 1, moved: 0, changed: 0, orphan: 0 }
      });
      expect((await library.annotations()).map(({ value }) => value)).toEqual([annotation]);
    });
  });

  // Catches a second import doubling every highlight.
  it('does not double what is there word for word', async () => {
    await withLibrary(async (library, id) => {
      await library.apply([setAnnotation(annotationOf(id, 'khánh thành'))]);
      const file = await exportAnnotations(library, [id]);
      expect(await importText(library, file)).toMatchObject({ imported: 0, unchanged: 1 });
      expect(await library.annotations()).toHaveLength(1);
    });
  });

  // Catches annotations that nobody else can use, because each library gives an article its own id.
  it('knows the article of another library by its file', async () => {
    await withLibrary(async (library, id) => {
      const annotation = annotationOf(id, 'khánh thành');
      await library.apply([setAnnotation(annotation)]);
      const file = await exportAnnotations(library, [id]);
      await withLibrary(async (other, otherId) => {
        expect(otherId).not.toBe(id);
        expect(await importText(other, file)).toMatchObject({ imported: 1, states: { exact: 1 } });
        const [stored] = await other.annotations([otherId]);
        expect(stored?.value.note).toEqual(annotation.note);
      });
    });
  });

  it('keeps both where the library has other content under the id', async () => {
    await withLibrary(async (library, id) => {
      const annotation = annotationOf(id, 'khánh thành');
      await library.apply([setAnnotation(annotation)]);
      const file = await exportAnnotations(library, [id]);
      await library.apply([setAnnotation({ ...annotation, colour: 'pink' }, 1)]);
      await importText(library, file);
      const colours = (await library.annotations()).map(({ value }) => value.colour).sort();
      expect(colours).toEqual(['green', 'pink']);
    });
  });

  it('says of each passage how it was found', async () => {
    await withLibrary(async (library, id) => {
      const file = JSON.stringify([
        quoted(id, 'khánh thành'),
        quoted(id, 'Ông Lâm đã nói cầu dài 1,2 km'),
        quoted(id, 'không hề có trong bài này')
      ]);
      expect(await importText(library, file)).toEqual({
        imported: 3,
        unchanged: 0,
        states: { exact: 1, moved: 0, changed: 1, orphan: 1 }
      });
      const changed = (await library.annotations()).find(
        ({ value }) => value.targets[0]?.state === 'changed'
      );
      const { exact, start, end } = changed!.value.targets[0]!.anchor;
      expect(exact).toBe('Ông Lâm nói cầu dài 1,2 km');
      expect(sampleText.slice(start, end)).toBe(exact);
    });
  });

  it.each([
    ['{"type":', { reason: 'JSON' }],
    ['[{"type":"Annotation"}]', { reason: '/0/target' }]
  ])('imports nothing of %s and names file and place', async (text, details) => {
    await withLibrary(async (library) => {
      await expect(importText(library, text)).rejects.toMatchObject({
        code: 'annotationsMalformed',
        details: { file: 'notes.jsonld', ...details }
      });
    });
  });

  it('does nothing by halves', async () => {
    await withLibrary(async (library, id) => {
      const strange = quoted('3f0d9b0e-7f5e-4a35-8d3f-0d2a2f1f9c11', 'x');
      const file = JSON.stringify([quoted(id, 'khánh thành'), strange]);
      await expect(importText(library, file)).rejects.toMatchObject({ code: 'articleNotFound' });
      expect(await library.annotations()).toEqual([]);
    });
  });
});
