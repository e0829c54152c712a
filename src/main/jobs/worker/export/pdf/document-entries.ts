// What belongs to the whole file: who made it, its languages, and the attached data.
import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PdfFile } from './file';
import { dateString, dict, isDict, name, PdfRef, PdfString, textString } from './values';

const producer = 'Diptych';

const escapeXml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/**
 * Names Diptych as the maker and all languages in Info and XMP. The claim of PDF/UA conformance is taken out:
 * the file is built to its rules, but no validator has confirmed it.
 */
export function describeDocument(file: PdfFile, languages: string[]): void {
  const info = file.get(file.trailer.get('Info'));
  if (isDict(info)) info.set('Creator', textString(producer));
  const catalog = file.dict(file.trailer.get('Root'));
  const marks = catalog.get('MarkInfo');
  if (isDict(marks)) marks.delete('Suspects');
  const metadata = catalog.get('Metadata');
  if (!(metadata instanceof PdfRef)) return;
  const items = languages.map((language) => `<rdf:li>${escapeXml(language)}</rdf:li>`).join('');
  const xml = file
    .streamBytes(metadata)
    .toString('utf8')
    .replace(/<dc:language>.*?<\/dc:language>/s, '')
    .replace(/<pdfuaid:part>.*?<\/pdfuaid:part>/s, '')
    .replace(/<xmp:CreatorTool>.*?<\/xmp:CreatorTool>/s, () => {
      return `<xmp:CreatorTool>${producer}</xmp:CreatorTool><dc:language><rdf:Bag>${items}</rdf:Bag></dc:language>`;
    });
  file.setStream(metadata, file.dict(metadata), Buffer.from(xml, 'utf8'));
}

export interface AttachedFile {
  name: string;
  /** MIME type. */
  type: string;
  description: string;
  bytes: Uint8Array;
  /** ISO instant. */
  date: string;
}

/** Attaches files as data of the document, listed in readers' attachment panels. Their names are in ASCII. */
export function attachFiles(file: PdfFile, attached: readonly AttachedFile[]): void {
  const named = attached
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((one) => [textString(one.name), specificationOf(file, one)] as const);
  const catalog = file.dict(file.trailer.get('Root'));
  const names = catalog.get('Names');
  const tree = isDict(names) ? names : dict({});
  tree.set('EmbeddedFiles', dict({ Names: named.flat() }));
  catalog.set('Names', tree);
  catalog.set(
    'AF',
    named.map(([, specification]) => specification)
  );
}

function specificationOf(file: PdfFile, attached: AttachedFile): PdfRef {
  const { bytes } = attached;
  const checksum = createHash('md5').update(bytes).digest('hex').toUpperCase();
  const embedded = file.addStream(
    dict({
      Type: name('EmbeddedFile'),
      Subtype: name(attached.type.replace(/[^A-Za-z0-9.-]/g, escapeName)),
      Filter: name('FlateDecode'),
      Params: dict({
        Size: bytes.byteLength,
        ModDate: dateString(attached.date),
        CheckSum: new PdfString(`<${checksum}>`)
      })
    }),
    deflateSync(bytes, { level: 9 })
  );
  return file.add(
    dict({
      Type: name('Filespec'),
      F: textString(attached.name),
      UF: textString(attached.name),
      Desc: textString(attached.description),
      AFRelationship: name('Data'),
      EF: dict({ F: embedded, UF: embedded })
    })
  );
}

function escapeName(character: string): string {
  return `#${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
