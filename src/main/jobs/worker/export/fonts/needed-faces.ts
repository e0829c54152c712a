// The faces a document needs beside those that ship: looked for only where a character has no glyph in them.
import { notePlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import { AppError } from '@shared/ipc/errors';
import type { PdfInput } from '../../../job-contract';
import { printable } from '../content/printable';
import { typstLanguage } from '../content/language';
import type { TypesetDocument } from '../content/typeset-document';
import type { Stage } from '../stage';
import { chooseFaces, easternLanguage, languageOfNeed, type Need } from './choose-faces';
import { lookForFaces, type FontPlaces, type FoundFace } from './look-for-faces';

/** Characters that are named in a refusal. */
const mostNamed = 20;

/** The character as a person can read it: what has no sign of its own by its code point. */
function named(character: string): string {
  return /\p{C}/u.test(character)
    ? `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
    : character;
}

/** Everything that is set for one article: its shown text, its names, and the words of its annotations. */
function wordsOf(article: Article, annotations: Annotation[], clutter: boolean): string {
  const blocks = article.blocks
    .filter((block) => clutter || block.clutter === undefined)
    .map(({ start, end, marker = '' }) => `${marker} ${article.text.slice(start, end)}`);
  const notes = annotations
    .filter(({ targets }) => targets.some(({ articleId }) => articleId === article.id))
    .flatMap((annotation) => [
      notePlainText(annotation.note),
      annotation.author,
      ...annotation.tags,
      ...annotation.targets.map(({ anchor }) => anchor.exact),
      ...Object.values(annotation.statement ?? {})
    ]);
  return printable(
    [
      article.title,
      article.date ?? '',
      article.source ?? '',
      article.url ?? '',
      article.original.name,
      ...blocks,
      ...notes
    ].join(' ')
  );
}

let lastLook: { key: string; found: FoundFace[] } | undefined;

/** As `lookForFaces`; the same question as last time is not asked again. */
function look(places: FontPlaces, wanted: string[]): FoundFace[] {
  const key = JSON.stringify([places, wanted]);
  if (lastLook?.key !== key) lastLook = { key, found: lookForFaces(places, wanted) };
  return lastLook.found;
}

/** Each missing character at the first article that has it; what only the file's own words have at an eastern one. */
function needsOf({ articles, annotations, options }: PdfInput, missing: readonly string[]): Need[] {
  const left = new Set(missing);
  const needs = articles.map((article): Need => {
    const words = new Set(wordsOf(article, annotations, options.clutter));
    const characters = missing.filter((each) => words.has(each));
    for (const each of characters) left.delete(each);
    return { language: article.language, characters };
  });
  const eastern = needs.find(({ language }) => easternLanguage(language)) ?? needs[0];
  eastern?.characters.push(...left);
  return needs;
}

/** What the typesetter is given beside the shipped faces. */
export interface NeededFaces {
  /** Absolute. */
  files: string[];
  /** Families by which the files' faces are asked for: for all texts, and by language where these differ. */
  families(knownAs: Stage['knownAs']): Pick<TypesetDocument, 'families' | 'familiesOf'>;
}

/**
 * `missing`: characters of the document that no shipped face has. Throws `exportMissingGlyphs` (characters, count, file,
 * language) for the first article with a character that no face at hand can show.
 */
export function neededFaces(input: PdfInput, missing: readonly string[]): NeededFaces {
  const needs = needsOf(input, missing);
  const chosen = chooseFaces(needs, look(input.fontPlaces, [...missing]));
  refuseMissing(input, chosen.missing);
  return {
    files: chosen.files,
    families: (knownAs) => {
      const asked = needs.flatMap(({ language }, n): [string, string[]][] => {
        const families = (chosen.faces[n] ?? []).flatMap(({ names }) => knownAs(names) ?? []);
        return families.length > 0 ? [[typstLanguage(language).lang, families]] : [];
      });
      return {
        families: asked.flatMap(([, families]) => families),
        familiesOf: asked.length > 1 ? Object.fromEntries(asked) : {}
      };
    }
  };
}

function refuseMissing({ articles, language }: PdfInput, missing: readonly string[][]): void {
  for (const [index, article] of articles.entries()) {
    const characters = missing[index] ?? [];
    if (characters.length === 0) continue;
    const written = languageOfNeed({ language: article.language, characters });
    const name = written && new Intl.DisplayNames(language, { type: 'language' }).of(written);
    throw new AppError('exportMissingGlyphs', {
      characters: [
        ...characters.slice(0, mostNamed).map(named),
        ...(characters.length > mostNamed ? ['…'] : [])
      ].join(' '),
      count: characters.length,
      file: article.original.name,
      // As within a sentence: in Vietnamese only the language's own name has a capital.
      language: name?.replace(/^Tiếng /, 'tiếng ') ?? 'none'
    });
  }
}
