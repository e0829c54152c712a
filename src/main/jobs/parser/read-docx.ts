// Word's DOCX to blocks. Only parts of the file itself are read: text, styles, links' addresses, foot- and endnotes.
import { prefixed, safeHref, type DraftBlock } from '@domain/article/assemble';
import type { Mark, Picture } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import { DocxNumbering } from './docx-numbering';
import { DocxStyles, type DocxStyle } from './docx-styles';
import { fromFont } from './font-charset';
import { InlineText } from './inline-text';
import type { ParsedDocument } from './parsed-document';
import { resolvePath } from './part-path';
import { maxPictureBytes, pictureBlock, PictureShelf } from './pictures';
import { hasEntityBomb, readXml, type XmlTag } from './xml';
import { Zip } from './zip';

/** Throws what {@link Zip} throws, and `fileDamaged` (archive) where the document's part is missing. */
export async function readDocx(file: string, bytes: Uint8Array): Promise<ParsedDocument> {
  const zip = new Zip(file, bytes);
  const text = (name: string): string => {
    const source = new TextDecoder().decode(zip.read(name) ?? undefined);
    if (hasEntityBomb(source)) throw zip.tooLarge();
    return source;
  };
  const main =
    relations(text('_rels/.rels'), /\/officeDocument$/)[0]?.target ?? 'word/document.xml';
  const path = main.replace(/^\//, '');
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (!zip.has(path)) throw new AppError('fileDamaged', { file, reason: 'archive' });
  const styles = new DocxStyles(text(`${folder}styles.xml`));
  const numbering = new DocxNumbering(text(`${folder}numbering.xml`));
  const read = (name: string): DocxBody => {
    const source = text(`${folder}_rels/${name}.rels`);
    const targets = (type: RegExp): Map<string, string> =>
      new Map(relations(source, type).map(({ id, target }) => [id, target]));
    return new DocxBody({
      styles,
      numbering,
      links: targets(/\/hyperlink$/),
      pictures: targets(/\/image$/)
    });
  };
  const body = read(path.slice(folder.length));
  body.read(text(path));
  const notes = ['footnotes.xml', 'endnotes.xml'].flatMap((name) => {
    if (!zip.has(folder + name)) return [];
    const part = read(name);
    part.read(text(folder + name));
    return part.drafts;
  });
  const byNote = new Map<string | null, DocxDraft[]>();
  for (const note of notes) {
    const same = byNote.get(note.note);
    if (same) same.push(note);
    else byNote.set(note.note, [note]);
  }
  const numbered = [...body.references].flatMap(([key, number]) =>
    (byNote.get(key) ?? []).map((note, at) =>
      at === 0 ? prefixed(note, `${String(number)} `) : note
    )
  );
  const shelf = new PictureShelf();
  const drafts: DraftBlock[] = [];
  for (const each of [...body.drafts, ...numbered]) {
    const draft = plainDraft(each);
    const pictures: Picture[] = [];
    for (const { target, alt } of each.images) {
      const part = zip.readPicture(resolvePath(path, target), maxPictureBytes);
      const picture = part ? await shelf.add(part, alt) : null;
      if (picture) pictures.push(picture);
    }
    if (draft.text.trim() === '') drafts.push(...pictures.map(pictureBlock));
    else drafts.push(pictures.length > 0 ? { ...draft, pictures: pictures.slice(0, 100) } : draft);
  }
  return { drafts, clutterKnown: false, pictures: shelf.pictures };
}

interface DocxDraft extends DraftBlock {
  /** Pictures in it, by their part's address as the document has it. */
  images: { target: string; alt: string }[];
  /** Which foot- or endnote it belongs to, as `footnote 3`; null in the body. */
  note: string | null;
}

const plainDraft = ({ note: _note, images: _images, ...draft }: DocxDraft): DraftBlock => draft;

interface Relation {
  id: string;
  target: string;
}

function relations(source: string, type: RegExp): Relation[] {
  return [...readXml(source)].flatMap((tag) => {
    if (typeof tag === 'string' || !tag.open || !type.test(tag.attribute('Type') ?? '')) return [];
    // Pictures elsewhere are never asked for.
    if (
      tag.attribute('TargetMode') === 'External' &&
      !/hyperlink$/.test(tag.attribute('Type') ?? '')
    )
      return [];
    return [{ id: tag.attribute('Id') ?? '', target: tag.attribute('Target') ?? '' }];
  });
}

/** A switch like `<w:b/>` or `<w:b w:val="0"/>`. */
const isOn = (tag: XmlTag): boolean => !/^(0|false|off|none)$/.test(tag.attribute('val') ?? '');

interface Paragraph {
  inline: InlineText;
  style: DocxStyle;
  link: string | null;
  images: DocxDraft['images'];
}
interface Parts {
  styles: DocxStyles;
  numbering: DocxNumbering;
  /** Addresses of links and pictures, by the id of their relation. */
  links: Map<string, string>;
  pictures: Map<string, string>;
}
/** Where in a table the next cell stands. */
interface Table {
  row: number;
  column: number;
  /** Columns of the cell under way. */
  span: number;
}
interface Run {
  marks: Set<Mark['kind']>;
  font: string | null;
  hidden: boolean;
}
const plainRun = (): Run => ({ marks: new Set(), font: null, hidden: false });

/** Elements whose words are no part of the text: deleted, moved away, or a second copy for old programs. */
const skipped = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'pPrChange', 'rPrChange']);
/** Paragraphs within paragraphs (text boxes) go no deeper in real files. */
const deepest = 50;

