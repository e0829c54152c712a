// Files that the system asks the app to open: double-clicked, or given when it was started. A window fetches them.
import type { EventHub } from './event-hub';
import { maxHandles } from './file-handles';

export class OpenedFiles {
  #paths: string[] = [];

  constructor(private readonly events: EventHub) {}

  /** Absolute paths; tells the windows. Beyond what can be chosen at once the oldest are left out. */
  add(paths: readonly string[]): void {
    if (paths.length === 0) return;
    this.#paths = [...this.#paths, ...paths].slice(-maxHandles);
    this.events.emit('files.opened', {});
  }

  /** Those that nobody has fetched yet; whoever asks first has them all. */
  take(): string[] {
    return this.#paths.splice(0);
  }
}
