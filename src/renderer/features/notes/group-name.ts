// What a group of the list is called.
import type { AnchorState } from '@domain/anchor/states';
import type { HighlightColour } from '@domain/annotation/colours';
import type { ArticleId } from '@domain/ids';
import type { Translator } from '@shared/i18n/translator';
import { colourNames } from '../../ui/colour-names';
import { statedDate } from '../../ui/format';
import type { NotesRoom } from './notes-room.svelte';
import { stateNames } from './words';

/** `language` is that of a title, where the interface's own is not meant. */
export function groupName(
  key: string,
  { grouping, library }: Pick<NotesRoom, 'grouping' | 'library'>,
  translator: Translator
): { text: string; language?: string } {
  const { t } = translator;
  switch (grouping) {
    case 'article': {
      const article = library.article(key as ArticleId);
      return { text: article?.title ?? '', ...(article && { language: article.language }) };
    }
    case 'colour':
      return { text: t(colourNames[key as HighlightColour]) };
    case 'state':
      return { text: t(stateNames[key as AnchorState]) };
    case 'date':
      return { text: statedDate(key, translator) };
    case 'tag':
      return { text: key === '' ? t('notes.untagged') : key };
    case 'speaker':
      return { text: key === '' ? t('notes.noSpeaker') : key };
    case 'author':
      return { text: key === '' ? t('notes.unsigned') : key };
    case 'none':
      return { text: '' };
  }
}
