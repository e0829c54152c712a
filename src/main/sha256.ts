import { createHash } from 'node:crypto';

/** The fingerprint by which files are known again: SHA-256 in lower-case hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
