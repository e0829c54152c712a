// What the job host and its children say to each other, and the children's side of it.
import { AppError, toWireError, type WireError } from '@shared/ipc/errors';
import type { JobName, Jobs } from './job-contract';

interface RunMessage {
  type: 'run';
  name: string;
  input: unknown;
}

export type ChildMessage =
  | { type: 'progress'; done: number; total: number; label: string }
  | { type: 'memory'; residentBytes: number }
  | { type: 'done'; output: unknown }
  | { type: 'failed'; error: WireError };

/** Reports progress in the job's own units; may be called as often as one likes. */
export type ReportProgress = (done: number, total: number, label: string) => void;

type JobHandlers = {
  [N in JobName]?: (
    input: Jobs[N]['input'],
    report: ReportProgress
  ) => Promise<Jobs[N]['output']> | Jobs[N]['output'];
};

interface Port {
  send(message: ChildMessage): void;
  onMessage(listener: (message: RunMessage) => void): void;
}

/** Electron's utilityProcess has a parentPort, Node's fork an IPC channel. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

function openPort(): Port {
  const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort };
  if (parentPort) {
    return {
      send: (message) => {
        parentPort.postMessage(message);
      },
      onMessage: (listener) => {
        parentPort.on('message', ({ data }) => {
          listener(data as RunMessage);
        });
      }
    };
  }
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => {
      process.on('message', (message) => {
        listener(message as RunMessage);
      });
    }
  };
}

const progressIntervalMs = 100;
const memoryIntervalMs = 250;

/** Answers the host's requests, one at a time, until the host goes away. */
export function serveJobs(handlers: JobHandlers): void {
  const port = openPort();
  const table = handlers as Record<
    string,
    ((input: unknown, report: ReportProgress) => unknown) | undefined
  >;
  setInterval(() => {
    port.send({ type: 'memory', residentBytes: process.memoryUsage.rss() });
  }, memoryIntervalMs).unref();

  port.onMessage((message) => {
    let reportedAt = -Infinity;
    const report: ReportProgress = (done, total, label) => {
      const now = performance.now();
      if (now - reportedAt < progressIntervalMs && done < total) return;
      reportedAt = now;
      port.send({ type: 'progress', done, total, label });
    };
    const run = async (): Promise<unknown> => {
      const handler = table[message.name];
      if (!handler) throw new AppError('internal', { job: message.name });
      return await handler(message.input, report);
    };
    run().then(
      (output) => {
        port.send({ type: 'done', output });
      },
      (error: unknown) => {
        port.send({ type: 'failed', error: toWireError(error) });
      }
    );
  });
}
