// A page's glyphs with their places, out of the row of drawing acts that pdf.js makes of it. Coordinates are points
// from the page's upper left corner, as the page is shown.
import { identity, multiply, toMatrix, type Matrix } from './matrix';
import type { PdfPage } from './load-pdfjs';

export interface FontFacts {
  /** With what the file says before the name, e.g. ABCDEF+, left out. */
  name: string;
  bold: boolean;
  italic: boolean;
  mono: boolean;
}

export interface Glyph {
  text: string;
  /** Left end on the baseline, and the baseline's height. */
  x: number;
  y: number;
  /** As far as the next glyph's place. */
  width: number;
  /** Of the letters, in points. */
  size: number;
  /** Quarter turns to the right of the way it runs, 0 from left to right; null for other slants. */
  turn: number | null;
  font: FontFacts;
  /** The tagged content it belongs to, as pdf.js names it; null for none. */
  content: string | null;
  /** Running heads, page numbers, ornaments, as the file itself says. */
  artifact: boolean;
  /** Address of the link it lies in. */
  href: string | null;
  script: Script;
  /** Indexes of the highlights and notes it belongs to; one list for all glyphs in the same ones. */
  marks: readonly number[] | null;
}

/** Raised or lowered beside larger letters. */
export type Script = 'superscript' | 'subscript' | null;

export interface PageGlyphs {
  glyphs: Glyph[];
  width: number;
  height: number;
  /** How the page was turned to have its words upright: see {@link turnedBox}. */
  turn: number;
}

/** Left, upper, right and lower end. */
export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Drawing acts by pdf.js's numbers (its OPS). */
const ops = {
  setCharSpacing: 33,
  setWordSpacing: 34,
  setHScale: 35,
  setLeading: 36,
  setFont: 37,
  setTextRise: 39,
  moveText: 40,
  setLeadingMoveText: 41,
  setTextMatrix: 42,
  nextLine: 43,
  showText: 44,
  save: 10,
  restore: 11,
  transform: 12,
  beginText: 31,
  formBegin: 74,
  formEnd: 75,
  setGState: 9,
  beginContent: 69,
  beginContentProps: 70,
  endContent: 71,
  beginGroup: 76,
  endGroup: 77
} as const;

interface State {
  ctm: Matrix;
  font: LoadedFont | null;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  leading: number;
  rise: number;
}

interface LoadedFont {
  facts: FontFacts;
  vertical: boolean;
  /** Text units to ems. */
  unit: number;
}

interface DrawnGlyph {
  unicode?: string;
  originalCharCode?: number;
  width?: number;
  isSpace?: boolean;
  vmetric?: ArrayLike<number> | null;
}

interface PdfjsFont {
  name?: string;
  bold?: boolean;
  black?: boolean;
  italic?: boolean;
  vertical?: boolean;
  fontMatrix?: ArrayLike<number>;
}

/** Glyphs of one page that are kept; a page of newsprint has some twenty thousand. */
const maxGlyphs = 300_000;

/** Reads the page. Glyphs stand in the order they are drawn in; those without a character are left out. */
export async function readPageGlyphs(page: PdfPage): Promise<PageGlyphs> {
  const viewport = page.getViewport({ scale: 1 });
  const base = toMatrix(viewport.transform) ?? identity;
  const list = await page.getOperatorList();
  const { num = 0, gen = 0 } = page.ref ?? {};
  const id = `p${num}R${gen === 0 ? '' : gen}`;
  const reader = new GlyphReader(base, (name) => fontOf(page, name), id);
  for (let index = 0; index < list.fnArray.length; index += 1) {
    reader.act(list.fnArray[index] ?? 0, (list.argsArray[index] ?? []) as unknown[]);
    if (reader.glyphs.length > maxGlyphs) break;
  }
  const { width, height } = viewport;
  return upright({
    glyphs: reader.glyphs.filter(({ size }) => size > 0.5),
    width,
    height,
    turn: 0
  });
}

