// Runs jobs in killable child processes, one job at a time in each of three children.
import { join } from 'node:path';
import { AppError, type ErrorCode } from '@shared/ipc/errors';
import type { ChildExit, ChildPort, JobBundle, SpawnChild } from './child-port';
import type { JobName, JobOptions, JobRunner, Jobs } from './job-contract';
import type { ChildMessage } from './job-protocol';

const megabyte = 2 ** 20;
const gigabyte = 2 ** 30;

interface JobLimits {
  timeoutMs: number;
  /** Memory the child may hold in all, heap and buffers. */
  residentBytes: number;
}

export interface JobRunnerOptions {
  limits?: Partial<Record<JobName, JobLimits>>;
  /** How long a child waits for more work. */
  idleMs?: number;
}

/** Stopped within 10 s and 512 MB: what swells does so while the watch sleeps. */
const readingLimits: JobLimits = { timeoutMs: 9_000, residentBytes: 440 * megabyte };
const defaultLimits: Record<JobName, JobLimits> = {
  parse: readingLimits,
  decode: readingLimits,
  carries: readingLimits,
  // Of our own making, where there is more than attachments to read: with highlights by the thousand it takes its time.
  attached: { ...readingLimits, timeoutMs: 60_000 },
  // Bounded by what it writes; a library of many gigabytes on a slow disk takes its time, and can be cancelled.
  unpackLibrary: { timeoutMs: 3_600_000, residentBytes: gigabyte },
  align: { timeoutMs: 180_000, residentBytes: 1.5 * gigabyte },
  candidates: { timeoutMs: 30_000, residentBytes: gigabyte },
  compare: { timeoutMs: 30_000, residentBytes: gigabyte },
  exportPdf: { timeoutMs: 180_000, residentBytes: 2 * gigabyte },
  previewPdf: { timeoutMs: 20_000, residentBytes: gigabyte },
  readFont: { timeoutMs: 20_000, residentBytes: gigabyte },
  eastAsianFaces: { timeoutMs: 60_000, residentBytes: gigabyte },
  exportDocx: { timeoutMs: 180_000, residentBytes: 2 * gigabyte },
  exportQdpx: { timeoutMs: 180_000, residentBytes: 2 * gigabyte },
  exportText: { timeoutMs: 180_000, residentBytes: 2 * gigabyte },
  exportXlsx: { timeoutMs: 180_000, residentBytes: 2 * gigabyte }
};
/** Jobs of one lane wait for each other. A preview waits for nothing but the last preview. */
type LaneName = JobBundle | 'preview';
const laneOf: Record<JobName, LaneName> = {
  parse: 'parser',
  decode: 'parser',
  carries: 'parser',
  attached: 'parser',
  unpackLibrary: 'worker',
  align: 'worker',
  candidates: 'worker',
  compare: 'worker',
  exportPdf: 'worker',
  previewPdf: 'preview',
  readFont: 'preview',
  eastAsianFaces: 'preview',
  exportDocx: 'worker',
  exportQdpx: 'worker',
  exportText: 'worker',
  exportXlsx: 'worker'
};
/** The typesetter gives its memory back only by ending. */
const endsItsChild: readonly JobName[] = ['exportPdf'];

const watchIntervalMs = 20;
const defaultIdleMs = 15_000;

interface Task {
  name: JobName;
  input: unknown;
  options: JobOptions;
  resolve: (output: unknown) => void;
  reject: (error: AppError) => void;
  /** Call when its turn has come. */
  stopWaiting?: () => void;
}

