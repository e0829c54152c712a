// Who may talk to the loopback server. Pure, so that every refusal can be tested.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Refusal {
  status: number;
  reason: string;
}

/** 127.0.0.1 and nothing else: a name could be made to point here (DNS rebinding), and it is a different origin. */
const hostOf = (port: number): string => `127.0.0.1:${port}`;
export const originOf = (port: number): string => `http://${hostOf(port)}`;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** What holds for every request: the right Host, and no other site's Origin. Null where it may pass. */
export function refuseForeign(headers: IncomingHttpHeaders, port: number): Refusal | null {
  if (headers.host !== hostOf(port)) return { status: 403, reason: 'host' };
  if (headers.origin !== undefined && headers.origin !== originOf(port)) {
    return { status: 403, reason: 'origin' };
  }
  return null;
}

/** What holds beyond that for requests and events: they come from our own page, and know this run's secret. */
export function refuseKeyless(headers: IncomingHttpHeaders, key: string): Refusal | null {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return { status: 403, reason: 'site' };
  const given = headers['x-diptych-key'];
  if (typeof given !== 'string' || !timingSafeEqual(digest(given), digest(key))) {
    return { status: 401, reason: 'key' };
  }
  return null;
}