/** Turns a page whose words run up or down; words that run another way than most are taken for ornaments. */
function upright({ glyphs, width, height }: PageGlyphs): PageGlyphs {
  const counts = [0, 1, 2, 3].map((turn) => glyphs.filter((glyph) => glyph.turn === turn).length);
  const turn = counts.indexOf(Math.max(...counts));
  const page =
    turn % 2 === 1
      ? { glyphs, width: height, height: width, turn }
      : { glyphs, width, height, turn };
  for (const glyph of glyphs) {
    if (glyph.turn !== turn) glyph.artifact = true;
    [glyph.x, glyph.y] = turned(page, glyph.x, glyph.y);
  }
  return page;
}

/** A place on the page as it is shown, where it is once its words are upright. */
function turned({ turn, width, height }: PageGlyphs, x: number, y: number): [number, number] {
  if (turn === 1) return [y, height - x];
  if (turn === 2) return [width - x, height - y];
  return turn === 3 ? [width - y, x] : [x, y];
}

export function turnedBox(page: PageGlyphs, { x0, y0, x1, y1 }: Box): Box {
  const [a, b] = [turned(page, x0, y0), turned(page, x1, y1)];
  return {
    x0: Math.min(a[0], b[0]),
    y0: Math.min(a[1], b[1]),
    x1: Math.max(a[0], b[0]),
    y1: Math.max(a[1], b[1])
  };
}

function turnOf([a, b]: Matrix): number | null {
  const turn = Math.atan2(b, a) / (Math.PI / 2);
  return Math.abs(turn - Math.round(turn)) < 0.02 ? (Math.round(turn) + 4) % 4 : null;
}

function fontOf(page: PdfPage, name: string): LoadedFont {
  const font = (page.commonObjs.has(name) ? page.commonObjs.get(name) : {}) as PdfjsFont;
  const plain = (font.name ?? '').replace(/^[A-Z]{6}\+/, '');
  return {
    facts: {
      name: plain,
      bold: font.bold === true || font.black === true || /bold|black|heavy|demi\b/i.test(plain),
      italic: font.italic === true || /ital|obli/i.test(plain),
      mono: /mono|courier|consol|typewriter|cmtt/i.test(plain)
    },
    vertical: font.vertical === true,
    unit: Math.abs(font.fontMatrix?.[0] ?? 0.001)
  };
}

class GlyphReader {
  readonly glyphs: Glyph[] = [];
  readonly #loadFont: (name: string) => LoadedFont;
  readonly #fonts = new Map<string, LoadedFont>();
  readonly #page: string;
  #state: State;
  readonly #saved: State[] = [];
  #text: Matrix = identity;
  #line: Matrix = identity;
  /** What each open piece of marked content is. */
  readonly #contents: { id: string | null; artifact: boolean }[] = [];

