// Which of the faces that were found a text is set in: its language's own first, since one character can look different in
// Japanese and in Chinese; then whatever has what is still missing.
import type { FoundFace } from './look-for-faces';

/** Characters that no shipped face has, in one language. */
export interface Need {
  /** BCP 47. */
  language: string;
  characters: string[];
}

export interface ChosenFaces {
  /** By need, in its order: faces in the order in which the text asks them. */
  faces: FoundFace[][];
  /** Of all needs together: also the bold ones of the same families. */
  files: string[];
  /** By need: what none of its faces has. */
  missing: string[][];
}

export type EasternLanguage = 'ja' | 'ko' | 'zh-Hans' | 'zh-Hant';

const eastern: Record<EasternLanguage, { codePage: number; tokens: RegExp }> = {
  ja: { codePage: 17, tokens: /\b(jp|j|pro ?n?|mincho|hiragino|ipa\w*)\b/i },
  'zh-Hans': { codePage: 18, tokens: /\b(sc|cn|gb)\b/i },
  ko: { codePage: 19, tokens: /\b(kr|k)\b/i },
  'zh-Hant': { codePage: 20, tokens: /\b(tc|tw|hk|mo|hkscs)\b/i }
};
const easternLanguages = Object.keys(eastern) as EasternLanguage[];

/** The language as faces tell it apart; null where they do not. */
export function easternLanguage(tag: string): EasternLanguage | null {
  const [primary = '', ...rest] = tag.toLowerCase().split('-');
  if (primary === 'ja' || primary === 'ko') return primary;
  if (!['zh', 'yue'].includes(primary)) return null;
  const traditional = rest.some((part) => ['hant', 'tw', 'hk', 'mo'].includes(part));
  return traditional || (primary === 'yue' && !rest.includes('hans')) ? 'zh-Hant' : 'zh-Hans';
}

/** The language of what is written: the text's own where it is an eastern one, else what the characters tell. */
export function languageOfNeed({ language, characters }: Need): EasternLanguage | null {
  const known = easternLanguage(language);
  if (known) return known;
  const text = characters.join('');
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return 'ja';
  if (/\p{Script=Hangul}/u.test(text)) return 'ko';
  return /\p{Script=Han}/u.test(text) ? 'zh-Hans' : null;
}

/** How well a face suits a text of the language beside serif letters of regular weight; more is better. */
function fitness(face: FoundFace, language: EasternLanguage | null): number {
  let score = face.own ? 100 : 0;
  if (language) {
    const declared = easternLanguages.filter(
      (each) => (face.codePages >>> eastern[each].codePage) & 1
    );
    if (declared.includes(language)) score += 4;
    if (declared.length === 1) score += declared[0] === language ? 2 : -4;
    const named = easternLanguages.find((each) => eastern[each].tokens.test(face.family));
    if (named) score += named === language ? 3 : -4;
  }
  if (/serif|song|ming|mincho|myungjo|myeongjo|batang|sun$/i.test(face.family)) score += 1;
  if (/mono|\bhw\b/i.test(face.family)) score -= 2;
  return score - (face.italic ? 6 : 0) - Math.abs(face.weight - 400) / 100;
}

/** Of faces that lack a tenth more than the best no one is taken, however well it suits. */
const almostAll = 0.9;

function facesFor(
  need: Need,
  found: readonly FoundFace[]
): { faces: FoundFace[]; missing: string[] } {
  const language = languageOfNeed(need);
  const ranked = found
    .map((face) => ({ face, score: fitness(face, language) }))
    .sort((a, b) => b.score - a.score)
    .map(({ face }) => face);
  const faces: FoundFace[] = [];
  let missing = need.characters;
  while (missing.length > 0) {
    const counted = ranked.map((face) => missing.filter((each) => face.covered.has(each)).length);
    const own = ranked.map((face, n) => (face.own ? (counted[n] ?? 0) : 0));
    const counts = Math.max(...own, 0) > 0 ? own : counted;
    const most = Math.max(...counts, 0);
    if (most === 0) break;
    const best = ranked[counts.findIndex((count) => count >= most * almostAll)];
    if (!best) break;
    faces.push(best);
    missing = missing.filter((each) => !best.covered.has(each));
  }
  return { faces, missing };
}

/** The bold face of the family that has all that the chosen one has. */
function boldOf(face: FoundFace, found: readonly FoundFace[]): FoundFace | undefined {
  return found
    .filter(
      (other) =>
        other.family === face.family &&
        !other.italic &&
        other.weight >= 600 &&
        other.weight > face.weight &&
        [...face.covered].every((each) => other.covered.has(each))
    )
    .sort((a, b) => a.weight - b.weight)[0];
}

/** Pure. Faces of one file come with all the others in it. */
export function chooseFaces(needs: readonly Need[], found: readonly FoundFace[]): ChosenFaces {
  const chosen = needs.map((need) => facesFor(need, found));
  const regular = chosen.flatMap(({ faces }) => faces);
  const bold = regular.flatMap((face) => boldOf(face, found) ?? []);
  return {
    faces: chosen.map(({ faces }) => faces),
    files: [...new Set([...regular, ...bold].map(({ file }) => file))],
    missing: chosen.map(({ missing }) => missing)
  };
}
