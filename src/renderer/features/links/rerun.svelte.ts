// Aligning the pair anew around what was said by hand: asked for, shown as what would come and go, then taken or left.
import type { Link } from '@domain/align/schema';
import type { WireError } from '@shared/ipc/errors';
import type { Realignment } from '@shared/ipc/pair-routes';
import { sameValue } from '@shared/same-value';
import type { Client } from '../../platform/client';
import { Job } from '../../platform/job.svelte';
import { entryOf, type LinkEntry } from './link-table';
import type { LinksRoom } from './links-room.svelte';

export class Rerun {
  readonly #room: LinksRoom;
  readonly #client: Client;
  readonly #job: Job;
  #wanted = $state(false);
  #result = $state.raw<Realignment | null>(null);
  /** The links that the result was made from. */
  #base: readonly Link[] = [];
  readonly #coming = $derived.by(() => this.#entries(this.#result?.added));
  readonly #going = $derived.by(() => this.#entries(this.#result?.removed));
  readonly #struck = $derived.by(() => new Set(this.#result?.removed.map(({ id }) => id)));

  constructor(room: LinksRoom, client: Client) {
    this.#room = room;
    this.#client = client;
    this.#job = new Job(client);
  }

  /** Asked for, and not there yet. */
  get busy(): boolean {
    return this.#wanted;
  }

  /** 0…1; null while unknown. */
  get share(): number | null {
    return this.#job.share;
  }

  get error(): WireError | null {
    return this.#job.error;
  }

  /** What is shown: links as they would be. Null while nothing is. */
  get result(): Realignment | null {
    return this.#result;
  }

  get coming(): readonly LinkEntry[] {
    return this.#coming;
  }

  get going(): readonly LinkEntry[] {
    return this.#going;
  }

  /** Ids of the links that would go. */
  get struck(): ReadonlySet<string> {
    return this.#struck;
  }

  /** Proposed links that would stay, with other reasons or another confidence. */
  get renewed(): number {
    const known = new Map(this.#room.links.map((link) => [link.id, link]));
    return (this.#result?.links ?? []).filter((link) => {
      const before = known.get(link.id);
      return before !== undefined && !sameValue(before, link);
    }).length;
  }

  ask(): void {
    this.#result = null;
    this.#job.forget();
    this.#wanted = true;
  }

  /** Stops it, or puts what it showed away. */
  leave(): void {
    this.#job.cancel();
    this.#job.forget();
    this.#wanted = false;
    this.#result = null;
  }

  /**
   * Runs what is asked for. Call it whenever the links change or main has them all: it waits for the latter, since main
   * aligns around what it knows, and begins anew where the links are others by the time there is a result.
   */
  async proceed(): Promise<void> {
    const { pair, saved } = this.#room;
    if (this.#result && !sameValue(this.#base, this.#room.links)) this.ask();
    if (!this.#wanted || !pair || !saved || this.#job.running) return;
    const base = pair.links;
    const result = await this.#job.run((jobId) =>
      this.#client.request('pair.realign', { jobId, id: pair.id })
    );
    if (!this.#wanted) return;
    if (!result) {
      this.#wanted = false;
      return;
    }
    // Asked again as soon as main has what was done meanwhile, or the links are here that main has by now.
    if (!sameValue(this.#room.links, base)) return this.proceed();
    if (!this.#follows(result, base)) return;
    this.#base = base;
    this.#wanted = false;
    this.#result = result;
  }

  /** The links as shown, as one act. */
  apply(said: string): void {
    const result = this.#result;
    if (!result) return;
    this.#result = null;
    const { links, verdict, evidence, alignerVersion } = result;
    this.#room.change('links.actAgain', { links, verdict, evidence, alignerVersion }, said);
  }

  /** Whether the result speaks of these links: what was said by hand is in it, and what goes was here. */
  #follows({ links, added, removed }: Realignment, base: readonly Link[]): boolean {
    const said = (all: readonly Link[]): Link[] => all.filter(({ state }) => state !== 'proposed');
    const fresh = new Set(added.map(({ id }) => id));
    const kept = links.filter(({ id, state }) => state === 'proposed' && !fresh.has(id));
    const before = new Set(base.map(({ id }) => id));
    const proposed = base.length - said(base).length;
    return (
      sameValue(said(links), said(base)) &&
      kept.length + removed.length === proposed &&
      [...kept, ...removed].every(({ id }) => before.has(id))
    );
  }

  #entries(links: readonly Link[] = []): LinkEntry[] {
    const { sides } = this.#room;
    return links
      .map((link) => entryOf(sides, link))
      .sort((a, b) => (a.source[0] ?? 0) - (b.source[0] ?? 0));
  }
}
