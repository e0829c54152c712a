// Word's DOCX to blocks. Only parts of the file itself are read: text, styles, links' addresses, foot- and endnotes.
import { prefixed, safeHref, type DraftBlock } from '@domain/article/assemble';
import type { Mark } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import { DocxStyles, type DocxStyle } from './docx-styles';
import { fromFont } from './font-charset';
import { InlineText } from './inline-text';
import type { ParsedDocument } from './parsed-document';
import { hasEntityBomb, readXml, type XmlTag } from './xml';
import { Zip } from './zip';

/** Throws what {@link Zip} throws, and `fileDamaged` (archive) where the document's part is missing. */
export function readDocx(file: string, bytes: Uint8Array): ParsedDocument {
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
  const read = (name: string): DocxBody => {
    const links = relations(text(`${folder}_rels/${name}.rels`), /\/hyperlink$/);
    return new DocxBody(styles, new Map(links.map(({ id, target }) => [id, target])));
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
  const drafts = [...body.drafts, ...numbered].map(
    ({ note: _note, ...draft }): DraftBlock => draft
  );
  return { drafts, clutterKnown: false };
}

interface DocxDraft extends DraftBlock {
  /** Which foot- or endnote it belongs to, as `footnote 3`; null in the body. */
  note: string | null;
}

interface Relation {
  id: string;
  target: string;
}

function relations(source: string, type: RegExp): Relation[] {
  return [...readXml(source)].flatMap((tag) => {
    if (typeof tag === 'string' || !tag.open || !type.test(tag.attribute('Type') ?? '')) return [];
    return [{ id: tag.attribute('Id') ?? '', target: tag.attribute('Target') ?? '' }];
  });
}

/** A switch like `<w:b/>` or `<w:b w:val="0"/>`. */
const isOn = (tag: XmlTag): boolean => !/^(0|false|off|none)$/.test(tag.attribute('val') ?? '');

interface Paragraph {
  inline: InlineText;
  style: DocxStyle;
  link: string | null;
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

class DocxBody {
  readonly drafts: DocxDraft[] = [];
  /** The numbers of notes, in the order the text refers to them. */
  readonly references = new Map<string, number>();
  readonly #styles: DocxStyles;
  readonly #links: Map<string, string>;
  readonly #paragraphs: Paragraph[] = [];
  #run = plainRun();
  #cells = 0;
  #inText = false;
  #inRunProperties = false;
  #note: string | null = null;

  constructor(styles: DocxStyles, links: Map<string, string>) {
    this.#styles = styles;
    this.#links = links;
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
          const style = this.#styles.of(null);
          this.#paragraphs.push({ inline: new InlineText(), style, link: null });
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
      case 'tc':
        this.#cells += 1;
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
          paragraph.link = safeHref(this.#links.get(tag.attribute('id') ?? '') ?? null);
        return;
      default:
        if (this.#inRunProperties) this.#runProperty(tag);
        else if (paragraph) this.#paragraphProperty(tag, paragraph);
    }
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
    if (tag.name === 'pStyle') paragraph.style = this.#styles.of(value);
    else if (tag.name === 'numId' && value !== '0' && paragraph.style.kind === 'paragraph')
      paragraph.style = { ...paragraph.style, kind: 'listItem' };
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
    else if (name === 'hyperlink') {
      const paragraph = this.#paragraphs.at(-1);
      if (paragraph) paragraph.link = null;
    }
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    const { kind, level } = paragraph.style;
    const plain = kind === 'paragraph' || kind === 'listItem';
    const note = this.#note;
    this.drafts.push({
      ...paragraph.inline.take(),
      kind: note !== null ? 'footnote' : this.#cells > 0 && plain ? 'tableCell' : kind,
      ...(level === undefined || note !== null ? {} : { level }),
      note
    });
  }
}