  constructor(base: Matrix, loadFont: (name: string) => LoadedFont, page: string) {
    this.#loadFont = loadFont;
    this.#page = page;
    this.#state = {
      ctm: base,
      font: null,
      size: 0,
      charSpacing: 0,
      wordSpacing: 0,
      scale: 1,
      leading: 0,
      rise: 0
    };
  }

  act(op: number, args: unknown[]): void {
    const state = this.#state;
    const [first, second] = args;
    switch (op) {
      case ops.save:
      case ops.beginGroup:
        this.#save();
        return;
      case ops.restore:
      case ops.endGroup:
      case ops.formEnd:
        this.#state = this.#saved.pop() ?? state;
        return;
      case ops.transform:
        state.ctm = multiply(state.ctm, toMatrix(args) ?? identity);
        return;
      case ops.formBegin:
        this.#save();
        this.#state.ctm = multiply(state.ctm, toMatrix(first) ?? identity);
        return;
      case ops.beginText:
        this.#text = this.#line = identity;
        return;
      case ops.setCharSpacing:
        state.charSpacing = Number(first);
        return;
      case ops.setWordSpacing:
        state.wordSpacing = Number(first);
        return;
      case ops.setHScale:
        state.scale = Number(first) / 100;
        return;
      case ops.setLeading:
        state.leading = -Number(first);
        return;
      case ops.setTextRise:
        state.rise = Number(first);
        return;
      case ops.setFont:
        this.#setFont(String(first), Number(second));
        return;
      case ops.setGState:
        for (const [key, value] of (first ?? []) as [string, unknown][]) {
          if (key === 'Font' && Array.isArray(value))
            this.#setFont(String(value[0]), Number(value[1]));
        }
        return;
      case ops.moveText:
        this.#move(Number(first), Number(second));
        return;
      case ops.setLeadingMoveText:
        state.leading = Number(second);
        this.#move(Number(first), Number(second));
        return;
      case ops.setTextMatrix:
        this.#text = this.#line = toMatrix(first) ?? toMatrix(args) ?? identity;
        return;
      case ops.nextLine:
        this.#move(0, state.leading);
        return;
      case ops.showText:
        this.#show((first ?? []) as (DrawnGlyph | number | null)[]);
        return;
      case ops.beginContent:
      case ops.beginContentProps:
        this.#beginContent(first, op === ops.beginContentProps ? second : null);
        return;
      case ops.endContent:
        this.#contents.pop();
        return;
    }
  }

  #save(): void {
    this.#saved.push(this.#state);
    this.#state = { ...this.#state };
  }

  #move(x: number, y: number): void {
    this.#text = this.#line = multiply(this.#line, [1, 0, 0, 1, x, y]);
  }

  #setFont(name: string, size: number): void {
    let font = this.#fonts.get(name);
    if (!font) {
      font = this.#loadFont(name);
      this.#fonts.set(name, font);
    }
    this.#state.font = font;
    this.#state.size = size;
  }

  #beginContent(tag: unknown, id: unknown): void {
    const outer = this.#contents.at(-1);
    const own = typeof id === 'number' ? `${this.#page}_mc${id}` : null;
    this.#contents.push({
      id: own ?? outer?.id ?? null,
      artifact: outer?.artifact === true || tag === 'Artifact'
    });
  }

  #show(drawn: readonly (DrawnGlyph | number | null)[]): void {
    const { font, size, charSpacing, wordSpacing, scale, rise } = this.#state;
    if (!font || !Number.isFinite(size)) return;
    const direction = font.vertical ? 1 : -1;
    const content = this.#contents.at(-1);
    const shape = multiply(this.#state.ctm, this.#text);
    const height = Math.hypot(shape[2], shape[3]) * Math.abs(size);
    for (const glyph of drawn) {
      if (typeof glyph === 'number') {
        this.#advance((direction * glyph * size) / 1000, font.vertical);
        continue;
      }
      if (!glyph) continue;
      const spacing = charSpacing + (glyph.isSpace ? wordSpacing : 0);
      const units = font.vertical ? (glyph.vmetric?.[0] ?? -1000) : (glyph.width ?? 0);
      const width = units * font.unit * size;
      const place = multiply(multiply(this.#state.ctm, this.#text), [1, 0, 0, 1, 0, rise]);
      this.#advance(width - direction * spacing, font.vertical);
      const { unicode = '', originalCharCode } = glyph;
      // In fonts of old charsets the soft hyphen's code is a letter; pdf.js takes it for the hyphen itself.
      const text = originalCharCode === 0xad && unicode === '-' ? '\u00ad' : unicode;
      if (text === '' || text === '\0') continue;
      const after = multiply(multiply(this.#state.ctm, this.#text), [1, 0, 0, 1, 0, rise]);
      const along = Math.hypot(after[4] - place[4], after[5] - place[5]);
      this.glyphs.push({
        text,
        x: place[4],
        y: place[5],
        width: Math.max(0, along - spacing * Math.hypot(place[0], place[1]) * scale),
        size: height,
        turn: turnOf(place),
        font: font.facts,
        content: content?.id ?? null,
        artifact: content?.artifact === true,
        href: null,
        script: null,
        marks: null
      });
    }
  }

  #advance(by: number, vertical: boolean): void {
    const { scale } = this.#state;
    this.#text = multiply(this.#text, [1, 0, 0, 1, vertical ? 0 : by * scale, vertical ? by : 0]);
  }
}