function inList(style: DocxStyle, number: string): DocxStyle {
  const { kind } = style;
  if (number === '0')
    return { ...style, kind: kind === 'listItem' ? 'paragraph' : kind, list: null };
  const list = { number, depth: style.list?.depth ?? 0 };
  return { ...style, kind: kind === 'paragraph' ? 'listItem' : kind, list };
}

class DocxBody {
  readonly drafts: DocxDraft[] = [];
  /** The numbers of notes, in the order the text refers to them. */
  readonly references = new Map<string, number>();
  readonly #parts: Parts;
  readonly #paragraphs: Paragraph[] = [];
  #run = plainRun();
  readonly #tables: Table[] = [];
  #cells = 0;
  #alt = '';
  #inText = false;
  #inRunProperties = false;
  #note: string | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  read(source: string): void {
    let skipping = 0;
    for (const part of readXml(source)) {
      if (typeof part === 'string') {
        if (skipping === 0 && this.#inText) this.#words(part);
      } else if (skipped.has(part.name)) {
        skipping = Math.max(0, skipping + Number(part.open) - Number(part.close));
      } else if (skipping === 0) {
        if (part.open) this.#open(part);
        if (part.close) this.#close(part.name);
      }
    }
    while (this.#paragraphs.length > 0) this.#endParagraph();
  }

  #words(words: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph || this.#run.hidden) return;
    const { marks, font } = this.#run;
    const { inline, link, style } = paragraph;
    const all = [...marks].sort();
    if (link) inline.open('link', link);
    for (const kind of all) inline.open(kind);
    inline.add(fromFont(words, font ?? style.font));
    for (let open = all.length + Number(link !== null); open > 0; open -= 1) inline.close();
  }

  #open(tag: XmlTag): void {
    const paragraph = this.#paragraphs.at(-1);
    switch (tag.name) {
      case 'p':
        if (this.#paragraphs.length < deepest) {
          const style = this.#parts.styles.of(null);
          this.#paragraphs.push({ inline: new InlineText(), style, link: null, images: [] });
        }
        return;
      case 'r':
        this.#run = plainRun();
        return;
      case 'rPr':
        this.#inRunProperties = true;
        return;
      case 't':
        this.#inText = !tag.close;
        return;
      case 'tbl':
        this.#tables.push({ row: -1, column: 0, span: 0 });
        return;
      case 'tr':
        this.#nextRow();
        return;
      case 'tc':
        this.#cells += 1;
        this.#nextCell();
        return;
      case 'gridSpan':
        this.#span(Number(tag.attribute('val')));
        return;
      case 'docPr':
        this.#alt = tag.attribute('descr') ?? tag.attribute('title') ?? '';
        return;
      case 'blip':
      case 'imagedata':
        this.#image(tag.attribute('embed') ?? tag.attribute('id') ?? '');
        return;
      case 'footnote':
      case 'endnote':
        // Those with a type are the lines that set notes apart.
        this.#note = tag.attribute('type') ? null : `${tag.name} ${tag.attribute('id') ?? ''}`;
        return;
      case 'footnoteReference':
      case 'endnoteReference':
        this.#reference(`${tag.name.replace('Reference', '')} ${tag.attribute('id') ?? ''}`);
        return;
      case 'tab':
      case 'cr':
      case 'br':
        this.#space(tag);
        return;
      case 'noBreakHyphen':
        this.#words('\u2011');
        return;
      case 'hyperlink':
        if (paragraph)
          paragraph.link = safeHref(this.#parts.links.get(tag.attribute('id') ?? '') ?? null);
        return;
      default:
        if (this.#inRunProperties) this.#runProperty(tag);
        else if (paragraph) this.#paragraphProperty(tag, paragraph);
    }
  }

  #nextRow(): void {
    const table = this.#tables.at(-1);
    if (table) Object.assign(table, { row: table.row + 1, column: 0, span: 0 });
  }

