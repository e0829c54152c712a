// Which dialog is open, and what it is about.
import type { Article, ArticleSummary } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import type { ColleagueImport } from '../features/colleagues/colleague-import.svelte';
import type { TermDraft } from '../features/glossary/glossary-state.svelte';
import type { Things } from '../features/library/trash-state.svelte';
import type { VersionsState } from '../features/versions/versions-state.svelte';

export type OpenDialog =
  | { kind: 'purge'; things: Things; title: string }
  | {
      kind:
        | 'palette'
        | 'tags'
        | 'keys'
        | 'history'
        | 'settings'
        | 'backups'
        | 'check'
        | 'report'
        | 'oneFile';
    }
  /** `ids`: these articles; what is open where absent. */
  | { kind: 'export'; ids?: ArticleId[] }
  | { kind: 'glossary'; draft: Partial<TermDraft> }
  | { kind: 'colleagues'; incoming: ColleagueImport }
  | { kind: 'paste'; text: string; html: string }
  | { kind: 'details'; article: Article }
  | { kind: 'versions'; article: ArticleSummary; versions: VersionsState }
  | { kind: 'pair'; article: ArticleSummary; counterpart: ArticleSummary | null };
