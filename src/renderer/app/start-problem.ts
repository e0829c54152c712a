import type { WireError } from '@shared/ipc/errors';

/** Why the app cannot start here. */
export type StartProblem =
  | { kind: 'features'; missing: string[] }
  | { kind: 'key' }
  | { kind: 'unreachable' }
  | { kind: 'error'; error: WireError };
