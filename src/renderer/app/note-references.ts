// What notes can refer to: the library's annotations and tags.
import { annotationField } from '@domain/annotation/filter';
import { notePlainText } from '@domain/annotation/note';
import type { Annotation } from '@domain/annotation/schema';
import { typedPath } from '@domain/tag/names';
import { findTags, Vocabulary } from '@domain/tag/vocabulary';
import { namesInUse } from '@domain/tag/counts';
import { fold } from '@domain/text/fold';
import type { NoteChoice, NoteReferences } from '../editor/note-references';
import type { Workbench } from './workbench.svelte';

/** Choices in a list under the caret. */
const most = 8;
/** Characters of an annotation by which it is known in a sentence. */
const labelLength = 48;

/** The beginning of the words, cut between graphemes. */
function beginning(words: string, length: number): string {
  const line = words.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const letters = [...new Intl.Segmenter().segment(line.slice(0, 4 * length))];
  if (letters.length <= length) return line;
  const kept = letters.slice(0, length).map(({ segment }) => segment);
  return `${kept.join('').trimEnd()}…`;
}

const quoteOf = ({ targets }: Annotation): string => targets[0]?.anchor.exact ?? '';

export function noteReferences(bench: Workbench): NoteReferences {
  const all = (): readonly Annotation[] =>
    bench.facts.annotationsOf(bench.library.articles.map(({ id }) => id));
  const articleOf = ({ targets }: Annotation): string => {
    const [first] = targets;
    return (first && bench.library.article(first.articleId)?.title) ?? '';
  };
  const choice = (annotation: Annotation): NoteChoice => {
    const words = notePlainText(annotation.note) || quoteOf(annotation);
    const quote = annotation.note ? `“${beginning(quoteOf(annotation), labelLength)}” · ` : '';
    return {
      kind: 'mention',
      id: annotation.id,
      label: beginning(words, labelLength),
      detail: quote + articleOf(annotation)
    };
  };
  return {
    mentions(query) {
      if (/^\s/.test(query)) return [];
      const words = fold(query).split(/\s+/u).filter(Boolean);
      const open = bench.reading?.activeId;
      const found = all().filter((annotation) => {
        if (annotation.id === open) return false;
        const text = annotationField(annotation).folded;
        return words.every(
          (word) => text.includes(word) || fold(articleOf(annotation)).includes(word)
        );
      });
      // Those last worked on first.
      const latest = found.toSorted((a, b) => (a.modified < b.modified ? 1 : -1));
      return latest.slice(0, most).map(choice);
    },
    tags(query) {
      if (/^\s/.test(query)) return [];
      const vocabulary = new Vocabulary(
        bench.facts.tags,
        namesInUse(all()),
        new Intl.Collator(bench.settings.translator.language).compare
      );
      const known = findTags(vocabulary, query)
        .slice(0, most)
        .map(({ name }): NoteChoice => {
          const path = vocabulary.pathOf(name);
          return { kind: 'tag', label: name, detail: path === name ? '' : path, made: false };
        });
      const typed = typedPath(query).at(-1) ?? '';
      if (typed === '' || vocabulary.get(typed)) return known;
      return [...known, { kind: 'tag', label: typed, detail: '', made: true }];
    },
    preview(id) {
      const annotation = all().find((one) => one.id === id);
      if (!annotation) return null;
      const words = notePlainText(annotation.note) || quoteOf(annotation);
      return { words: beginning(words, 240), place: articleOf(annotation) };
    },
    jump(id) {
      const annotation = all().find((one) => one.id === id);
      if (annotation) bench.goToAnnotation(annotation);
    }
  };
}
