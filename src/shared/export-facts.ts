// What a finished export holds, in words: the same in the dialog and on the command line.
import type { Translator } from './i18n/translator';
import type { ExportReport } from './ipc/routes';

/** The counts that apply to the form, e.g. "2 pages, 5 highlights and notes". Never empty. */
export function exportFacts(
  { files, pages, units, rows, notes, annotations }: ExportReport,
  { t }: Translator
): string {
  const facts = [
    files === undefined ? '' : t('export.factFiles', { count: files.length }),
    pages === undefined ? '' : t('export.factPages', { pages }),
    units === undefined ? '' : t('export.factUnits', { units }),
    rows === undefined ? '' : t('export.factRows', { rows }),
    notes === undefined ? '' : t('export.factNotes', { notes }),
    annotations === undefined ? '' : t('export.factAnnotations', { annotations })
  ];
  return facts.filter((fact) => fact !== '').join(', ');
}
