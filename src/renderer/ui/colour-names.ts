import type { HighlightColour } from '@domain/annotation/colours';
import type { MessageKey } from '@shared/i18n/messages';

/** The inks' names. */
export const colourNames: Record<HighlightColour, MessageKey> = {
  yellow: 'annotations.yellow',
  green: 'annotations.green',
  blue: 'annotations.blue',
  pink: 'annotations.pink',
  violet: 'annotations.violet',
  orange: 'annotations.orange'
};
