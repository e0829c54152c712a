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

/** What the phrases that begin alike go on with. */
interface Branch {
  meanings: readonly Meaning[];
  next: Map<string, Branch> | null;
}

export class PhraseTable {
  readonly #language: string;
  readonly #root: Branch;

  constructor(language: string, root: Branch = { meanings: [], next: null }) {
    this.#language = language;
    this.#root = root;
  }

  /** One that holds the same and can be added to without this one noticing. */
  copy(): PhraseTable {
    return new PhraseTable(this.#language, copyOf(this.#root));
  }

  /** The concepts a phrase stands for already, written as it is: "us" is no country. */
  conceptsOf(phrase: string): string[] {
    let branch: Branch | undefined = this.#root;
    for (const { form } of tokenise(phrase, this.#language)) branch = branch?.next?.get(form);
    return meant(branch?.meanings ?? [], startsWithCapital(phrase));
  }

  /** A phrase with a capital is found only with one. */
  add(phrase: string, concept: string): void {
    const tokens = tokenise(phrase, this.#language);
    if (tokens.length === 0) return;
    let branch = this.#root;
    for (const { form } of tokens) {
      branch.next ??= new Map();
      const next: Branch = branch.next.get(form) ?? { meanings: [], next: null };
      branch.next.set(form, next);
      branch = next;
    }
    const capital = startsWithCapital(phrase);
    const known = branch.meanings.find((meaning) => meaning.concept === concept);
    branch.meanings = known
      ? branch.meanings.map((each) =>
          each === known ? { concept, capital: known.capital && capital } : each
        )
      : [...branch.meanings, { concept, capital }];
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
    let branch = this.#root.next?.get(tokens[from]?.form ?? '');
    if (!branch) return null;
    const capital = startsWithCapital(tokens[from]?.written ?? '');
    let longest: { to: number; meanings: readonly Meaning[] } | null = null;
    for (let to = from + 1; branch; to++) {
      const { meanings } = branch;
      if (meanings.some((meaning) => capital || !meaning.capital)) longest = { to, meanings };
      const token = tokens[to];
      branch = token && branch.next?.get(token.form);
    }
    return longest && { from, to: longest.to, concepts: meant(longest.meanings, capital) };
  }
}

function meant(meanings: readonly Meaning[], capital: boolean): string[] {
  const all = capital ? meanings : meanings.filter((meaning) => !meaning.capital);
  return all.map(({ concept }) => concept);
}

function copyOf({ meanings, next }: Branch): Branch {
  if (!next) return { meanings, next };
  return { meanings, next: new Map([...next].map(([form, branch]) => [form, copyOf(branch)])) };
}

function startsWithCapital(text: string): boolean {
  return /^\p{Lu}/u.test(text);
}
