// What is done to many annotations at once: one act, one step of undo, said with its way back.
import type { HighlightColour } from '@domain/annotation/colours';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';
import type { FactsStore } from '../../db/facts-store.svelte';
import { addTagsTo, removeTagsFrom } from '../../db/tag-acts';
import type { Toasts } from '../../ui/toasts.svelte';

interface Doings {
  facts: FactsStore;
  toasts: Toasts;
  translator: () => Translator;
  fail: (thrown: unknown) => void;
}

export class BulkActs {
  readonly #doings: Doings;

  constructor(doings: Doings) {
    this.#doings = doings;
  }

  recolour(ids: readonly AnnotationId[], colour: HighlightColour): Promise<void> {
    const modified = new Date().toISOString();
    const values = this.#known(ids).filter((annotation) => annotation.colour !== colour);
    return this.#do('notes.recoloured', () =>
      this.#put(
        'annotations.actRecolour',
        values.map((value) => ({ id: value.id, value: { ...value, colour, modified } }))
      )
    );
  }

  /** The tag as typed, perhaps a path. */
  addTag(ids: readonly AnnotationId[], tag: string): Promise<void> {
    return this.#do('notes.tagAdded', () => addTagsTo(this.#doings.facts, ids, [tag]), tag);
  }

  removeTag(ids: readonly AnnotationId[], tag: string): Promise<void> {
    return this.#do('notes.tagRemoved', () => removeTagsFrom(this.#doings.facts, ids, [tag]), tag);
  }

  remove(ids: readonly AnnotationId[]): Promise<void> {
    const values = this.#known(ids).map(({ id }) => ({ id, value: null }));
    return this.#do('notes.deleted', () => this.#put('annotations.actDelete', values));
  }

  #known(ids: readonly AnnotationId[]): Annotation[] {
    return ids.flatMap((id) => this.#doings.facts.annotation(id) ?? []);
  }

  async #put(
    name: MessageKey,
    values: readonly { id: AnnotationId; value: Annotation | null }[]
  ): Promise<number> {
    await this.#doings.facts.act(
      name,
      values.map((change) => ({ entity: 'annotation', ...change }))
    );
    return values.length;
  }

  /** `act` gives how many it changed; of none nothing is said. */
  async #do(
    said: 'notes.recoloured' | 'notes.deleted' | 'notes.tagAdded' | 'notes.tagRemoved',
    act: () => Promise<number>,
    tag = ''
  ): Promise<void> {
    const { facts, toasts, translator, fail } = this.#doings;
    try {
      const [count, id] = await facts.begun(act());
      if (count === 0) return;
      const { t } = translator();
      toasts.show({
        text: t(said, { count, tag }),
        action: { label: t('common.undo'), run: () => void facts.takeBack(id).catch(fail) }
      });
    } catch (thrown) {
      fail(thrown);
    }
  }
}
