// The lexicons that ship with the app.
import type { Lexicon } from '@domain/align/lexicon';
import englishVietnamese from '@resources/lexicons/en-vi.json';

/** English–Vietnamese. The aligner leaves it out where the texts are in other languages. */
export const shippedLexicon: Lexicon = {
  languages: ['en', 'vi'],
  entries: englishVietnamese.entries
};
