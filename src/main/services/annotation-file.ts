// A file with annotations: W3C JSON-LD, or a PDF that Diptych exported, with what other programs did to it since.
import type { Annotation } from '@domain/annotation/schema';
import {
  carriedArticlesSchema,
  carriedFiles,
  type CarriedArticles
} from '@domain/interchange/carried-articles';
import type { ReadAnnotation } from '@domain/interchange/json-ld-read';
import { editsSince } from '@domain/interchange/pdf-marks';
import type { Article, ParsedFile } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import type { JobOptions, JobRunner, Jobs } from '../jobs/job-contract';
import { readAll } from '../library/annotation-exchange';
import { picturesOf, type Brought, type BroughtArticle } from '../library/bringing';
import type { Agreed } from '../library/agreed';
import type { Library } from '../library/library-contract';
import { sha256 } from '../sha256';
import { annotationsOfMarks } from './marked-articles';

export interface AnnotationFile {
  annotations: ReadAnnotation[];
  /** Articles, pairs and tags that it carries; null for none. */
  brought: Brought | null;
  /** The library that made it, and the annotations that are as it made them. */
  from: { library: string; unchanged: ReadonlySet<Annotation['id']> } | null;
  /** By annotation the `modified` that both libraries had last, where the file knows more of it than we remember. */
  common?: Agreed;
}

export const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');

/**
 * Its annotations. Throws annotationsMalformed {file, reason}, annotationsNotAttached {file} for a PDF without them,
 * and as the job does.
 */
export async function readAnnotationFile(
  { file, bytes }: { file: string; bytes: Uint8Array },
  library: Pick<Library, 'articles' | 'article'>,
  jobs: JobRunner,
  job: JobOptions
): Promise<AnnotationFile> {
  if (!isPdf(bytes)) {
    return { annotations: readAll({ file, bytes }), brought: null, from: null };
  }
  const held = await jobs.run('attached', { name: file, bytes }, job);
  if (!held.jsonLd) throw new AppError('annotationsNotAttached', { file });
  const read = readAll({ file, bytes: held.jsonLd });
  const carried = held.articles ? carriedArticles(file, held.articles) : null;
  const undrawn = new Set(carried?.undrawn ?? read.map(({ id }) => id));
  const { annotations, added } = editsSince(read, held.marks, (id) => !undrawn.has(id));
  const texts = carried?.articles ?? (await articlesHere(library, read));
  const unchanged = new Set(
    annotations.flatMap((item, at) => (item === read[at] ? (item.id ?? []) : []))
  );
  return {
    annotations: [...annotations, ...annotationsOfMarks(added, texts)],
    brought: carried ? await broughtBy(carried, held.originals, jobs, job) : null,
    from: carried ? { library: carried.library, unchanged } : null
  };
}

function carriedArticles(file: string, bytes: Uint8Array): CarriedArticles {
  try {
    const data: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return carriedArticlesSchema.parse(data);
  } catch (thrown) {
    const reason = carriedFiles.articles;
    throw new AppError('annotationsMalformed', { file, reason }, { cause: thrown });
  }
}

async function articlesHere(
  library: Pick<Library, 'articles' | 'article'>,
  read: readonly ReadAnnotation[]
): Promise<Article[]> {
  const named = new Set(read.flatMap(({ targets }) => targets.map(({ articleId }) => articleId)));
  const here = (await library.articles()).filter(({ id }) => named.has(id));
  return Promise.all(here.map(({ id }) => library.article(id)));
}

async function broughtBy(
  { articles, pair, tags }: CarriedArticles,
  originals: Jobs['attached']['output']['originals'],
  jobs: JobRunner,
  job: JobOptions
): Promise<Brought> {
  const all: BroughtArticle[] = [];
  for (const [index, article] of articles.entries()) {
    const name = `${carriedFiles.original}${index + 1}.${article.original.extension}`;
    const held = originals.find((one) => one.name === name);
    const whole = held && sha256(held.bytes) === article.original.sha256 ? held.bytes : null;
    all.push(await broughtArticle(article, whole, jobs, job));
  }
  return { articles: all, pairs: pair ? [pair] : [], tags };
}

/** Its pictures are in its file alone; where that one is missing a text file of its own words stands in for it. */
async function broughtArticle(
  article: Article,
  bytes: Uint8Array | null,
  jobs: JobRunner,
  job: JobOptions
): Promise<BroughtArticle> {
  const { name } = article.original;
  const wanted = picturesOf(article);
  let pictures: ParsedFile['pictures'] = [];
  if (bytes && wanted.size > 0) {
    const parsed = await jobs.run('parse', { name, bytes }, job).catch(unlessCancelled);
    pictures = (parsed?.pictures ?? []).filter(({ sha256: hash }) => wanted.has(hash));
  }
  const shown = new Set(pictures.map(({ sha256: hash }) => hash));
  const blocks = article.blocks.map(({ pictures: named, ...block }) => {
    const kept = (named ?? []).filter(({ sha256: hash }) => shown.has(hash));
    return kept.length > 0 ? { ...block, pictures: kept } : block;
  });
  if (bytes) return { article: { ...article, blocks }, bytes, pictures };
  const original = { ...article.original, name: `${name}.txt`, extension: 'txt' };
  const words = Buffer.from(`${article.text}\n`, 'utf8');
  return { article: { ...article, blocks, original }, bytes: words, pictures };
}

/** A file that cannot be read any more leaves its pictures out. */
function unlessCancelled(thrown: unknown): null {
  if (thrown instanceof AppError && thrown.code !== 'cancelled') return null;
  throw thrown;
}
