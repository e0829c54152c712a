// The document as the Typst template reads it (JSON through sys.inputs). Names here and in resources/typst agree.

/** A run of text in one style. Text is always a string to Typst, never markup. */
export interface Piece {
  text: string;
  bold?: true;
  italic?: true;
  code?: true;
  raised?: true;
  lowered?: true;
  /** Index of a marker: the second pass turns the link into a highlight. */
  marker?: number;
  /** A link of the article or the note. Absent where there is a marker; that one keeps the address. */
  href?: string;
  /** Underlined like a link though the address is kept elsewhere. */
  linked?: true;
  /** Number of the printed note that the words lead to. */
  note?: number;
}
/** A superscript number that leads to its note. */
export interface NoteNumber {
  number: number;
  colour: string;
  /** True for the place the note leads back to. */
  anchor: boolean;
}
export interface LineBreak {
  lineBreak: true;
}
export type Inline = Piece | { noteNumber: NoteNumber } | LineBreak;

export interface TextBlock {
  kind: 'heading' | 'paragraph' | 'caption' | 'quote' | 'code' | 'footnote';
  /** Of headings; the levels of the whole document never skip one. */
  level?: number;
  clutter: boolean;
  /** Where it is another than the article's. */
  language: TypstLanguage | null;
  inlines: Inline[];
}

/** What stands in a list's item or a table's place. */
export interface Words {
  language: TypstLanguage | null;
  inlines: Inline[];
}

export interface TextList {
  kind: 'list';
  /** One an item; null where the list has bullets. */
  markers: string[] | null;
  /** Levels between the list and what it stands in that have no item here. */
  skipped: number;
  items: { words: Words; lists: TextList[] }[];
}

/** `breakable`: whether a page may end inside it. */
export type TableCell = Words & { breakable: boolean };

export interface TextTable {
  kind: 'table';
  /** Equally long; null where a place is empty. */
  rows: (TableCell | null)[][];
  /** One a column: the words that take most room where lines break, and where none does. */
  columns: { word: string; line: string }[];
}

export type TextGroup = TextBlock | TextList | TextTable;

/** Primary language subtag and, where known, region, as Typst wants them. */
export interface TypstLanguage {
  lang: string;
  region: string | null;
}

export type Side = 'source' | 'target';

export interface Column {
  side: Side;
  language: TypstLanguage;
  /** The language's own name. */
  languageName: string;
  title: Inline[];
  /** Byline, place, date, file name. */
  facts: string[];
}

/** Blocks that start on one line; one list a column. `heading` keeps the row with the next one. */
export interface Row {
  heading: boolean;
  cells: TextGroup[][];
}

export interface Quotation {
  side: Side;
  language: TypstLanguage;
  text: string;
}

export type NoteNode =
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'quote'; children: NoteNode[] }
  | { kind: 'list'; start: number | null; items: NoteNode[][] }
  | { kind: 'heading'; level: number; inlines: Inline[] }
  | { kind: 'code'; inlines: Inline[] }
  | TextTable;

export interface PrintedNote {
  number: number;
  colour: string;
  /** Whether the number stands somewhere in the text. */
  anchored: boolean;
  /** Whether a page may end inside it. */
  breakable: boolean;
  quotations: Quotation[];
  body: NoteNode[];
  /** Author, date, tags; and that the passage was not found, where so. */
  facts: string[];
}

export interface PrintedStatement {
  /** Note number, where the statement's annotation has a printed note. */
  number: number | null;
  /** "Note 4"; empty without a number. */
  noteName: string;
  colour: string;
  speaker: string[];
  act: string[];
  quotations: Quotation[];
  when: string[];
}

export interface PrintedSource {
  side: Side;
  title: string;
  language: TypstLanguage;
  facts: string[];
  sha256: string;
}

export interface Section<T> {
  title: string;
  items: T[];
}

export interface TypesetDocument {
  title: string;
  author: string;
  date: { year: number; month: number; day: number; hour: number; minute: number; second: number };
  language: TypstLanguage;
  paper: 'a4' | 'us-letter';
  landscape: boolean;
  /** The title at the foot of each page. */
  running: string;
  /** Line over the titles: verdict and languages. */
  summary: string[];
  /** `{page}` and `{total}` are filled in by the template. */
  pageOf: string;
  columns: Column[];
  rows: Row[];
  notes: Section<PrintedNote>;
  statements: Section<PrintedStatement> & { heads: string[] };
  sources: Section<PrintedSource>;
}
