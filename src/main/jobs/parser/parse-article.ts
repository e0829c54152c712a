// Bytes of an article's file to blocks and marks. Pure: no files, no network, nothing of the article is run.
import { assembleBlocks, type DraftBlock } from '@domain/article/assemble';
import { isCaption } from '@domain/article/caption';
import { findClutter } from '@domain/article/clutter';
import { findHeadings } from '@domain/article/headings';
import type { Block, ParsedArticle, ParsedFile } from '@domain/article/schema';
import { findStatedFacts } from '@domain/article/stated';
import { NORMALISER_VERSION, normaliseText } from '@domain/text/normalise';
import { charsetNamed } from '@shared/charsets';
import { AppError } from '@shared/ipc/errors';
import { maxArticleBytes } from '@shared/limits';
import { foreignLanguage, languageOf } from './article-language';
import { decodeAs, decodeText } from './decode';
import { declaredCharset, refuseTorn } from './html-source';
import type { ParsedDocument } from './parsed-document';
import { takePassages } from './pdf/marked-passages';
import { placePictures } from './pictures';
import { readDocx } from './read-docx';
import { readEpub } from './read-epub';
import { readHtml } from './read-html';
import { readMhtml } from './read-mhtml';
import { readMarkdown } from './read-markdown';
import { readPdf } from './read-pdf';
import { readPlain } from './read-plain';

type Awaitable<T> = T | Promise<T>;
type Reader = (text: string) => Awaitable<ParsedDocument>;
const readers: Record<string, Reader> = {
  txt: readPlain,
  text: readPlain,
  md: readMarkdown,
  markdown: readMarkdown,
  html: readHtml,
  htm: readHtml
};
/** Files that decode their text on their own. */
const archives: Record<string, (file: string, bytes: Uint8Array) => Awaitable<ParsedDocument>> = {
  mhtml: readMhtml,
  mht: readMhtml,
  docx: readDocx,
  pdf: readPdf,
  epub: readEpub
};

/**
 * Parses a file of one of the formats above. `name` is the file's name without folders: its ending picks the
 * format, and errors name it. `chosen` is the charset to read a text file in, by name, whatever the evidence says.
 * Throws fileUnknownType, fileEmpty, fileTooLarge, fileUnpacksTooLarge, fileBinary, fileEncrypted, fileDamaged,
 * fileNoText, and badRequest for a charset that is none of ours or is chosen for a format that has none to choose.
 */
export async function parseArticle(
  name: string,
  bytes: Uint8Array,
  chosen?: string
): Promise<ParsedFile> {
  const extension = extensionOf(name);
  const archive = archives[extension];
  const read = readers[extension];
  if (!read && !archive) throw new AppError('fileUnknownType', { file: name });
  if (bytes.length > maxArticleBytes) {
    throw new AppError('fileTooLarge', { file: name, megabytes: maxArticleBytes / 1_000_000 });
  }
  if (bytes.length === 0) throw new AppError('fileEmpty', { file: name });
  if (chosen !== undefined && archive) throw new AppError('badRequest', { charset: chosen });
  const document = archive ? await archive(name, bytes) : await readText(name, bytes, read, chosen);
  const placed = placePictures(document.drafts);
  const drafts = document.clutterKnown ? placed : markClutter(placed);
  const assembled = assembleBlocks(drafts);
  if (assembled.blocks.length === 0) throw new AppError('fileNoText', { file: name });
  const { marks, found } = takePassages(assembled, document.found ?? []);
  const charset = document.charset ?? 'utf-8';
  const article = describe(document, { ...assembled, marks, charset });
  const shown = new Set(
    article.blocks.flatMap(({ pictures = [] }) => pictures.map(({ sha256 }) => sha256))
  );
  const pictures = (document.pictures ?? []).filter(({ sha256 }) => shown.has(sha256));
  return {
    article,
    pictures,
    ...(found.length > 0 ? { found: found.map((mark) => ({ ...mark, name: '' })) } : {})
  };
}

