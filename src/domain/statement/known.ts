// What the statements of a library already hold, for completion: never filled in by itself, only offered.
import { fold } from '../text/fold';
import { isNamedStance } from './choices';
import type { FreeField } from './fields';
import type { Statement } from './schema';

export interface Suggestion {
  value: string;
  /** How often the library has it, in whatever spelling. */
  count: number;
}

type CompletedField = FreeField | 'stance';

/** Fields whose values are people or bodies complete each other. */
const sources: Record<CompletedField, (keyof Statement)[]> = {
  speaker: ['speaker', 'addressee'],
  role: ['role'],
  organisation: ['organisation', 'addressee', 'speaker'],
  addressee: ['addressee', 'speaker', 'organisation'],
  topic: ['topic'],
  place: ['place'],
  stance: ['stance']
};

interface Dated {
  statement?: Statement | undefined;
  modified: string;
}

/** Values of a field, those with the same letters as one: the spelling met most often stands for all. */
class Tally {
  readonly #byFold = new Map<string, Map<string, number>>();

  add(value: string): void {
    const key = foldWords(value);
    const spellings = this.#byFold.get(key) ?? new Map<string, number>();
    spellings.set(value, (spellings.get(value) ?? 0) + 1);
    this.#byFold.set(key, spellings);
  }

  list(): (Suggestion & { folded: string })[] {
    return [...this.#byFold].map(([folded, spellings]) => {
      const [most] = [...spellings].sort(
        ([a, m], [b, n]) => n - m || marks(b) - marks(a) || (a < b ? -1 : 1)
      );
      const count = [...spellings.values()].reduce((sum, one) => sum + one, 0);
      return { value: most?.[0] ?? '', count, folded };
    });
  }
}

/** Of two spellings used as often, the one with its marks is the fuller. */
function marks(value: string): number {
  return value.normalize('NFD').length;
}

function foldWords(value: string): string {
  return fold(value).replace(/\s+/g, ' ').trim();
}

/** Same letters, whatever the case, marks and spaces. */
export function sameWords(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && foldWords(one) === foldWords(other);
}

export class KnownStatements {
  readonly #dated: readonly { statement: Statement; modified: string }[];

  constructor(annotations: Iterable<Dated>) {
    this.#dated = [...annotations].flatMap(({ statement, modified }) =>
      statement ? [{ statement, modified }] : []
    );
  }

  /**
   * Values for the field that hold every typed word's letters, most used first; of equals those that begin with what
   * is typed. Roles and organisations that stood with `speaker` come before all others.
   */
  suggest(field: CompletedField, typed: string, speaker?: string): Suggestion[] {
    const words = foldWords(typed).split(' ').filter(Boolean);
    const ofSpeaker = new Set<string>();
    const tallies = sources[field].map(() => new Tally());
    for (const { statement } of this.#dated) {
      for (const [rank, name] of sources[field].entries()) {
        const value = statement[name];
        if (value === undefined || (name === 'stance' && isNamedStance(value))) continue;
        tallies[rank]?.add(value);
        if (name === field && sameWords(statement.speaker, speaker)) {
          ofSpeaker.add(foldWords(value));
        }
      }
    }
    const seen = new Set<string>();
    const all = tallies.flatMap((tally, rank) =>
      tally.list().flatMap((one) => {
        if (seen.has(one.folded)) return [];
        seen.add(one.folded);
        return [{ ...one, rank }];
      })
    );
    const typedWords = words.join(' ');
    return all
      .filter(({ folded }) => words.every((word) => folded.includes(word)))
      .filter(({ value }) => value !== typed)
      .sort(
        (a, b) =>
          Number(ofSpeaker.has(b.folded)) - Number(ofSpeaker.has(a.folded)) ||
          a.rank - b.rank ||
          b.count - a.count ||
          Number(b.folded.startsWith(typedWords)) - Number(a.folded.startsWith(typedWords)) ||
          a.folded.localeCompare(b.folded)
      )
      .map(({ value, count }) => ({ value, count }));
  }

  /** Role and organisation as they last stood for a speaker; null where neither ever did. */
  lastOf(speaker: string | undefined): Pick<Statement, 'role' | 'organisation'> | null {
    if (speaker === undefined) return null;
    let last: { statement: Statement; modified: string } | null = null;
    for (const dated of this.#dated) {
      const { statement, modified } = dated;
      if (statement.role === undefined && statement.organisation === undefined) continue;
      if (!sameWords(statement.speaker, speaker)) continue;
      if (!last || modified > last.modified) last = dated;
    }
    if (!last) return null;
    const { role, organisation } = last.statement;
    return {
      ...(role === undefined ? {} : { role }),
      ...(organisation === undefined ? {} : { organisation })
    };
  }
}
