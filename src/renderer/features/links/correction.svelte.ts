// All the state of one correction of a pair's links.
import type { Verdict } from '@domain/align/schema';
import type { Client } from '../../platform/client';
import { Candidates } from './candidates.svelte';
import { LinksRoom, type LinksGiven } from './links-room.svelte';
import { Rerun } from './rerun.svelte';

export class Correction {
  readonly room: LinksRoom;
  readonly rerun: Rerun;
  readonly candidates: Candidates;
  /** A verdict just chosen by hand: linking again that way is offered. */
  offered = $state.raw<Verdict | null>(null);

  constructor(
    given: LinksGiven & { client: Client },
    place: ConstructorParameters<typeof LinksRoom>[1]
  ) {
    this.room = new LinksRoom(given, place);
    this.rerun = new Rerun(this.room, given.client);
    this.candidates = new Candidates(this.room, given.client);
  }

  setVerdict(verdict: Verdict): void {
    this.room.setVerdict(verdict);
    this.offered = verdict;
  }

  again(): void {
    if (this.room.readOnly) return;
    this.offered = null;
    this.rerun.ask();
  }

  /** The offer is declined, or what a new alignment showed is left. */
  leave(): void {
    this.offered = null;
    this.rerun.leave();
  }
}
