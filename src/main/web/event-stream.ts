// Main's events to one browser tab: a line of JSON each, blank lines as heartbeats.
import type { ServerResponse } from 'node:http';
import { encode } from '@shared/ipc/codec';
import type { EventHub } from '../event-hub';

const heartbeatMs = 15_000;
/** A tab that does not read for so long is cut off; it connects again and catches up. */
const maxUnreadBytes = 16 * 2 ** 20;

/** Browsers allow six connections to one server; requests need some of them, whatever number of tabs listens. */
export const maxStreams = 4;

/** Streams until either side ends the connection. */
export function streamEvents(events: EventHub, response: ServerResponse): void {
  const write = (line: string): void => {
    response.write(`${line}\n`);
    if (response.writableLength > maxUnreadBytes) response.destroy();
  };
  response.writeHead(200, { 'Content-Type': 'application/x-ndjson; charset=utf-8' });
  // The blank line makes the browser hand over the response at once.
  write('');
  const unsubscribe = events.subscribe((message) => {
    write(encode(message));
  });
  const heartbeat = setInterval(() => {
    write('');
  }, heartbeatMs);
  response.on('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
}
