// Replies as they cross between processes.
import type { WireError } from './errors';

export type Result<T> = { ok: true; data: T } | { ok: false; error: WireError };
