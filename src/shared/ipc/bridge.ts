// What the preload puts on `window.diptych`: one forwarder for requests, one for events, nothing else.
import type { EventMessage } from './events';
import type { Result } from './result';
import type { RouteName } from './routes';

export interface Bridge {
  /** Main answers every request with a Result; the promise rejects only where main is gone. */
  request(name: RouteName, input: unknown): Promise<Result<unknown>>;
  /** Every event main broadcasts, in order. Returns the unsubscriber. */
  on(listener: (message: EventMessage) => void): () => void;
}
