// What the aligner and the rows need of an article.
import type { ParsedArticle } from '../article/schema';

export type Side = Pick<ParsedArticle, 'text' | 'language' | 'blocks'>;
