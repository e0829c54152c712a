// Once a start: whether the working store held what main did at the same sequence. Nothing is read for it twice.
import { sameValue } from '@shared/same-value';
import type { Client } from '../platform/client';
import type { FactsRepository } from './facts-repository';
import { sumHolding, type Differences, type Holding } from './rows-compared';

/** How often main may have gone on while its facts were under way. */
const attempts = 3;

export class StartComparison {
  readonly #client: Client;
  readonly #repository: FactsRepository;
  readonly #catchUp: () => Promise<void>;
  /** Null once it is compared. */
  #holding: Holding | null;

  constructor(
    client: Client,
    repository: FactsRepository,
    holding: Holding | null,
    catchUp: () => Promise<void>
  ) {
    this.#client = client;
    this.#repository = repository;
    this.#holding = holding;
    this.#catchUp = catchUp;
  }

  /** Compares, where that is still to be done, and mends; resolves with what was mended. Rejects where main does not answer. */
  async run(): Promise<Differences | null> {
    const holding = this.#holding;
    if (holding?.lastSequence === undefined || holding.lastSequence === null) return null;
    const { lastSequence: sequence, waiting } = holding;
    const main = await this.#client.request('facts.sums', { sequence, except: [...waiting] });
    // Null: the store was, or is about to be, built from main anew.
    const same = !main || sameValue(main.sums, sumHolding(holding, new Set(main.changed)));
    const found = same ? null : await this.#mend();
    this.#holding = null;
    if (!found) return null;
    const { lacking, deleted, ahead } = found;
    const counts = { lacking, deleted, ahead: ahead.length };
    await this.#client.request('health.copyDiffered', counts).catch(() => undefined);
    return found;
  }

  async #mend(): Promise<Differences | null> {
    for (let left = attempts; left > 0; left -= 1) {
      const found = await this.#repository.mend(await this.#client.request('facts.snapshot', {}));
      if (found) return found.lacking + found.deleted + found.ahead.length > 0 ? found : null;
      await this.#catchUp();
    }
    return null;
  }
}
