// Into the trash, out of it, and away for ever: each one step of undo, but for the last.
import type { ArticleSummary } from '@domain/article/schema';
import type { Things } from '../features/library/trash-state.svelte';
import type { Workbench } from './workbench.svelte';

export class TrashActs {
  constructor(private readonly bench: Workbench) {}

  /** Articles into the trash, with an undo in the toast. */
  discard(articles: readonly ArticleSummary[]): Promise<void> {
    return this.bench.facts.inTurn(() => this.#discard(articles));
  }

  async #discard(articles: readonly ArticleSummary[]): Promise<void> {
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
    const doing = { undo: () => library.restore(ids), redo: discard };
    const act = facts.remember('library.actTrash', doing, ids);
    const { t } = settings.translator;
    toasts.show({
      text:
        articles.length === 1
          ? t('library.trashed', { title: first.title, pairs })
          : t('library.trashedMany', { count: articles.length }),
      action: this.bench.wayBack(act)
    });
  }

  /** Out of the trash, as one act. */
  restore(things: Things): Promise<void> {
    return this.bench.facts.inTurn(() => this.#restore(things));
  }

  async #restore(things: Things): Promise<void> {
    const { library, trashed, facts, toasts, settings } = this.bench;
    const { articleIds, annotationIds } = things;
    const annotations = trashed.annotations.filter(({ annotation: { id } }) =>
      annotationIds.includes(id)
    );
    const restore = async (): Promise<void> => {
      await trashed.restore(things);
      await library.refresh();
    };
    const discard = async (): Promise<void> => {
      await trashed.discard(things);
      await library.refresh();
      this.bench.leaveGone();
    };
    try {
      await facts.byMain(restore);
    } catch (thrown) {
      this.bench.fail(thrown);
      return;
    }
    const touched = annotations.flatMap(({ annotation }) =>
      annotation.targets.map((target) => target.articleId)
    );
    const doing = { undo: discard, redo: restore };
    const articles = [...articleIds, ...touched];
    const act = facts.remember('library.actRestore', doing, articles, annotationIds);
    const count = articleIds.length + annotationIds.length;
    const [only] = count === 1 ? articleIds : [];
    const title = only && library.article(only)?.title;
    const { t } = settings.translator;
    toasts.show({
      text:
        title === undefined
          ? t('library.restoredMany', { count })
          : t('library.restored', { title }),
      action: this.bench.wayBack(act)
    });
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
