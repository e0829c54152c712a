// Phrases of one language that stand for concepts shared by two: a table, and finding them in tokens.
import { tokenise, type Token } from './tokens';

/** A concept's phrase found in tokens `[from, to)`. */
export interface PhraseHit {
  from: number;
  to: number;
  concepts: readonly string[];
}

interface Meaning {
  concept: string;
  /** Only where it stands with a capital ("May", "March", "Turkey"). */
  capital: boolean;
}

export class PhraseTable {
  readonly #language: string;
  readonly #meanings = new Map<string, Meaning[]>();
  /** Tokens of the longest phrase, by first token. */
  readonly #longest = new Map<string, number>();

  constructor(language: string) {
    this.#language = language;
  }

  /** One that holds the same and can be added to without this one noticing. */
  copy(): PhraseTable {
    const table = new PhraseTable(this.#language);
    for (const [key, meanings] of this.#meanings) table.#meanings.set(key, meanings);
    for (const [first, longest] of this.#longest) table.#longest.set(first, longest);
    return table;
  }

  /** The concepts a phrase stands for already, written as it is: "us" is no country. */
  conceptsOf(phrase: string): string[] {
    const key = phraseKey(tokenise(phrase, this.#language));
    return (this.#meanings.get(key) ?? [])
      .filter(({ capital }) => !capital || startsWithCapital(phrase))
      .map(({ concept }) => concept);
  }

  /** A phrase with a capital is found only with one. */
  add(phrase: string, concept: string): void {
    const tokens = tokenise(phrase, this.#language);
    if (tokens.length === 0) return;
    const key = phraseKey(tokens);
    const meanings = this.#meanings.get(key) ?? [];
    const capital = startsWithCapital(phrase);
    const known = meanings.find((meaning) => meaning.concept === concept);
    // What a copy shares with its original is never changed, but put anew.
    const added = known
      ? meanings.map((each) =>
          each === known ? { concept, capital: known.capital && capital } : each
        )
      : [...meanings, { concept, capital }];
    this.#meanings.set(key, added);
    const first = tokens[0]?.form ?? '';
    this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, tokens.length));
  }

  /** Phrases in the tokens from the start on, the longest first, none within another. */
  find(tokens: readonly Token[]): PhraseHit[] {
    const hits: PhraseHit[] = [];
    for (let from = 0; from < tokens.length;) {
      const hit = this.#at(tokens, from);
      if (hit) hits.push(hit);
      from = hit ? hit.to : from + 1;
    }
    return hits;
  }

  #at(tokens: readonly Token[], from: number): PhraseHit | null {
    const first = tokens[from];
    if (!first) return null;
    const end = Math.min(tokens.length, from + (this.#longest.get(first.form) ?? 0));
    let key = '';
    let hit: PhraseHit | null = null;
    for (let to = from; to < end; to++) {
      key += (to > from ? ' ' : '') + (tokens[to]?.form ?? '');
      const concepts = this.#meanings
        .get(key)
        ?.filter(({ capital }) => !capital || startsWithCapital(first.written))
        .map(({ concept }) => concept);
      if (concepts && concepts.length > 0) hit = { from, to: to + 1, concepts };
    }
    return hit;
  }
}

function phraseKey(tokens: readonly Token[]): string {
  return tokens.map(({ form }) => form).join(' ');
}

function startsWithCapital(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}