async function readText(
  name: string,
  bytes: Uint8Array,
  read: Reader = readPlain,
  chosen?: string
): Promise<ParsedDocument> {
  const isHtml = read === readHtml;
  const named = charsetNamed(chosen ?? '');
  if (chosen !== undefined && !named) throw new AppError('badRequest', { charset: chosen });
  const { text, charset } = named
    ? decodeAs(name, bytes, named)
    : decodeText(name, bytes, isHtml ? declaredCharset(bytes) : null);
  if (isHtml && !named) refuseTorn(name, text);
  return { ...(await read(text)), charset };
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

/** Clutter told from the words, captions by their credits, and headings where the file marks none. */
function markClutter(drafts: readonly DraftBlock[]): DraftBlock[] {
  const lines = drafts
    .filter((draft) => draft.text.trim() !== '')
    .map(({ clutter: known, kind, ...draft }) => {
      const text = draft.text.trim();
      const captioned = kind === 'paragraph' && isCaption(text);
      return { draft, text, known, kind: captioned ? ('caption' as const) : kind };
    });
  const reasons = findClutter(lines);
  const headed = lines.some(({ kind }, index) => kind === 'heading' && reasons[index] === null);
  const levels = headed ? [] : findHeadings(lines, reasons);
  return lines.map(({ draft, kind }, index): DraftBlock => {
    const [clutter, level] = [reasons[index], levels[index]];
    if (clutter) return { ...draft, kind, clutter };
    return level ? { ...draft, kind: 'heading', level } : { ...draft, kind };
  });
}

type Assembled = Pick<ParsedArticle, 'text' | 'blocks' | 'marks' | 'charset'>;

const bounded = (words: string | undefined, length: number): string | undefined => {
  const plain = normaliseText(words ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, length)
    .trim();
  return plain === '' ? undefined : plain;
};

function describe(
  document: ParsedDocument,
  { text, blocks, marks, charset }: Assembled
): ParsedArticle {
  const kept = blocks.filter((block) => !block.clutter);
  const own = kept.length > 0 ? kept : blocks;
  const lines = own.map((block) => text.slice(block.start, block.end));
  const spoken = languageOf(lines, document.language ?? null);
  const stated = findStatedFacts(lines);
  const byline = bounded(document.byline ?? stated.byline, 1000);
  const date = document.date ?? stated.date;
  const place = bounded(stated.place, 300);
  const section = bounded(document.section, 300);
  const source = bounded(document.source, 300);
  const heading = own.find((block) => block.level === 1);
  const title = document.title ?? (heading ? text.slice(heading.start, heading.end) : undefined);
  return {
    title: bounded(title, 2000) ?? shortened(lines[0] ?? ''),
    ...(byline ? { byline } : {}),
    ...(date ? { date } : {}),
    ...(place ? { place } : {}),
    ...(section ? { section } : {}),
    ...(source ? { source } : {}),
    ...(document.url ? { url: document.url } : {}),
    ...spoken,
    charset,
    normaliserVersion: NORMALISER_VERSION,
    text,
    blocks: blocks.map((block) => inItsLanguage(block, text, spoken.language)),
    marks
  };
}

function inItsLanguage(block: Block, text: string, article: string): Block {
  if (block.clutter || block.kind === 'code') return block;
  const language = foreignLanguage(text.slice(block.start, block.end), article);
  return language && !block.language ? { ...block, language } : block;
}

const longestMadeTitle = 90;

/** A title for an article without one: its first words. */
function shortened(line: string): string {
  if (line.length <= longestMadeTitle) return line;
  const cut = line.slice(0, longestMadeTitle);
  const space = cut.lastIndexOf(' ');
  return `${(space > 20 ? cut.slice(0, space) : cut).replace(/[\s,;:–—-]+$/u, '').replace(/\p{Cs}$/u, '')}…`;
}
