// The one seam between the job host and whatever starts processes: Node's fork here, utilityProcess in Electron.

/** `parser` may touch neither files nor network; `worker` is our own code only and reads fonts and templates. */
export type JobBundle = 'parser' | 'worker';

/** How a child ended: `outOfMemory` where it says so itself, else its exit code or signal in words, for logs. */
export interface ChildExit {
  outOfMemory: boolean;
  reason: string;
}

/** A running child. Messages are structured clones. */
export interface ChildPort {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** Called once, also after `kill`. */
  onExit(listener: (exit: ChildExit) => void): void;
  /** Ends it at once, even in the middle of a synchronous call. */
  kill(): void;
  /** Memory held, in bytes; null where the system cannot be asked: then the child's own reports count. */
  residentBytes(): number | null;
}

export type SpawnChild = (bundle: JobBundle, file: string, heapBytes: number) => ChildPort;