/** One child of one kind and the jobs that wait for it. */
class Lane {
  readonly #start: () => ChildPort;
  readonly #limits: Record<JobName, JobLimits>;
  readonly #idleMs: number;
  readonly #waiting: Task[] = [];
  #child: ChildPort | null = null;
  #onMessage: ((message: ChildMessage) => void) | null = null;
  #onExit: ((exit: ChildExit) => void) | null = null;
  /** Ends the job under way; null where there is none. */
  #stopCurrent: ((code: ErrorCode) => void) | null = null;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(start: () => ChildPort, limits: Record<JobName, JobLimits>, idleMs: number) {
    this.#start = start;
    this.#limits = limits;
    this.#idleMs = idleMs;
  }

  add(task: Task): void {
    const { signal } = task.options;
    if (signal?.aborted) {
      task.reject(new AppError('cancelled'));
      return;
    }
    this.#waiting.push(task);
    const leave = (): void => {
      this.#waiting.splice(this.#waiting.indexOf(task), 1);
      task.reject(new AppError('cancelled'));
    };
    signal?.addEventListener('abort', leave, { once: true });
    // One signal may serve hundreds of jobs: its listeners must not pile up.
    task.stopWaiting = () => signal?.removeEventListener('abort', leave);
    this.#next();
  }

  /** Rejects everything with `cancelled` and ends the child. */
  close(): void {
    for (const task of this.#waiting.splice(0)) {
      task.stopWaiting?.();
      task.reject(new AppError('cancelled'));
    }
    this.#stopCurrent?.('cancelled');
    this.#endChild();
  }

  #endChild(): void {
    clearTimeout(this.#idleTimer);
    this.#child?.kill();
    this.#child = null;
  }

  #next(): void {
    if (this.#stopCurrent) return;
    const task = this.#waiting.shift();
    if (!task) {
      // Nobody waits: let the child go after a while.
      this.#idleTimer = setTimeout(() => {
        this.#endChild();
      }, this.#idleMs).unref();
      return;
    }
    clearTimeout(this.#idleTimer);
    task.stopWaiting?.();
    this.#run(task);
  }

  #run(task: Task): void {
    const limits = this.#limits[task.name];
    let child: ChildPort;
    try {
      child = this.#child ??= this.#listen(this.#start());
    } catch (thrown) {
      task.reject(new AppError('jobCrashed', { reason: String(thrown) }, { cause: thrown }));
      this.#next();
      return;
    }
    const startedAt = performance.now();
    let reportedBytes = 0;

    const settle = (finish: () => void, keepChild: boolean): void => {
      clearInterval(watch);
      task.options.signal?.removeEventListener('abort', onAbort);
      this.#stopCurrent = null;
      this.#onMessage = null;
      this.#onExit = null;
      if (!keepChild) this.#endChild();
      finish();
      this.#next();
    };
    const stop = (code: ErrorCode, details: Record<string, string | number> = {}): void => {
      settle(() => {
        task.reject(new AppError(code, details));
      }, false);
    };
    const onAbort = (): void => {
      stop('cancelled');
    };
    const watch = setInterval(() => {
      if (performance.now() - startedAt > limits.timeoutMs) {
        stop('timedOut', { seconds: Math.round(limits.timeoutMs / 1000) });
      } else if ((child.residentBytes() ?? reportedBytes) > limits.residentBytes) {
        stop('outOfMemory', { megabytes: Math.round(limits.residentBytes / 2 ** 20) });
      }
    }, watchIntervalMs);

    this.#stopCurrent = stop;
    task.options.signal?.addEventListener('abort', onAbort, { once: true });
    this.#onExit = ({ outOfMemory, reason }) => {
      if (outOfMemory) {
        stop('outOfMemory', { megabytes: Math.round(limits.residentBytes / 2 ** 20) });
      } else {
        stop('jobCrashed', { reason });
      }
    };
    this.#onMessage = (message) => {
      switch (message.type) {
        case 'progress':
          task.options.onProgress?.(message.done, message.total, message.label);
          break;
        case 'memory':
          reportedBytes = message.residentBytes;
          break;
        case 'done':
          settle(() => {
            task.resolve(message.output);
          }, !endsItsChild.includes(task.name));
          break;
        case 'failed': {
          const { code, details, message: cause } = message.error;
          const error = new AppError(code, details, { cause: new Error(cause) });
          // An expected failure leaves the child in order; after anything else nobody knows.
          settle(() => {
            task.reject(error);
          }, code !== 'internal');
          break;
        }
      }
    };
    child.send({ type: 'run', name: task.name, input: task.input });
  }

  /** A child that was let go is no longer listened to. */
  #listen(child: ChildPort): ChildPort {
    child.onMessage((message) => {
      if (this.#child === child) this.#onMessage?.(message as ChildMessage);
    });
    child.onExit((exit) => {
      if (this.#child !== child) return;
      this.#child = null;
      this.#onExit?.(exit);
    });
    return child;
  }
}

/**
 * Makes the runner. `jobs` is the folder with `parser.js` and `worker.js`. Children start with the first job and
 * end when idle, after failures and at `close`.
 */
export function createJobRunner(
  jobs: string,
  spawn: SpawnChild,
  { limits = {}, idleMs = defaultIdleMs }: JobRunnerOptions = {}
): JobRunner {
  const allLimits = { ...defaultLimits, ...limits };
  const lane = (own: LaneName): Lane => {
    const names = (Object.keys(laneOf) as JobName[]).filter((name) => laneOf[name] === own);
    const bundle = own === 'preview' ? 'worker' : own;
    const heapBytes = Math.max(...names.map((name) => allLimits[name].residentBytes));
    return new Lane(() => spawn(bundle, join(jobs, `${bundle}.js`), heapBytes), allLimits, idleMs);
  };
  const lanes: Record<LaneName, Lane> = {
    parser: lane('parser'),
    worker: lane('worker'),
    preview: lane('preview')
  };
  return {
    run: <N extends JobName>(name: N, input: Jobs[N]['input'], options: JobOptions) =>
      new Promise<Jobs[N]['output']>((resolve, reject) => {
        lanes[laneOf[name]].add({
          name,
          input,
          options,
          resolve: resolve as (output: unknown) => void,
          reject
        });
      }),
    close: () => {
      for (const each of Object.values(lanes)) each.close();
      return Promise.resolve();
    }
  };
}