  #nextCell(): void {
    const table = this.#tables.at(-1);
    if (table) Object.assign(table, { column: table.column + table.span, span: 1 });
  }

  #span(columns: number): void {
    const table = this.#tables.at(-1);
    if (table && columns > 1 && columns < 100) table.span = columns;
  }

  #image(id: string): void {
    const target = this.#parts.pictures.get(id);
    if (target !== undefined) this.#paragraphs.at(-1)?.images.push({ target, alt: this.#alt });
    this.#alt = '';
  }

  #space(tag: XmlTag): void {
    const inline = this.#paragraphs.at(-1)?.inline;
    // Tab stops of a paragraph's properties bear the same name, with a position.
    if (tag.name === 'tab') {
      if (tag.attribute('pos') === null) inline?.add(' ');
    } else if (!/page|column/.test(tag.attribute('type') ?? '')) inline?.hardBreak();
  }

  #paragraphProperty(tag: XmlTag, paragraph: Paragraph): void {
    const value = tag.attribute('val');
    if (tag.name === 'pStyle') paragraph.style = this.#parts.styles.of(value);
    else if (tag.name === 'ilvl')
      paragraph.style = {
        ...paragraph.style,
        list: { number: paragraph.style.list?.number ?? '', depth: Number(value) || 0 }
      };
    else if (tag.name === 'numId') paragraph.style = inList(paragraph.style, value ?? '0');
    else if (tag.name === 'outlineLvl' && Number(value) < 9 && value !== null)
      paragraph.style = {
        ...paragraph.style,
        kind: 'heading',
        level: Math.min(6, Number(value) + 1)
      };
  }

  #runProperty(tag: XmlTag): void {
    const { marks } = this.#run;
    const set = (kind: Mark['kind']): void => {
      if (isOn(tag)) marks.add(kind);
    };
    if (tag.name === 'b') set('bold');
    else if (tag.name === 'i') set('italic');
    else if (tag.name === 'vanish') this.#run.hidden = isOn(tag);
    else if (tag.name === 'rFonts')
      this.#run.font = tag.attribute('ascii') ?? tag.attribute('hAnsi') ?? this.#run.font;
    else if (tag.name === 'vertAlign') {
      const value = tag.attribute('val');
      if (value === 'superscript' || value === 'subscript') marks.add(value);
    }
  }

  #reference(key: string): void {
    const inline = this.#paragraphs.at(-1)?.inline;
    if (!inline || this.#note !== null) return;
    const number = this.references.get(key) ?? this.references.size + 1;
    this.references.set(key, number);
    inline.open('superscript');
    inline.add(String(number));
    inline.close();
  }

  #close(name: string): void {
    if (name === 'p') this.#endParagraph();
    else if (name === 'rPr') this.#inRunProperties = false;
    else if (name === 't') this.#inText = false;
    else if (name === 'tc') this.#cells = Math.max(0, this.#cells - 1);
    else if (name === 'tbl') this.#tables.pop();
    else if (name === 'hyperlink') {
      const paragraph = this.#paragraphs.at(-1);
      if (paragraph) paragraph.link = null;
    }
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    const { kind, level, list } = paragraph.style;
    const plain = kind === 'paragraph' || kind === 'listItem';
    const note = this.#note;
    const words = paragraph.inline.take();
    const inCell = this.#cells > 0 && plain;
    const own = note !== null ? 'footnote' : inCell ? 'tableCell' : kind;
    const counts = list && kind === 'listItem' && words.text.trim() !== '';
    const marker = counts ? this.#parts.numbering.next(list.number, list.depth) : null;
    const table = this.#tables.at(-1);
    const depth =
      own === 'listItem' && list && list.depth > 0 ? Math.min(6, list.depth + 1) : undefined;
    this.drafts.push({
      ...words,
      kind: own,
      ...(own === 'heading' && level !== undefined ? { level } : {}),
      ...(depth === undefined ? {} : { level: depth }),
      ...(own === 'listItem' && marker !== null ? { marker } : {}),
      ...(own === 'tableCell' && table && table.row >= 0
        ? { cell: { row: table.row, column: table.column } }
        : {}),
      images: paragraph.images,
      note
    });
  }
}
