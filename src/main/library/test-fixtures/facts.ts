// Articles, annotations and operations for the library's tests, and real temporary folders.
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pair } from '@domain/align/schema';
import { createAnchor } from '@domain/anchor/anchor';
import { noteFromPlainText } from '@domain/annotation/note';
import type { Operation } from '@domain/annotation/operation';
import type { Annotation } from '@domain/annotation/schema';
import type { ParsedArticle, ParsedFile } from '@domain/article/schema';
import type { Collection } from '@domain/collection/schema';
import type { Term } from '@domain/glossary/schema';
import type { Tag } from '@domain/tag/schema';
import {
  annotationIdSchema,
  collectionIdSchema,
  operationIdSchema,
  pairIdSchema,
  tagIdSchema,
  termIdSchema,
  type ArticleId
} from '@domain/ids';
import type { Clock } from '../../ports';

const at = '2026-11-21T09:41:00.000Z';
export const fixedClock: Clock = { now: () => new Date(at) };

export const sampleText =
  'Cầu mới nối hai bờ sông\nThành phố khánh thành cầu hôm thứ Ba. Ông Lâm nói cầu dài 1,2 km.\nNgười dân đến xem từ sớm.';

/** A folder that is there until `work` ends. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'diptych-test-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function parsedArticle(text = sampleText): ParsedArticle {
  let start = 0;
  const blocks = text.split('\n').map((line, index) => {
    const block = { kind: index === 0 ? ('heading' as const) : ('paragraph' as const), start };
    start += line.length + 1;
    return { ...block, end: start - 1, ...(index === 0 ? { level: 1 } : {}) };
  });
  const title = text.split('\n')[0] ?? '';
  return { title, language: 'vi', charset: 'utf-8', normaliserVersion: 1, text, blocks, marks: [] };
}

/** As {@link parsedArticle}, its second block with two pictures. Their bytes are not looked at by the library. */
export function picturedArticle(text = sampleText): ParsedFile {
  const article = parsedArticle(text);
  const pictures = ['một', 'hai'].map((words) => {
    const bytes = Buffer.from(`${words} ${text}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { sha256, type: 'image/png' as const, bytes };
  });
  const shown = pictures.map(({ sha256 }) => ({ sha256, alt: 'Cây cầu' }));
  const blocks = article.blocks.map((block, index) =>
    index === 1 ? { ...block, pictures: shown } : block
  );
  return { article: { ...article, blocks }, pictures };
}

export function original(text = sampleText, name = 'cầu.txt'): { name: string; bytes: Uint8Array } {
  return { name, bytes: Buffer.from(text) };
}

/** An annotation of the first occurrence of `words` in `text`. */
export function annotationOf(
  articleId: ArticleId,
  words: string,
  note = 'Một ghi chú',
  text = sampleText
): Annotation {
  const start = text.indexOf(words);
  return {
    id: annotationIdSchema.parse(randomUUID()),
    targets: [
      { articleId, anchor: createAnchor(text, start, start + words.length), state: 'exact' }
    ],
    colour: 'green',
    tags: ['cầu'],
    note: noteFromPlainText(note),
    author: 'Lan',
    created: at,
    modified: at
  };
}

export function pairOf(sourceId: ArticleId, targetId: ArticleId): Pair {
  return {
    format: 'diptych-pair/1',
    id: pairIdSchema.parse(randomUUID()),
    sourceId,
    targetId,
    verdict: 'translation',
    evidence: 0.9,
    alignerVersion: 1,
    links: [
      {
        id: 'l1',
        source: [[0, 10]],
        target: [[0, 10]],
        confidence: 0.8,
        reasons: [],
        state: 'proposed'
      }
    ],
    created: at,
    modified: at
  };
}

export const newOperationId = () => operationIdSchema.parse(randomUUID());

/** The operation that sets an annotation, or, with `null`, deletes it. */
export function setAnnotation(
  annotation: Annotation,
  baseRevision = 0,
  value: Annotation | null = annotation
): Operation {
  const operationId = newOperationId();
  return { operationId, baseRevision, at, entity: 'annotation', id: annotation.id, value };
}

export function setPair(pair: Pair, baseRevision = 0, value: Pair | null = pair): Operation {
  return { operationId: newOperationId(), baseRevision, at, entity: 'pair', id: pair.id, value };
}

export function collectionOf(name: string, articleIds: ArticleId[] = []): Collection {
  const id = collectionIdSchema.parse(randomUUID());
  return { id, name, parentId: null, articleIds, created: at, modified: at };
}

export function setCollection(
  collection: Collection,
  baseRevision = 0,
  value: Collection | null = collection
): Operation {
  const operationId = newOperationId();
  return { operationId, baseRevision, at, entity: 'collection', id: collection.id, value };
}

/** A Vietnamese term and its English. */
export function termOf(vi: string, en: string): Term {
  return {
    id: termIdSchema.parse(randomUUID()),
    source: { language: 'vi', text: vi },
    target: { language: 'en', text: en },
    created: at,
    modified: at
  };
}

export function setTerm(term: Term, baseRevision = 0, value: Term | null = term): Operation {
  return { operationId: newOperationId(), baseRevision, at, entity: 'term', id: term.id, value };
}

export function tagOf(name: string, parentId: Tag['parentId'] = null): Tag {
  const id = tagIdSchema.parse(randomUUID());
  return { id, name, parentId, colour: 'green', key: 'k', created: at, modified: at };
}

export function setTag(tag: Tag, baseRevision = 0, value: Tag | null = tag): Operation {
  return { operationId: newOperationId(), baseRevision, at, entity: 'tag', id: tag.id, value };
}

/** SHA-256 over every path and byte below a folder. */
export async function hashOfFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((e) => join(e.parentPath, e.name));
  for (const file of files.sort()) {
    hash.update(file.slice(folder.length)).update(await readFile(file));
  }
  return hash.digest('hex');
}
