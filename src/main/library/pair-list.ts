// The pairs whose articles are both in the library, and what lists show of them.
import type { Pair, PairSummary } from '@domain/align/schema';
import type { ArticleId, PairId } from '@domain/ids';
import { AppError } from '@shared/ipc/errors';
import type { ArticleStore } from './article-store';
import { current, type Facts } from './facts';
import type { Stored } from './library-contract';
import { sentenceSpans, summarisePair } from './pair-summary';

export class PairList {
  private readonly sentences = new Map<ArticleId, { start: number; end: number }[]>();

  constructor(
    private readonly facts: Facts,
    private readonly articles: ArticleStore
  ) {}

  /** The article's text is another now. */
  forget(id: ArticleId): void {
    this.sentences.delete(id);
  }

  async summaries(): Promise<PairSummary[]> {
    const summaries: PairSummary[] = [];
    for (const { value } of this.live()) {
      const touching = new Set([
        ...this.facts.touching(value.sourceId),
        ...this.facts.touching(value.targetId)
      ]);
      summaries.push(summarisePair(value, await this.sentencesOf(value.sourceId), touching.size));
    }
    return summaries;
  }

  /** Throws pairNotFound {id}. */
  one(id: PairId): Stored<Pair> {
    const found = this.live().find((pair) => pair.value.id === id);
    if (!found) throw new AppError('pairNotFound', { id });
    return found;
  }

  of(sourceId: ArticleId, targetId: ArticleId): Stored<Pair> | null {
    const found = this.live().find(
      ({ value }) => value.sourceId === sourceId && value.targetId === targetId
    );
    return found ?? null;
  }

  private live(): Stored<Pair>[] {
    return current(this.facts.pairs.values()).filter(
      ({ value }) => this.articles.has(value.sourceId) && this.articles.has(value.targetId)
    );
  }

  private async sentencesOf(id: ArticleId): Promise<{ start: number; end: number }[]> {
    let spans = this.sentences.get(id);
    if (!spans) {
      // A pair stays listed though its article cannot be read; opening it says so.
      const article = await this.articles.article(id).catch(() => null);
      spans = article ? sentenceSpans(article) : [];
      this.sentences.set(id, spans);
    }
    return spans;
  }
}
