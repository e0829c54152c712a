// The interface's words: one JSON file an area and language in resources/messages, ICU MessageFormat.
import enAnnotations from '@resources/messages/en/annotations.json' with { type: 'json' };
import enBackups from '@resources/messages/en/backups.json' with { type: 'json' };
import enCli from '@resources/messages/en/cli.json' with { type: 'json' };
import enColleagues from '@resources/messages/en/colleagues.json' with { type: 'json' };
import enCommon from '@resources/messages/en/common.json' with { type: 'json' };
import enDemo from '@resources/messages/en/demo.json' with { type: 'json' };
import enDetails from '@resources/messages/en/details.json' with { type: 'json' };
import enErrors from '@resources/messages/en/errors.json' with { type: 'json' };
import enExport from '@resources/messages/en/export.json' with { type: 'json' };
import enGlossary from '@resources/messages/en/glossary.json' with { type: 'json' };
import enHealth from '@resources/messages/en/health.json' with { type: 'json' };
import enHistory from '@resources/messages/en/history.json' with { type: 'json' };
import enLibrary from '@resources/messages/en/library.json' with { type: 'json' };
import enLinks from '@resources/messages/en/links.json' with { type: 'json' };
import enNotes from '@resources/messages/en/notes.json' with { type: 'json' };
import enPalette from '@resources/messages/en/palette.json' with { type: 'json' };
import enPdf from '@resources/messages/en/pdf.json' with { type: 'json' };
import enReader from '@resources/messages/en/reader.json' with { type: 'json' };
import enReasons from '@resources/messages/en/reasons.json' with { type: 'json' };
import enSettings from '@resources/messages/en/settings.json' with { type: 'json' };
import enTags from '@resources/messages/en/tags.json' with { type: 'json' };
import enStatement from '@resources/messages/en/statement.json' with { type: 'json' };
import enVersions from '@resources/messages/en/versions.json' with { type: 'json' };
import viAnnotations from '@resources/messages/vi/annotations.json' with { type: 'json' };
import viBackups from '@resources/messages/vi/backups.json' with { type: 'json' };
import viCli from '@resources/messages/vi/cli.json' with { type: 'json' };
import viColleagues from '@resources/messages/vi/colleagues.json' with { type: 'json' };
import viCommon from '@resources/messages/vi/common.json' with { type: 'json' };
import viDemo from '@resources/messages/vi/demo.json' with { type: 'json' };
import viDetails from '@resources/messages/vi/details.json' with { type: 'json' };
import viErrors from '@resources/messages/vi/errors.json' with { type: 'json' };
import viExport from '@resources/messages/vi/export.json' with { type: 'json' };
import viGlossary from '@resources/messages/vi/glossary.json' with { type: 'json' };
import viHealth from '@resources/messages/vi/health.json' with { type: 'json' };
import viHistory from '@resources/messages/vi/history.json' with { type: 'json' };
import viLibrary from '@resources/messages/vi/library.json' with { type: 'json' };
import viLinks from '@resources/messages/vi/links.json' with { type: 'json' };
import viNotes from '@resources/messages/vi/notes.json' with { type: 'json' };
import viPalette from '@resources/messages/vi/palette.json' with { type: 'json' };
import viPdf from '@resources/messages/vi/pdf.json' with { type: 'json' };
import viReader from '@resources/messages/vi/reader.json' with { type: 'json' };
import viReasons from '@resources/messages/vi/reasons.json' with { type: 'json' };
import viSettings from '@resources/messages/vi/settings.json' with { type: 'json' };
import viTags from '@resources/messages/vi/tags.json' with { type: 'json' };
import viStatement from '@resources/messages/vi/statement.json' with { type: 'json' };
import viVersions from '@resources/messages/vi/versions.json' with { type: 'json' };
import type { InterfaceLanguage } from '../settings';

const en = {
  annotations: enAnnotations,
  backups: enBackups,
  cli: enCli,
  colleagues: enColleagues,
  common: enCommon,
  demo: enDemo,
  details: enDetails,
  errors: enErrors,
  export: enExport,
  glossary: enGlossary,
  health: enHealth,
  history: enHistory,
  library: enLibrary,
  links: enLinks,
  notes: enNotes,
  palette: enPalette,
  pdf: enPdf,
  reader: enReader,
  reasons: enReasons,
  settings: enSettings,
  tags: enTags,
  statement: enStatement,
  versions: enVersions
};
type English = typeof en;

/** `area.name`, e.g. `library.openFiles`. */
export type MessageKey = {
  [Area in keyof English]: `${Area}.${Extract<keyof English[Area], string>}`;
}[keyof English];

export const messages: Record<InterfaceLanguage, Record<string, Record<string, string>>> = {
  en,
  vi: {
    annotations: viAnnotations,
    backups: viBackups,
    cli: viCli,
    colleagues: viColleagues,
    common: viCommon,
    demo: viDemo,
    details: viDetails,
    errors: viErrors,
    export: viExport,
    glossary: viGlossary,
    health: viHealth,
    history: viHistory,
    library: viLibrary,
    links: viLinks,
    notes: viNotes,
    palette: viPalette,
    pdf: viPdf,
    reader: viReader,
    reasons: viReasons,
    settings: viSettings,
    tags: viTags,
    statement: viStatement,
    versions: viVersions
  }
};
