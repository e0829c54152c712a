// The document as the Typst template reads it (JSON through sys.inputs). Names here and in resources/typst agree.

/** A run of text in one style. Text is always a string to Typst, never markup. */
export interface Piece {
  text: string;
  bold?: true;
  italic?: true;
  code?: true;
  raised?: true;
  lowered?: true;
  /** Index of a marker: the second pass turns the link into a highlight, or into one inside the file. */
  marker?: number;
  /** A link of the article or the note. Absent where there is a marker; that one keeps the address. */
  href?: string;
  /** Underlined like a link though the address is kept elsewhere. */
  linked?: true;
}
/** A superscript number that leads to its note. */
export interface NoteNumber {
  number: number;
  colour: string;
  /** Of the link to the note. */
  marker: number;
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
  /** Publication, date, file name. */
  facts: string[];
}

/** Blocks that start on one line; one list a column. `heading` keeps the row with the next one. */
export interface Row {
  heading: boolean;
  cells: TextGroup[][];
  /** Beside the text; none where notes stand at the end. */
  notes: PrintedNote[];
}

/** Articles that are set in columns beside each other. A second part begins on a new page. */
export interface Part {
  columns: Column[];
  /** Of the title. */
  notes: PrintedNote[];
  rows: Row[];
}

/** An ink or a tag, and on how many annotations it is. */
export interface LegendEntry {
  name: string;
  count: number;
  /** `#RRGGBB` of the wash and of the rule around it; null for a tag without a colour. */
  colour: { wash: string; mark: string } | null;
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
  /** Of the link back to the text. */
  marker: number;
  /** Whether a page may end inside it. */
  breakable: boolean;
  quotations: Quotation[];
  body: NoteNode[];
  /** Author, date, tags; and that the passage was not found, where so. */
  facts: string[];
}

export interface PrintedStatement {
  /** Whether a page may end inside it. */
  breakable: boolean;
  /** "Note 4" and the marker of the link to it; null where the statement's annotation has no note. */
  note: { name: string; marker: number } | null;
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
  /** Families for what the two of the page's own lack, in order. */
  families: string[];
  /** By language subtag: families that a text in it asks before those. */
  familiesOf: Record<string, string[]>;
  /** Factor of all type sizes. */
  scale: number;
  /** Whether a column beside the text is kept for notes. */
  margin: boolean;
  /** Titles at the head of each page but the first. */
  running: string[];
  /** Lines over the titles: verdict, languages and coverage. */
  summary: string[];
  legend: {
    colours: LegendEntry[];
    tags: LegendEntry[];
    /** "and 7 more"; empty where all are there. */ more: string;
  };
  parts: Part[];
  /** A quotation says by its sign which of two articles it is from. */
  signs: boolean;
  notes: Section<PrintedNote>;
  statements: Section<PrintedStatement> & { heads: string[] };
  sources: Section<PrintedSource>;
}
