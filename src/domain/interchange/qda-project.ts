// Articles and annotations as a project for programs of qualitative analysis: REFI-QDA 1.5 (QDA-XML project 1.0).
import { notePlainText } from '../annotation/note';
import { highlightColours, type HighlightColour } from '../annotation/colours';
import { orderAnnotations } from '../annotation/order';
import type { Annotation, AnnotationTarget } from '../annotation/schema';
import type { Article } from '../article/schema';
import type { Tag } from '../tag/schema';
import { Vocabulary, type TagNode } from '../tag/vocabulary';
import { escapeMarkup } from './markup';
import { titleOf } from './rows';

export interface QdaInput {
  /** One article, or source and target. */
  articles: readonly Article[];
  annotations: readonly Annotation[];
  tags: readonly Tag[];
  /** ISO instant at which the project is made. */
  date: string;
  /** A lower-case UUID, always the same for the same name. */
  guidOf: (name: string) => string;
  words: {
    /** Of the code above the six colours. */
    colours: string;
    colour: (colour: HighlightColour) => string;
    /** `#RRGGBB`. */
    rgb: (colour: HighlightColour) => string;
    /** A statement in words; empty without one. */
    statement: (annotation: Annotation) => string;
  };
}

export interface QdaProject {
  /** The content of `project.qde`. */
  xml: string;
  /** Texts of the sources, by the file name they have in the package's `Sources` folder. */
  sources: { name: string; text: string }[];
  /** Annotations with a passage in it. */
  annotations: number;
}

/**
 * Tags become codes in their tree, colours codes of their own, passages selections in code points, notes and statements
 * memos, and what is linked or spans both articles links. Passages that were not found are left out. The texts are plain,
 * with line feeds between blocks, so that positions hold in any program.
 */
