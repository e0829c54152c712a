// article.json: the article, and a seal by which a change behind the app's back is told.
import { articleSchema, type Article } from '@domain/article/schema';
import { sha256 } from '../sha256';
import { jsonBytes } from './files';

export const articleFile = 'article.json';

/** The SHA-256 of the content as compact JSON, keys in the order in which they stand. */
const sealOf = (content: object): string => sha256(Buffer.from(JSON.stringify(content)));

/** The file's bytes, sealed. */
export function articleBytes(article: Article): Uint8Array {
  return jsonBytes({ ...article, seal: sealOf(article) });
}

export interface ReadArticle {
  article: Article;
  /** Another program changed it. Files of older libraries have no seal and are taken as they stand. */
  altered: boolean;
}

/** Throws where the bytes are no article. */
export function readArticle(bytes: Uint8Array): ReadArticle {
  const data: unknown = JSON.parse(Buffer.from(bytes).toString());
  if (typeof data !== 'object' || data === null) throw new TypeError('no article');
  const { seal, ...content } = data as { seal?: unknown };
  const altered = seal !== undefined && seal !== sealOf(content);
  return { article: articleSchema.parse(content), altered };
}
