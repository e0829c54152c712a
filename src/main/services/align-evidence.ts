// What a library knows of two languages beyond the shipped lexicon: the user's terms, and the links that were confirmed.
import type { WordPair } from '@domain/align/known-words';
import type { LinkedTexts } from '@domain/align/learn-links';
import { isLive, type Pair, type Span } from '@domain/align/schema';
import type { ArticleId, PairId } from '@domain/ids';
import type { Term } from '@domain/glossary/schema';
import type { LibraryEvidence } from '../jobs/job-contract';
import type { Library, Stored } from '../library/library-contract';

/** More teach hardly more, and to learn of so many takes most of a second. Those changed last count. */
const MOST_LINKS = 1_000;

interface Languages {
  source: string;
  target: string;
}

const base = (language: string): string => language.toLowerCase().split('-')[0] ?? '';

/** Which way round a thing of two languages answers these; null where it speaks of others. */
function turned(of: Languages, wanted: Languages): boolean | null {
  const [source, target] = [base(of.source), base(of.target)];
  if (source === base(wanted.source) && target === base(wanted.target)) return false;
  if (source === base(wanted.target) && target === base(wanted.source)) return true;
  return null;
}

export class AlignEvidence {
  /** What the confirmed links of a pair tie, as of that revision of the pair. */
  readonly #linked = new Map<
    PairId,
    { revision: number; languages: Languages; texts: LinkedTexts[] }
  >();

  constructor(private readonly library: Library) {}

  /** For two texts of these languages, in this order. Reads only the articles of pairs that changed since it was asked last. */
  async of(languages: Languages): Promise<LibraryEvidence> {
    const { pairs, terms } = await this.library.snapshot();
    const confirmed: LinkedTexts[] = [];
    for (const stored of pairs.toSorted((a, b) => b.revision - a.revision)) {
      if (confirmed.length >= MOST_LINKS) break;
      const linked = await this.#linkedBy(stored);
      const turn = linked && turned(linked.languages, languages);
      if (!linked || turn === null) continue;
      confirmed.push(...(turn ? linked.texts.map(turnTexts) : linked.texts));
    }
    return {
      terms: terms.flatMap(({ value }) => wordsOf(value, languages)),
      confirmed: confirmed.slice(0, MOST_LINKS)
    };
  }

  /** Null where nothing is confirmed, an article is gone, or the links speak of another version of one. */
  async #linkedBy({ value, revision }: Stored<Pair>) {
    const links = value.links.filter((link) => link.state === 'confirmed' && isLive(link));
    if (links.length === 0 || value.stale) return null;
    const known = this.#linked.get(value.id);
    if (known?.revision === revision) return known;
    const read = (id: ArticleId) => this.library.article(id).catch(() => null);
    const [source, target] = [await read(value.sourceId), await read(value.targetId)];
    if (!source || !target) return null;
    const written = (text: string, spans: readonly Span[]): string =>
      spans.map(([start, end]) => text.slice(start, end)).join(' ');
    const linked = {
      revision,
      languages: { source: source.language, target: target.language },
      texts: links.map((link) => ({
        source: written(source.text, link.source),
        target: written(target.text, link.target)
      }))
    };
    this.#linked.set(value.id, linked);
    return linked;
  }
}

const turnTexts = ({ source, target }: LinkedTexts): LinkedTexts => ({
  source: target,
  target: source
});

/** Alternatives stand in one term with commas between, as in "bến, kè". */
function wordsOf({ source, target }: Term, wanted: Languages): WordPair[] {
  const turn = turned({ source: source.language, target: target.language }, wanted);
  if (turn === null) return [];
  const [here, there] = turn ? [target, source] : [source, target];
  const alternatives = (text: string): string[] => text.split(/[,;]\s+/u);
  return alternatives(here.text).flatMap((one) =>
    alternatives(there.text).map((other) => ({ source: one, target: other }))
  );
}
