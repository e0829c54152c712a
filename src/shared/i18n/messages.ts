// The interface's words: one JSON file an area and language in resources/messages, ICU MessageFormat.
import enAnnotations from '@resources/messages/en/annotations.json';
import enCli from '@resources/messages/en/cli.json';
import enCommon from '@resources/messages/en/common.json';
import enDemo from '@resources/messages/en/demo.json';
import enErrors from '@resources/messages/en/errors.json';
import enExport from '@resources/messages/en/export.json';
import enLibrary from '@resources/messages/en/library.json';
import enPalette from '@resources/messages/en/palette.json';
import enPdf from '@resources/messages/en/pdf.json';
import enReader from '@resources/messages/en/reader.json';
import enSettings from '@resources/messages/en/settings.json';
import viAnnotations from '@resources/messages/vi/annotations.json';
import viCli from '@resources/messages/vi/cli.json';
import viCommon from '@resources/messages/vi/common.json';
import viDemo from '@resources/messages/vi/demo.json';
import viErrors from '@resources/messages/vi/errors.json';
import viExport from '@resources/messages/vi/export.json';
import viLibrary from '@resources/messages/vi/library.json';
import viPalette from '@resources/messages/vi/palette.json';
import viPdf from '@resources/messages/vi/pdf.json';
import viReader from '@resources/messages/vi/reader.json';
import viSettings from '@resources/messages/vi/settings.json';
import type { InterfaceLanguage } from '../settings';

const en = {
  annotations: enAnnotations,
  cli: enCli,
  common: enCommon,
  demo: enDemo,
  errors: enErrors,
  export: enExport,
  library: enLibrary,
  palette: enPalette,
  pdf: enPdf,
  reader: enReader,
  settings: enSettings
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
    cli: viCli,
    common: viCommon,
    demo: viDemo,
    errors: viErrors,
    export: viExport,
    library: viLibrary,
    palette: viPalette,
    pdf: viPdf,
    reader: viReader,
    settings: viSettings
  }
};
