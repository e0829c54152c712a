// One command line as it is typed, run in this process.
import { run } from './run';

export interface Ended {
  code: number;
  out: string;
  err: string;
  /** What it wrote to both, as it came. */
  text: string;
}

export async function diptych(...argv: string[]): Promise<Ended> {
  const written = { out: '', err: '', text: '' };
  const write = (to: 'out' | 'err') => (more: string) => {
    written[to] += more;
    written.text += more;
  };
  const code = await run(argv, {
    out: write('out'),
    err: write('err'),
    watched: false,
    columns: 80,
    locale: 'en',
    interruption: () => new AbortController().signal
  });
  return { code, ...written };
}
