// What is done to many annotations at once: one act, one step of undo, said with its way back.
import type { HighlightColour } from '@domain/annotation/colours';
import type { Annotation } from '@domain/annotation/schema';
import type { AnnotationId } from '@domain/ids';
import { addTags, removeTags } from '@domain/tag/changes';
import type { MessageKey } from '@shared/i18n/messages';
import type { Translator } from '@shared/i18n/translator';
import type { FactsStore } from '../../db/facts-store.svelte';
import type { Toasts } from '../../ui/toasts.svelte';

interface Doings {
  facts: FactsStore;
  toasts: Toasts;
  translator: () => Translator;
  fail: (thrown: unknown) => void;
}

type Said =
  | { key: 'notes.recoloured' | 'notes.deleted'; tag?: undefined }
  | { key: 'notes.tagAdded' | 'notes.tagRemoved'; tag: string };

export class BulkActs {
  readonly #doings: Doings;

  constructor(doings: Doings) {
    this.#doings = doings;
  }

  recolour(ids: Iterable<AnnotationId>, colour: HighlightColour): Promise<void> {
    const now = new Date().toISOString();
    const changed = this.#known(ids).filter((annotation) => annotation.colour !== colour);
    const values = changed.map((annotation) => ({ ...annotation, colour, modified: now }));
    return this.#act('annotations.actRecolour', values, { key: 'notes.recoloured' });
  }

  addTag(ids: Iterable<AnnotationId>, tag: string): Promise<void> {
    const values = addTags(this.#known(ids), [tag], new Date().toISOString());
    return this.#act('annotations.actTags', values, { key: 'notes.tagAdded', tag });
  }

  removeTag(ids: Iterable<AnnotationId>, tag: string): Promise<void> {
    const values = removeTags(this.#known(ids), [tag], new Date().toISOString());
    return this.#act('annotations.actTags', values, { key: 'notes.tagRemoved', tag });
  }

  remove(ids: Iterable<AnnotationId>): Promise<void> {
    return this.#act('annotations.actDelete', this.#known(ids), { key: 'notes.deleted' }, true);
  }

  #known(ids: Iterable<AnnotationId>): Annotation[] {
    return [...ids].flatMap((id) => this.#doings.facts.annotation(id) ?? []);
  }

  async #act(
    name: MessageKey,
    values: readonly Annotation[],
    { key, tag = '' }: Said,
    remove = false
  ): Promise<void> {
    const { facts, toasts, translator, fail } = this.#doings;
    if (values.length === 0) return;
    const { t } = translator();
    try {
      const stored = facts.act(
        name,
        values.map((value) => ({
          entity: 'annotation',
          id: value.id,
          value: remove ? null : value
        }))
      );
      const act = facts.lastAct;
      toasts.show({
        text: t(key, { count: values.length, tag }),
        action: { label: t('common.undo'), run: () => void facts.takeBack(act).catch(fail) }
      });
      await stored;
    } catch (thrown) {
      fail(thrown);
    }
  }
}
