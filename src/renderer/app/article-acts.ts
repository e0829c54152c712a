// What is done to an article's blocks and facts, each as one step of undo with a way back in the toast.
import { inverseChanges } from '@domain/article/details';
import type { FactChanges } from '@domain/article/details-schema';
import type { Relay } from '@domain/article/relay';
import type { Article } from '@domain/article/schema';
import type { ArticleId } from '@domain/ids';
import type { RelayAct } from '../features/reader/block-acts';
import type { Workbench } from './workbench.svelte';

export class ArticleActs {
  /** The toast of the last change of blocks. */
  #laid = -1;

  constructor(private readonly bench: Workbench) {}

  /** Blocks laid anew. */
  relay(id: ArticleId, act: RelayAct): Promise<void> {
    return this.bench.facts.inTurn(() => this.#relay(id, act));
  }

  async #relay(id: ArticleId, { relay, name, said }: RelayAct): Promise<void> {
    const { client, facts, toasts } = this.bench;
    const back = { before: relay.after, after: relay.before };
    const lay = async (now: Relay): Promise<void> => {
      this.bench.reading?.adopt(await client.request('library.relay', { id, relay: now }));
    };
    try {
      await lay(relay);
    } catch (thrown) {
      this.bench.fail(thrown);
      return;
    }
    const act = facts.remember(name, { undo: () => lay(back), redo: () => lay(relay) }, [id]);
    // Only the latest layout can be taken back by its toast.
    toasts.dismiss(this.#laid);
    this.#laid = toasts.show({ text: said, action: this.bench.wayBack(act) });
  }

  /** Facts about an article set by hand; false where that failed, and was said. */
  changeDetails(before: Article, changes: FactChanges): Promise<boolean> {
    return this.bench.facts.inTurn(() => this.#changeDetails(before, changes));
  }

  async #changeDetails(before: Article, changes: FactChanges): Promise<boolean> {
    const { client, facts, toasts, settings } = this.bench;
    const { id } = before;
    const back = inverseChanges(before, changes);
    let { title } = before;
    const change = async (now: FactChanges): Promise<void> => {
      const after = await client.request('library.setDetails', { id, changes: now });
      ({ title } = after);
      this.bench.reading?.adopt(after);
    };
    try {
      await change(changes);
    } catch (thrown) {
      this.bench.fail(thrown);
      return false;
    }
    const doing = { undo: () => change(back), redo: () => change(changes) };
    const act = facts.remember('details.act', doing, [id]);
    toasts.show({
      text: settings.translator.t('details.saved', { title }),
      action: this.bench.wayBack(act)
    });
    return true;
  }
}
