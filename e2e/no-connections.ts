// After the whole run: nothing tried to leave the machine. In a network of its own without any way out
// (scripts/sealed.mjs) the system counts each connection and datagram that found none.
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';

/** How often something was to be sent and there was no way for it, by protocol. */
function withoutRoute(): { ip4: number; ip6: number } {
  const rows = readFileSync('/proc/net/snmp', 'latin1')
    .split('\n')
    .filter((line) => line.startsWith('Ip: '))
    .map((line) => line.split(' '));
  const at = rows[0]?.indexOf('OutNoRoutes') ?? -1;
  const [, ip6] = /^Ip6OutNoRoutes\s+(\d+)/m.exec(readFileSync('/proc/net/snmp6', 'latin1')) ?? [];
  return { ip4: Number(rows[1]?.[at]), ip6: Number(ip6) };
}

/** Addresses kept for documentation: nobody's. */
const strangers = ['192.0.2.1', '2001:db8::1'];

/** Resolves once the attempt was counted, of either protocol; never where it is not. */
async function tried(host: string): Promise<void> {
  const sum = (): number => withoutRoute().ip4 + withoutRoute().ip6;
  const before = sum();
  const socket = connect({ host, port: 9 }).on('error', () => undefined);
  while (sum() === before) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
}

/** Playwright runs what this returns after the last spec. Throws there where anything went off the loopback. */
export default function watchConnections(): () => Promise<void> {
  if (process.env.DIPTYCH_SEALED !== '1') return () => Promise.resolve();
  const before = withoutRoute();
  return async () => {
    const after = withoutRoute();
    const found = after.ip4 - before.ip4 + (after.ip6 - before.ip6);
    // Would catch: a count that stands still whatever happens; then this never ends.
    for (const host of strangers) await tried(host);
    process.stdout.write(
      `connections off the loopback: ${found}; those made on purpose were seen\n`
    );
    if (found > 0) {
      throw new Error(
        `${found} connections off the loopback; see which by strace -f -e trace=connect,sendto`
      );
    }
  };
}
