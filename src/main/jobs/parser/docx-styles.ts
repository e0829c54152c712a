// What a DOCX's styles say of a paragraph: its kind, and the font its letters are written in.
import type { BlockKind } from '@domain/article/schema';
import { readXml } from './xml';

export interface DocxStyle {
  kind: BlockKind;
  level?: number;
  font: string | null;
  /** The list it counts in, by number, and how deep; null for none. */
  list: { number: string; depth: number } | null;
}

interface OwnStyle {
  name: string;
  basedOn: string | null;
  outline: number | null;
  number: string | null;
  depth: number;
  font: string | null;
}

/** Names of a style's forebears that are looked at; damaged files have them in circles. */
const oldestForebear = 20;

export class DocxStyles {
  readonly #styles = new Map<string, OwnStyle>();
  #defaultFont: string | null = null;

  /** `source` is word/styles.xml. */
  constructor(source: string) {
    let style: OwnStyle | null = null;
    for (const part of readXml(source)) {
      if (typeof part === 'string' || !part.open) continue;
      const value = part.attribute('val') ?? '';
      if (part.name === 'style') {
        style = { name: '', basedOn: null, outline: null, number: null, depth: 0, font: null };
        this.#styles.set(part.attribute('styleId') ?? '', style);
      } else if (part.name === 'rFonts') {
        const font = part.attribute('ascii') ?? part.attribute('hAnsi');
        if (style) style.font = font;
        else this.#defaultFont = font;
      } else if (!style) continue;
      else if (part.name === 'name') style.name = value;
      else if (part.name === 'basedOn') style.basedOn = value;
      else if (part.name === 'outlineLvl') style.outline = Number(value);
      else if (part.name === 'numId') style.number = value;
      else if (part.name === 'ilvl') style.depth = Number(value) || 0;
    }
  }

  /** Of a paragraph's style and those it is based on; an unknown one is plain. */
  of(id: string | null): DocxStyle {
    const line = this.#line(id);
    const font = line.find((style) => style.font)?.font ?? this.#defaultFont;
    const numbered = line.find((style) => style.number !== null);
    const list =
      numbered?.number && numbered.number !== '0'
        ? { number: numbered.number, depth: line.find(({ depth }) => depth > 0)?.depth ?? 0 }
        : null;
    for (const { name, outline } of line) {
      const level = levelOf(name, outline);
      if (level !== null) return { kind: 'heading', level, font, list: null };
      if (/quot(e|ation)/i.test(name)) return { kind: 'quote', font, list };
      if (/^caption$/i.test(name)) return { kind: 'caption', font, list: null };
    }
    return { kind: list ? 'listItem' : 'paragraph', font, list };
  }

  #line(id: string | null): OwnStyle[] {
    const line: OwnStyle[] = [];
    let style = this.#styles.get(id ?? '');
    while (style && line.length < oldestForebear) {
      line.push(style);
      style = this.#styles.get(style.basedOn ?? '');
    }
    return line;
  }
}

/** 1–6; null for what is no heading. Outline level 9 means body text. */
function levelOf(name: string, outline: number | null): number | null {
  if (/^title$/i.test(name)) return 1;
  const number = /^heading (\d)$/i.exec(name)?.[1];
  const level = number ? Number(number) : outline !== null && outline < 9 ? outline + 1 : null;
  return level === null ? null : Math.min(6, Math.max(1, level));
}
