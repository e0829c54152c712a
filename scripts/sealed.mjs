// `node scripts/sealed.mjs COMMAND …`: runs it where there is no network but the loopback, so that whatever tries to go
// beyond is refused by the system and counted (e2e/no-connections.ts). Where the system has no such place to give, says
// why in one line and runs it as it is.
import { spawn, spawnSync } from 'node:child_process';

/** A network of one's own takes root, or a user namespace in which one is root. */
const ways = [
  ['unshare', ['--net']],
  ['unshare', ['--map-root-user', '--net']]
];
/**
 * By IPv6 all goes in a circle and is counted as it comes back: Chromium asks whether there is a way by naming an address,
 * without sending anything, and that must not count.
 */
const inside = [
  'sh',
  '-c',
  'ip link set lo up && ip -6 route add default dev lo && exec "$@"',
  'sh'
];

function wayIn() {
  if (process.platform !== 'linux') return { reason: 'only Linux has network namespaces' };
  let reason = '';
  for (const [program, options] of ways) {
    const args = [...options, ...inside, 'true'];
    const tried = spawnSync(program, args, { encoding: 'utf8' });
    if (tried.status === 0) return { command: program, args: [...options, ...inside] };
    reason = tried.error?.message ?? tried.stderr.trim().split('\n').at(-1);
  }
  return { reason };
}

const [command, ...args] = process.argv.slice(2);
const way = wayIn();
console.log(way.reason ? `network not sealed off: ${way.reason}` : 'network sealed off');
const child = spawn(way.command ?? command, way.command ? [...way.args, command, ...args] : args, {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: way.command ? { ...process.env, DIPTYCH_SEALED: '1' } : process.env
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
child.on('close', (code) => {
  process.exitCode = code ?? 1;
});
