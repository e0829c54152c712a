// Into the trash, out of it, and away for ever: each one step of undo, but for the last.
import type { ArticleSummary } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import type { Things } from '../features/library/trash-state.svelte';
import type { Workbench } from './workbench.svelte';

export class TrashActs {
  constructor(private readonly bench: Workbench) {}

  /** Articles into the trash, with an undo in the toast. */
  async discard(articles: readonly ArticleSummary[]): Promise<void> {
    const { library, facts, toasts, settings, view } = this.bench;
    const [first] = articles;
    if (!first) return;
    const ids = articles.map(({ id }) => id);
    const pairs = new Set(ids.flatMap((id) => library.pairsOf(id))).size;
    const discard = async (): Promise<void> => {
      await library.trash(ids);
      view.selected.clear();
      this.bench.leaveGone();
    };
    try {
      await discard();
    } catch (thrown) {
      this.bench.fail(thrown);
      return;
    }
    facts.remember('library.actTrash', { undo: () => library.restore(ids), redo: discard });
    const { t } = settings.translator;
    toasts.show({
      text:
        articles.length === 1
          ? t('library.trashed', { title: first.title, pairs })
          : t('library.trashedMany', { count: articles.length }),
      action: { label: t('common.undo'), run: () => void this.putBack(first, ids) }
    });
  }

  /** Articles back out of the trash; `first` is one of them. */
  async putBack(first: ArticleSummary, ids: ArticleId[]): Promise<void> {
    const { library, toasts, settings } = this.bench;
    try {
      await library.restore(ids);
    } catch (thrown) {
      this.bench.fail(thrown);
      return;
    }
    const { t } = settings.translator;
    toasts.show({
      text:
        ids.length === 1
          ? t('library.restored', { title: first.title })
          : t('library.restoredMany', { count: ids.length })
    });
  }

  /** From the trash's own room. */
  async restore(things: Things): Promise<void> {
    const { library, trashed, facts, toasts, settings } = this.bench;
    try {
      await trashed.restore(things);
      await library.refresh();
    } catch (thrown) {
      this.bench.fail(thrown);
      return;
    }
    facts.remember('library.actRestore', {
      undo: () => trashed.discard(things),
      redo: () => trashed.restore(things)
    });
    const count = things.articleIds.length + things.annotationIds.length;
    toasts.show({ text: settings.translator.t('library.restoredMany', { count }) });
  }

  /** For ever; whoever calls it has asked. */
  async purge(things: Things): Promise<void> {
    try {
      await this.bench.trashed.purge(things);
    } catch (thrown) {
      this.bench.fail(thrown);
    }
  }
}
