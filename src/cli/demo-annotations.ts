// What the demonstration says about the shipped translation pair: quotations of both texts, notes in the
// interface's language.
import { createAnchor } from '@domain/anchor/anchor';
import type { HighlightColour } from '@domain/annotation/colours';
import type {
  NoteBlock,
  NoteDocument,
  NoteInline,
  NoteListItem,
  NoteMark
} from '@domain/annotation/note';
import type { Annotation, AnnotationTarget } from '@domain/annotation/schema';
import type { Article } from '@domain/article/schema';
import { annotationIdSchema } from '@domain/ids';
import type { Statement } from '@domain/statement/schema';
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';

type DemoKey = Extract<MessageKey, `demo.${string}`>;

interface Sketch {
  /** The same in every run, so that a second one adds nothing. */
  id: string;
  source?: string;
  target?: string;
  colour: HighlightColour;
  note?: DemoKey;
  tags?: DemoKey[];
  statement?: Omit<Statement, 'role' | 'organisation' | 'topic'> & {
    role?: DemoKey;
    organisation?: DemoKey;
    topic: DemoKey;
  };
}

const id = (n: number): string => `d1d7c000-0000-4000-8000-${String(n).padStart(12, '0')}`;

const sketches: Sketch[] = [
  {
    id: id(1),
    source: 'VND 36.5 billion',
    target: '36,5 tỷ đồng',
    colour: 'green',
    note: 'demo.noteMoney',
    tags: ['demo.tagNumbers']
  },
  {
    id: id(2),
    source: 'when the water was already at the door',
    target: 'khi nước đã tới cửa',
    colour: 'blue',
    note: 'demo.noteDoor',
    tags: ['demo.tagWording']
  },
  {
    id: id(3),
    target: 'cõng bà lên mái trường',
    colour: 'violet',
    note: 'demo.noteGrandmother',
    tags: ['demo.tagWording']
  },
  {
    id: id(4),
    source: 'when the river rises by more than 30 centimetres in an hour',
    colour: 'yellow'
  },
  {
    id: id(5),
    target: 'thôn của ông bị bỏ lại',
    colour: 'violet',
    note: 'demo.noteSuffer',
    tags: ['demo.tagWording']
  },
  {
    id: id(6),
    source: 'The department denied that any village had been forgotten.',
    colour: 'pink',
    note: 'demo.noteDenial',
    tags: ['demo.tagDenial'],
    statement: {
      organisation: 'demo.roleDepartment',
      act: 'denies',
      topic: 'demo.topicForgotten',
      date: '2026-03-14',
      form: 'indirect',
      certainty: 'high',
      counterpart: id(7)
    }
  },
  {
    id: id(7),
    target: 'Sở phủ nhận việc có thôn nào bị bỏ quên.',
    colour: 'pink',
    tags: ['demo.tagDenial']
  },
  {
    id: id(8),
    target: 'cam kết số liệu sẽ được công bố ngay',
    colour: 'orange',
    note: 'demo.notePromise',
    tags: ['demo.tagPromise', 'demo.tagWording'],
    statement: {
      speaker: 'Hoàng Đức Lương',
      role: 'demo.roleDeputy',
      act: 'promises',
      topic: 'demo.topicData',
      date: '2026-03-14',
      form: 'indirect',
      certainty: 'high',
      counterpart: id(9)
    }
  },
  {
    id: id(9),
    source: 'promised that the readings would be published without delay',
    colour: 'orange',
    tags: ['demo.tagPromise']
  },
  { id: id(10), target: '26.000 gia đình', colour: 'green', tags: ['demo.tagNumbers'] }
];

/** `**bold**` and `*italic*`, nothing else. */
function inlines(text: string): NoteInline[] {
  return text.split(/(\*\*[^*]+\*\*|\*[^*]+\*)/).flatMap((part): NoteInline[] => {
    if (part === '') return [];
    const stars = /^\*+/.exec(part)?.[0].length ?? 0;
    if (stars === 0) return [{ type: 'text', text: part }];
    const marks: NoteMark[] = [{ type: stars === 2 ? 'bold' : 'italic' }];
    return [{ type: 'text', text: part.slice(stars, -stars), marks }];
  });
}

/** One paragraph a line; lines that begin with a bullet make a list. */
function noteOf(text: string): NoteDocument {
  const content: NoteBlock[] = [];
  let list: NoteListItem[] | null = null;
  for (const line of text.split('\n')) {
    if (!line.startsWith('• ')) {
      content.push({ type: 'paragraph', content: inlines(line) });
      list = null;
      continue;
    }
    const item: NoteListItem = {
      type: 'listItem',
      content: [{ type: 'paragraph', content: inlines(line.slice(2)) }]
    };
    if (list) list.push(item);
    else content.push({ type: 'bulletList', content: (list = [item]) });
  }
  return { type: 'doc', content };
}

function targetIn(article: Article, exact: string): AnnotationTarget {
  const start = article.text.indexOf(exact);
  if (start < 0) throw new Error(`the sample no longer says: ${exact}`);
  const anchor = createAnchor(article.text, start, start + exact.length);
  return { articleId: article.id, anchor, state: 'exact' };
}

/** The annotations on the sample's two articles. `at` is an ISO instant. Throws where a quotation is not in its text. */
export function demoAnnotations(
  source: Article,
  target: Article,
  { t }: Pick<Translator, 't'>,
  at: string
): Annotation[] {
  const said = (key: DemoKey | undefined): string | undefined => key && t(key);
  return sketches.map((sketch) => ({
    id: annotationIdSchema.parse(sketch.id),
    targets: [
      ...(sketch.source ? [targetIn(source, sketch.source)] : []),
      ...(sketch.target ? [targetIn(target, sketch.target)] : [])
    ],
    colour: sketch.colour,
    tags: (sketch.tags ?? []).map((tag) => t(tag)),
    note: sketch.note ? noteOf(t(sketch.note)) : null,
    ...(sketch.statement && {
      statement: {
        ...sketch.statement,
        role: said(sketch.statement.role),
        organisation: said(sketch.statement.organisation),
        topic: said(sketch.statement.topic)
      }
    }),
    author: t('demo.author'),
    created: at,
    modified: at
  }));
}
