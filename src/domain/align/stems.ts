// Words without their endings, as far as spelling tells: enough to find a lexicon's word in a text, not grammar.

const endings: Record<string, readonly RegExp[]> = {
  de: [/(?:innen|ern|est|end|en|er|em|es|st|e|n|s|t)$/u],
  fr: [/[sx]$/u, /(?:aient|ée|er|ent|ait|ant|eu|é|e)$/u],
  es: [/(?:[aeo]?s)$/u, /(?:aron|ieron|ad[oa]|ando|iendo|id[oa]|aba|ar|er|ir|[aeoó])$/u],
  ru: [
    /(?:иями|[яа]ми|[ое]го|[ое]му|[ыи]ми|иях|ией|ием|иям|[яаое]м|[яаыи]х|[оеыи]й|[аоя]я|[ое]е|[ыи]е|[ую]ю|и[яию]|[ое]в|т[ьи]|[еиюуая]т|[аи]л|л[аио]|[аяоеиыуюьй])$/u
  ]
};

/** A word in lower case without the ending its language may have given it; null where nothing is known of the language. */
export function stemmerOf(language: string): ((word: string) => string) | null {
  if (language === 'ar') return arabicStem;
  const parts = endings[language];
  return parts
    ? (word) => parts.reduce((rest, part) => cut(rest, part, 4), word.toLowerCase())
    : null;
}

const MARKS = /[\u064b-\u0652\u0640]/gu;
const ARABIC_PREFIX = /^(?:[وف]?(?:ال|بال|كال|لل)|و(?=.{4}))/u;
const ARABIC_SUFFIX = /(?:هما|ها|هم|هن|ات|ون|ين|ان|ية|يه|ة|ه|ي)$/u;

/** Without vowel signs, article and conjunctions before it, and the commonest endings. */
function arabicStem(word: string): string {
  const plain = word.replace(MARKS, '').replace(/[أإآ]/gu, 'ا').replace(/ى$/u, 'ي');
  return cut(cut(plain, ARABIC_PREFIX, 3), ARABIC_SUFFIX, 3);
}

/** The word without the part, if no less than `shortest` letters are left. */
function cut(word: string, part: RegExp, shortest: number): string {
  const rest = word.replace(part, '');
  return rest.length >= shortest ? rest : word;
}
