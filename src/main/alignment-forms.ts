// Two aligned files as files of other forms: a translation memory, a proof sheet.
import type { Link } from '@domain/align/schema';
import { writeProofSheet } from '@domain/interchange/proof-sheet';
import { writeMemory } from '@domain/interchange/tmx';
import type { Translator } from '@shared/i18n/translator';
import type { AlignedFiles } from './align-files';
import { sheetWords } from './services/sheet-words';

function linksOf({ alignment }: AlignedFiles): Link[] {
  return alignment.beads.map(({ s, t, confidence, reasons }, index) => ({
    id: String(index + 1),
    source: s,
    target: t,
    confidence,
    reasons,
    state: 'proposed'
  }));
}

/** TMX 1.4b, XML text to be encoded as UTF-8. `tool` is the program's version, `date` an ISO instant. */
export function alignmentTmx(aligned: AlignedFiles, made: { tool: string; date: string }): string {
  const { source, target } = aligned;
  const { date } = made;
  const links = linksOf(aligned);
  return writeMemory({ links, source, target, created: date, modified: date }, made).text;
}

/** A page that shows both texts side by side; HTML to be encoded as UTF-8. `date` is an ISO instant. */
export function alignmentSheet(aligned: AlignedFiles, words: Translator, date: string): string {
  const { source, target, alignment } = aligned;
  const said = sheetWords(words, alignment.verdict, date);
  return writeProofSheet({ source, target }, linksOf(aligned), said).text;
}
