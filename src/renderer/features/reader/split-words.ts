// How the two texts share the room, said.
import type { Translator } from '@shared/i18n/translator';
import { languageName } from '../../ui/format';
import type { ReaderState } from './reader-state.svelte';

/** "English 55 %, Vietnamese 45 %". */
export function splitInWords(reader: ReaderState, split: number, t: Translator): string {
  const share = Math.round(split * 100) / 100;
  return t.t('reader.splitShares', {
    source: languageName(reader.source.article.language, t),
    target: languageName(reader.target?.article.language ?? 'und', t),
    sourceShare: share,
    targetShare: 1 - share
  });
}
