// From a bead's share of all paths to the chance that it is right.

/**
 * Log-odds of being right, by the log-odds of the posterior: what the search doubts is right more often than it
 * thinks, and what it is certain of can still be cut wrongly. Two settings, fitted once over documents in thirteen
 * languages with each corpus weighing the same; bench/confidence.bench.mjs tries them on documents left out.
 */
export const CALIBRATION = { offset: 1.4, slope: 0.36 };
/** Beyond, one posterior tells no more than another. */
const EXTREME = 0.9999;

/** 0…1, rising with the posterior. */
export function confidenceOf(
  posterior: number,
  { offset, slope }: typeof CALIBRATION = CALIBRATION
): number {
  const odds = logOdds(posterior);
  return Math.round(10_000 / (1 + Math.exp(-offset - slope * odds))) / 10_000;
}

/** ln(p / (1 − p)), with p kept off 0 and 1. */
export function logOdds(posterior: number): number {
  const inner = Math.min(EXTREME, Math.max(1 - EXTREME, posterior));
  return Math.log(inner / (1 - inner));
}
