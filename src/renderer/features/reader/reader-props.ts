// What the reader is given and what it tells.
import type { SideName } from '@domain/align/counterparts';
import type { Pair } from '@domain/align/schema';
import type { Article } from '@domain/article/schema';
import type { AnnotationId, ArticleId } from '@domain/ids';
import type { ReaderView } from '../../db/view-state';
import type { Standing } from './jumps';
import type { PictureSource } from './picture-source';
import type { RelayAct } from './block-acts';
import type { LinkHere } from './link-here';
import type { ReaderStatus } from './reader-status';

/** Words of one side that are to be a term. */
export interface SelectedWords {
  side: SideName;
  text: string;
}

export interface ReaderProps {
  source: Article;
  target: Article | null;
  pair: Pair | null;
  mode: 'rows' | 'columns';
  activeId: AnnotationId | null;
  /** Another annotation is to be picked: the active one stays so wherever the cursor goes. */
  picking: boolean;
  /** Gives the pictures of the two articles. */
  pictures: PictureSource;
  /** Nothing but the text is on screen. */
  focusMode: boolean;
  /** Where to begin; read once. */
  view: ReaderView | null;
  onactivate: (id: AnnotationId | null) => void;
  /** Open the note's editor. */
  onnote: (id: AnnotationId) => void;
  /** Open the statement card. */
  onstatement: (id: AnnotationId) => void;
  onview: (view: ReaderView) => void;
  /** A jump leads out of sight; `comeBack` takes what it is called with. */
  onleft: (standing: Standing) => void;
  onfocusmode: (on: boolean) => void;
  /** Null while a long article is still gone through. */
  onstatus: (status: ReaderStatus | null) => void;
  /** The link of the sentence that the reading cursor is in now. */
  onhere: (here: LinkHere | null) => void;
  /** Show why that sentence is linked. */
  onwhy: () => void;
  /** The words selected are to go into the glossary. */
  onterm: (words: SelectedWords) => void;
  /** The user wants an article's link opened outside. */
  onlink: (address: string) => void;
  /** Show the article's details. */
  ondetails: (articleId: ArticleId) => void;
  /** Blocks to be laid anew, as one act. */
  onrelay: (articleId: ArticleId, act: RelayAct) => void;
}
