// Failures of the window's own code, for main's log: by class and place alone, since a message may quote a text.
import type { Client } from './client';

/** The log needs the first of a kind, and must not drown. */
const most = 20;

/** From now on every error that nobody caught is told. Call once. */
export function tellFailures(client: Pick<Client, 'request'>): void {
  let told = 0;
  const tell = (thrown: unknown): void => {
    if (!(thrown instanceof Error) || (told += 1) > most) return;
    // A line of the message may look like a place in the code.
    const stack = (thrown.stack ?? '')
      .replace(thrown.message, '')
      .split('\n')
      .filter((line) => /^\s*at /.test(line))
      .slice(0, 40)
      .map((line) => line.slice(0, 400));
    const input = { name: thrown.name.slice(0, 64), stack };
    client.request('health.failure', input).catch(() => undefined);
  };
  addEventListener('error', (event) => tell(event.error));
  addEventListener('unhandledrejection', (event) => tell(event.reason));
}