export function qdaProject(input: QdaInput): QdaProject {
  const { articles, annotations, tags, date, guidOf, words } = input;
  const ordered = orderAnnotations(
    annotations,
    articles.map(({ id }) => id)
  ).map(({ annotation }) => annotation);
  const names = ordered.flatMap((annotation) => annotation.tags);
  const vocabulary = new Vocabulary(tags, names);
  const authors = [...new Set(ordered.map(({ author }) => author))];
  const userOf = (author: string): string => guidOf(`user ${author}`);
  const codeOf = (name: string): string => guidOf(`code ${vocabulary.get(name)?.key ?? name}`);
  const memos = new Map<string, { guid: string; text: string }>();
  for (const annotation of ordered) {
    const text = [notePlainText(annotation.note), words.statement(annotation)]
      .filter(Boolean)
      .join('\n');
    if (text) memos.set(annotation.id, { guid: guidOf(`note ${annotation.id}`), text });
  }

  const codes = [
    ...vocabulary.all.filter(({ parent }) => parent === null).map((node) => codeElement(node)),
    element(
      'Code',
      { guid: guidOf('colours'), name: words.colours, isCodable: 'false' },
      highlightColours.map((colour) =>
        element('Code', {
          guid: guidOf(`colour ${colour}`),
          name: words.colour(colour),
          isCodable: 'true',
          color: words.rgb(colour)
        })
      )
    )
  ];
  function codeElement({ key, name, tag, children }: TagNode): string {
    const attributes = { guid: guidOf(`code ${key}`), name, isCodable: 'true' };
    const color: Record<string, string> = tag?.colour ? { color: words.rgb(tag.colour) } : {};
    return element('Code', { ...attributes, ...color }, children.map(codeElement));
  }

  const placed = new Set<string>();
  const sources = articles.map((article) => {
    const guid = guidOf(`source ${article.id}`);
    const offsets = codePoints(article.text);
    const selections = ordered.flatMap((annotation) =>
      annotation.targets.flatMap((target, index) => {
        if (target.articleId !== article.id || target.state === 'orphan') return [];
        placed.add(annotation.id);
        return selection(annotation, target, selectionGuid(annotation.id, index), offsets);
      })
    );
    const attributes = {
      guid,
      name: titleOf(article),
      plainTextPath: `internal://${guid}.txt`,
      creationDateTime: date
    };
    return {
      xml: element('TextSource', attributes, selections),
      file: { name: `${guid}.txt`, text: article.text.replaceAll('\u2028', '\n') }
    };
  });
  function selectionGuid(id: string, index: number): string {
    return index === 0 ? id : guidOf(`selection ${id} ${index}`);
  }
  function selection(
    { id, author, colour, tags: own, created, modified }: Annotation,
    { anchor }: AnnotationTarget,
    guid: string,
    offsets: (offset: number) => number
  ): string {
    const coding = (code: string): string =>
      element(
        'Coding',
        {
          guid: guidOf(`coding ${guid} ${code}`),
          creatingUser: userOf(author),
          creationDateTime: created
        },
        [element('CodeRef', { targetGUID: code })]
      );
    const memo = memos.get(id);
    return element(
      'PlainTextSelection',
      {
        guid,
        name: anchor.exact.replace(/\s+/g, ' ').slice(0, 80),
        startPosition: String(offsets(anchor.start)),
        endPosition: String(offsets(anchor.end)),
        creatingUser: userOf(author),
        creationDateTime: created,
        modifiedDateTime: modified
      },
      [
        ...[...new Set(own.map(codeOf)), guidOf(`colour ${colour}`)].map(coding),
        ...(memo ? [element('NoteRef', { targetGUID: memo.guid })] : [])
      ]
    );
  }

  const link = (origin: string, target: string): string =>
    element('Link', {
      guid: guidOf(`link ${origin} ${target}`),
      direction: 'Associative',
      originGUID: origin,
      targetGUID: target
    });
  const here = ({ articleId, state }: AnnotationTarget): boolean =>
    state !== 'orphan' && articles.some(({ id }) => id === articleId);
  const links = ordered.flatMap(({ id, targets, related = [], statement }) => {
    const shown = targets.flatMap((target, index) => (here(target) ? [index] : []));
    const [first, ...rest] = shown.map((index) => selectionGuid(id, index));
    if (first === undefined) return [];
    const others = [
      ...new Set([...related, ...(statement?.counterpart ? [statement.counterpart] : [])])
    ];
    const answered = ordered.flatMap((other) => {
      const at = other.targets.findIndex(here);
      return at >= 0 && others.includes(other.id) ? [selectionGuid(other.id, at)] : [];
    });
    return [...rest, ...answered].map((other) => link(first, other));
  });
  const used = [...memos].filter(([id]) => placed.has(id));
  const notes = used.map(([, { guid, text }]) =>
    element('Note', { guid, creationDateTime: date }, [
      `<PlainTextContent>${escapeMarkup(text)}</PlainTextContent>`
    ])
  );
  const xml = element(
    'Project',
    {
      xmlns: 'urn:QDA-XML:project:1.0',
      name: articles.map(titleOf).join(' · '),
      origin: 'Diptych',
      creationDateTime: date
    },
    [
      ...group(
        'Users',
        authors.map((author) => element('User', { guid: userOf(author), name: author || '?' }))
      ),
      element('CodeBook', {}, [element('Codes', {}, codes)]),
      element(
        'Sources',
        {},
        sources.map((source) => source.xml)
      ),
      ...group('Notes', notes),
      ...group('Links', links)
    ]
  );
  return {
    xml: `<?xml version="1.0" encoding="utf-8"?>\n${xml}\n`,
    sources: sources.map(({ file }) => file),
    annotations: placed.size
  };
}

/** Nothing where it would be empty, which the schema does not allow. */
function group(name: string, children: readonly string[]): string[] {
  return children.length > 0 ? [element(name, {}, children)] : [];
}

function element(
  name: string,
  attributes: Record<string, string>,
  children: readonly string[] = []
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escapeMarkup(value)}"`
  );
  const start = `<${name}${written.join('')}`;
  return children.length > 0 ? `${start}>\n${children.join('\n')}\n</${name}>` : `${start}/>`;
}

/** From UTF-16 offsets to code points; linear in the text once, then by the pairs before. */
function codePoints(text: string): (offset: number) => number {
  const pairs: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code < 0xdc00 && at + 1 < text.length) pairs.push(at);
  }
  return (offset) => offset - pairs.filter((at) => at < offset).length;
}
