// What the chosen sentences may be linked with: asked of main, shown one by one, taken by its number.
import type { SideName } from '@domain/align/counterparts';
import type { Link } from '@domain/align/schema';
import { otherSide } from '@domain/align/side-names';
import type { WireError } from '@shared/ipc/errors';
import type { Client } from '../../platform/client';
import { Job } from '../../platform/job.svelte';
import { spansOf } from './link-acts';
import { entryOf, ties, type LinkEntry } from './link-table';
import type { LinksRoom } from './links-room.svelte';

interface Subject {
  side: SideName;
  indexes: readonly number[];
}

export class Candidates {
  readonly #room: LinksRoom;
  readonly #client: Client;
  readonly #job: Job;
  /** Which sentences are asked about, as a string; null for none. */
  readonly #key = $derived.by(() => this.#keyOf());
  #list = $state.raw<{ key: string; entries: readonly LinkEntry[] } | null>(null);
  /** The candidate that keys have called up. */
  #called = $state<number | null>(null);
  /** The one under the mouse. */
  hovered = $state<number | null>(null);
  /** The first is to be called up as soon as it is there. */
  #callFirst = false;

  constructor(room: LinksRoom, client: Client) {
    this.#room = room;
    this.#client = client;
    this.#job = new Job(client);
  }

  /** Changes with what is asked about; null where nothing is: what is linked has its counterpart. */
  get key(): string | null {
    return this.#key;
  }

  get busy(): boolean {
    return this.#job.running;
  }

  get error(): WireError | null {
    return this.#job.error;
  }

  /** Best first, each as the link it would be; null before the answer is there. */
  get list(): readonly LinkEntry[] | null {
    return this.#key !== null && this.#list?.key === this.#key ? this.#list.entries : null;
  }

  get called(): number | null {
    return this.list ? this.#called : null;
  }

  /** The one to draw. */
  get shown(): LinkEntry | null {
    const index = this.hovered ?? this.called;
    return index === null ? null : (this.list?.[index] ?? null);
  }

  /** Asks main. Call it when the key or the links have changed and main has them. */
  async load(): Promise<void> {
    const key = this.#key;
    const { pair } = this.#room;
    if (key === null || !pair) return;
    const { side, indexes } = this.#subject;
    const spans = spansOf(this.#room.sides[side], indexes);
    const answer = await this.#job.run((jobId) =>
      this.#client.request('pair.candidates', { jobId, id: pair.id, side, spans })
    );
    if (!answer || key !== this.#key) return;
    const other = otherSide(side);
    const entries = answer.candidates.map((candidate, index) => {
      const { confidence, reasons } = candidate;
      const sides = { source: spans, target: spans, [other]: candidate.spans };
      const link: Link = {
        id: `candidate ${index}`,
        confidence,
        reasons,
        state: 'proposed',
        ...sides
      };
      return entryOf(this.#room.sides, link);
    });
    this.#list = { key, entries: entries.filter(ties) };
    this.#called = this.#callFirst && this.#list.entries.length > 0 ? 0 : null;
    this.#callFirst = false;
    this.hovered = null;
  }

  /** Not this one: the link at the cursor goes, or the next candidate is shown. True where that is one. */
  next(): LinkEntry | null {
    const { current } = this.#room;
    if (current && ties(current)) {
      this.#callFirst = true;
      this.#room.unlink(current);
      return null;
    }
    const list = this.list ?? [];
    if (list.length === 0) return null;
    this.#called = this.#called === null ? 0 : (this.#called + 1) % list.length;
    return list[this.#called] ?? null;
  }

  /** Links the sentences with a candidate; the one called up where none is named. */
  take(index: number | null = this.called): void {
    const entry = index === null ? undefined : this.list?.[index];
    if (entry) this.#room.linkThese(entry);
    this.leave();
  }

  leave(): void {
    this.#called = null;
    this.hovered = null;
    this.#callFirst = false;
    this.#job.forget();
  }

  stop(): void {
    this.leave();
    this.#job.cancel();
  }

  get #subject(): Subject {
    const { side } = this.#room.cursor;
    return { side, indexes: this.#room.subject[side] };
  }

  #keyOf(): string | null {
    const { side, indexes } = this.#subject;
    const { current } = this.#room;
    if (indexes.length > 20 || (current && !this.#room.anyChosen)) return null;
    return `${side} ${indexes.join()}`;
  }
}
