import { isNoteLink } from '@domain/annotation/loose-note';

/**
 * The address as a link a note may hold: 'example.org/x' becomes https, 'a@example.org' becomes mailto.
 * Null for anything else.
 */
export function linkAddress(typed: string): string | null {
  const text: string = typed.trim();
  const linked: unknown = text;
  if (isNoteLink(linked)) return linked;
  if (/^[^\s:/@]+@[^\s:/@]+\.[^\s:/@]+$/.test(text)) return `mailto:${text}`;
  if (/^[^\s:/@]+\.[^\s:/@]{2,}(:\d+)?(\/\S*)?$/.test(text)) return `https://${text}`;
  return null;
}
