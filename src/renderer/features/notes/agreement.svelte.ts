// Two readers beside each other, over the articles that the room of notes looks at.
import {
  countMeetings,
  meetings,
  tagAgreement,
  type AgreementCounts,
  type Meeting,
  type ReadSentences,
  type TagAgreement
} from '@domain/annotation/agreement';
import type { Article } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import { segmentSentences } from '@domain/text/sentences';
import { untrack } from 'svelte';
import type { NotesRoom } from './notes-room.svelte';

export interface ArticleAgreement {
  articleId: ArticleId;
  counts: AgreementCounts;
  meetings: readonly Meeting[];
}

const sentencesOf = new WeakMap<Article, ReadSentences['sentences']>();

export class Agreement {
  readonly #room: NotesRoom;
  #chosen = $state.raw<{ first?: string; second?: string }>({});
  #tags = $state.raw<readonly TagAgreement[] | null>(null);
  /** Share of the texts read, for the sentences; null where all are. */
  reading = $state<number | null>(null);
  /** The article whose passages are listed. */
  articleId = $state<ArticleId | null>(null);

  /** Everybody with annotations here, who has most of them first. */
  readonly authors = $derived.by(() => {
    const counts = new Map<string, number>();
    for (const { author } of this.#room.inScope) {
      counts.set(author, (counts.get(author) ?? 0) + 1);
    }
    return [...counts].sort((a, b) => b[1] - a[1]).map(([author]) => author);
  });
  readonly first = $derived.by(() => {
    const { first } = this.#chosen;
    return first !== undefined && this.authors.includes(first) ? first : (this.authors[0] ?? '');
  });
  readonly second = $derived.by(() => {
    const { second } = this.#chosen;
    const others = this.authors.filter((author) => author !== this.first);
    return second !== undefined && others.includes(second) ? second : (others[0] ?? null);
  });
  /** Articles that either of them marked, in reading order. */
  readonly articles: readonly ArticleAgreement[] = $derived.by(() => {
    const { first, second } = this;
    if (second === null) return [];
    return this.#room.articleIds.flatMap((articleId) => {
      const annotations = this.#room.facts.annotationsOf([articleId]);
      const found = meetings(annotations, articleId, [first, second]);
      return found.length === 0 ? [] : { articleId, counts: countMeetings(found), meetings: found };
    });
  });
  /** Those that both of them marked: what one never marked, that one may not have read. */
  readonly readByBoth = $derived.by(() =>
    this.articles.filter(
      ({ counts: { same, different, onlyFirst, onlySecond } }) =>
        same + different > 0 || (onlyFirst > 0 && onlySecond > 0)
    )
  );
  readonly listed = $derived.by(
    () => this.articles.find(({ articleId }) => articleId === this.articleId) ?? this.articles[0]
  );

  constructor(room: NotesRoom) {
    this.#room = room;
  }

  /** By tag over the sentences of the articles both marked; null until their texts are here. */
  get tags(): readonly TagAgreement[] | null {
    return this.#tags;
  }

  choose(side: 'first' | 'second', author: string): void {
    const { first, second } = this;
    // Who is chosen on one side is taken from the other.
    const other = second ?? '';
    if (side === 'first')
      this.#chosen = { first: author, second: author === other ? first : other };
    else this.#chosen = { first: author === first ? other : first, second: author };
  }

  /** Fetches the texts and counts their sentences, again whenever something changes; call in an effect. */
  follow(): () => void {
    const { first, second } = this;
    const articleIds = this.readByBoth.map(({ articleId }) => articleId);
    const annotations = this.#room.facts.annotationsOf(articleIds);
    let stopped = false;
    const read = async (): Promise<void> => {
      const texts: ReadSentences[] = [];
      for (const [index, articleId] of articleIds.entries()) {
        this.reading = index / articleIds.length;
        const article = await this.#room.texts.fetch(articleId);
        if (stopped) return;
        if (article) texts.push({ articleId, sentences: sentences(article) });
      }
      this.reading = null;
      this.#tags = second === null ? [] : tagAgreement(annotations, texts, [first, second]);
    };
    // What has arrived must not begin it anew.
    untrack(() => void read());
    return () => (stopped = true);
  }
}

function sentences(article: Article): ReadSentences['sentences'] {
  let known = sentencesOf.get(article);
  if (!known) {
    known = segmentSentences(article.text, article.blocks, article.language);
    sentencesOf.set(article, known);
  }
  return known;
}
