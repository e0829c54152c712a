// Names on which two linked passages disagree: each holds one that the other lacks.
import type { Conflict } from './conflicts';
import type { Mention } from './units';

/** Groups of countries are not in each other's place. */
const UNIONS = new Set(['region:eu', 'region:ez', 'region:un']);
/** Two names that begin alike are one, inflected or spelled otherwise. */
const ALIKE = 3;

/**
 * A country against another, or a name that both texts know against another: only where each side has exactly one
 * that the other lacks. `isName` tells two parts of one name ("Trump", "Donald") by the whole.
 */
export function otherNames(
  allOfSource: readonly Mention[],
  allOfTarget: readonly Mention[],
  isName: (key: string) => boolean
): Conflict[] {
  const [source, target] = [allOfSource, allOfTarget].map((all) =>
    all.filter(({ kind }) => kind === 'name')
  );
  if (!source?.length || !target?.length) return [];
  return [
    ...unlike(countriesIn(source), countriesIn(target), () => true),
    ...unlike(namesIn(source), namesIn(target), (one, other) => areStrangers(one, other, isName))
  ];
}

interface Name {
  written: string;
  /** What it may stand for; sides that have one of these in common share the name. */
  keys: Set<string>;
  /** Words in lower case. */
  words: Set<string>;
  /** Whether it may be lacking: an adjective ("Greek") only counts as held. */
  firm: boolean;
}

function unlike(
  source: readonly Name[],
  target: readonly Name[],
  contradict: (one: Name, other: Name) => boolean
): Conflict[] {
  const lacking = (own: readonly Name[], other: readonly Name[]): Name[] =>
    own.filter(({ keys }) => !other.some((each) => [...each.keys].some((key) => keys.has(key))));
  const [here, there] = [lacking(source, target), lacking(target, source)];
  const [one, other] = [here[0], there[0]];
  if (!one || !other || here.length > 1 || there.length > 1) return [];
  if (!one.firm || !other.firm || !contradict(one, other)) return [];
  return [{ kind: 'name', source: one.written, target: other.written }];
}

/** Countries by how they are written; a word may stand for several ("Russia": today's, and the Soviet Union). */
function countriesIn(mentions: readonly Mention[]): Name[] {
  const found = new Map<string, Name>();
  for (const { key, written } of mentions) {
    if (!/^(?:region|language):/u.test(key)) continue;
    const name = found.get(written) ?? {
      written,
      keys: new Set<string>(),
      words: new Set<string>(),
      firm: false
    };
    name.keys.add(key);
    if (key.startsWith('region:') && !UNIONS.has(key)) name.firm = true;
    const region = key.startsWith('language:') ? regionOf(key.slice('language:'.length)) : null;
    if (region !== null) name.keys.add(`region:${region}`);
    found.set(written, name);
  }
  return [...found.values()];
}

const regions = new Map<string, string | null>();

/** Where a language is spoken most: "Japanese" holds Japan. */
function regionOf(language: string): string | null {
  let region = regions.get(language);
  if (region === undefined) {
    region = new Intl.Locale(language).maximize().region?.toLowerCase() ?? null;
    regions.set(language, region);
  }
  return region;
}

/** Proper names, those that share a word as one: "Donald", "Trump" and "Donald Trump". */
function namesIn(mentions: readonly Mention[]): Name[] {
  const names: Name[] = [];
  for (const { key, written, isProper } of mentions) {
    if (isProper !== true) continue;
    const own: Name = {
      written,
      keys: new Set([key]),
      words: new Set(written.toLowerCase().split(/[\s-]+/u)),
      firm: true
    };
    for (let index = names.length - 1; index >= 0; index--) {
      const other = names[index];
      if (!other || ![...other.words].some((word) => own.words.has(word))) continue;
      if (other.written.length > own.written.length) own.written = other.written;
      for (const each of other.keys) own.keys.add(each);
      for (const each of other.words) own.words.add(each);
      names.splice(index, 1);
    }
    names.push(own);
  }
  return names;
}

function areStrangers(one: Name, other: Name, isName: (key: string) => boolean): boolean {
  const [parts, others] = [one, other].map(({ keys }) => [...keys].map((key) => key.slice(5)));
  return !(parts ?? []).some((part) =>
    (others ?? []).some(
      (each) =>
        part.slice(0, ALIKE) === each.slice(0, ALIKE) ||
        isName(`name:${part}${each}`) ||
        isName(`name:${each}${part}`)
    )
  );
}
