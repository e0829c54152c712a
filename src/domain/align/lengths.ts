// What the lengths of two runs say about their being counterparts.
import type { Runs } from './spans';

/** Lengths of counterparts agree within some 17 %, more for short ones. */
const SPREAD = 0.17 ** 2;
const SHORT_SPREAD = 1.5;
const LEAST = -8;
const MOST = 3;

/** ½ ln(2π variance) by mean length in quarter characters; longer runs vary as the longest here. */
const STEPS = 4;
const halfLogs = Float64Array.from(
  { length: 2000 * STEPS },
  (_, step) => Math.log(2 * Math.PI * (SPREAD + SHORT_SPREAD / (step / STEPS + 10))) / 2
);

/** A log-likelihood ratio for source run i and target run j; unrelated runs are as long as any. `scale`: root of target characters a source character. */
export function lengthScore(
  source: Runs,
  target: Runs,
  scale: number
): (i: number, j: number) => number {
  const half = (values: Float64Array, by: number) => values.map((value) => value * by);
  const [densities, others] = [logDensity(source), logDensity(target)];
  const logs = (lengths: Float64Array) => lengths.map((length) => Math.log(length + 5));
  const [sources, targets] = [
    half(source.lengths, scale / 2),
    half(target.lengths, 1 / (2 * scale))
  ];
  const sourceLogs = logs(half(sources, 2));
  const targetLogs = logs(half(targets, 2));
  return (i, j) => {
    const mean = (sources[i] ?? 0) + (targets[j] ?? 0);
    const variance = SPREAD + SHORT_SPREAD / (mean + 10);
    const difference = (targetLogs[j] ?? 0) - (sourceLogs[i] ?? 0);
    const step = (mean * STEPS + 0.5) | 0;
    const halfLog = halfLogs[step < halfLogs.length ? step : halfLogs.length - 1] ?? 0;
    const ratio =
      -((difference * difference) / (2 * variance)) -
      halfLog -
      (densities[i] ?? 0) -
      (others[j] ?? 0);
    return ratio > MOST ? MOST : ratio < LEAST ? LEAST : ratio;
  };
}

/** Half the normal log-density of each run's log-length among the runs of its size. */
function logDensity({ logLengths }: Runs): Float64Array {
  const count = Math.max(1, logLengths.length);
  const mean = logLengths.reduce((sum, value) => sum + value, 0) / count;
  const variance = logLengths.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  const spread = Math.max(0.45, Math.sqrt(variance));
  return logLengths.map(
    (value) => -0.25 * (((value - mean) / spread) ** 2 + Math.log(2 * Math.PI * spread * spread))
  );
}
