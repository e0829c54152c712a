// Gale & Church (1993) as a yardstick: sentence lengths alone, beads 1-1, 1-0, 0-1, 1-2, 2-1, 2-2, whole grid.

const VARIANCE = 6.8;
const beads = [
  { source: 1, target: 1, cost: -Math.log(0.89) },
  { source: 1, target: 0, cost: -Math.log(0.0099 / 2) },
  { source: 0, target: 1, cost: -Math.log(0.0099 / 2) },
  { source: 1, target: 2, cost: -Math.log(0.089 / 2) },
  { source: 2, target: 1, cost: -Math.log(0.089 / 2) },
  { source: 2, target: 2, cost: -Math.log(0.011) }
];

/** Abramowitz & Stegun 26.2.17. */
function upperTail(x) {
  const t = 1 / (1 + 0.2316419 * x);
  const polynomial =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}

function lengthCost(source, target, ratio) {
  if (source === 0 && target === 0) return 0;
  const mean = (source + target / ratio) / 2;
  const delta = Math.abs((target - source * ratio) / Math.sqrt(VARIANCE * mean));
  return -Math.log(Math.max(2 * upperTail(delta), 1e-300));
}

/** Lengths of both sides' sentences in; links as [source from, source to, target from, target to], half-open, out. */
export function galeChurch(source, target) {
  const sum = (lengths) => lengths.reduce((total, length) => total + length, 0);
  const ratio = sum(target) / Math.max(1, sum(source)) || 1;
  const columns = target.length + 1;
  const cost = new Float64Array((source.length + 1) * columns).fill(Infinity);
  const via = new Int8Array(cost.length).fill(-1);
  cost[0] = 0;
  const run = (lengths, end, count) => (count === 2 ? lengths[end - 2] : 0) + lengths[end - 1];
  for (let i = 0; i <= source.length; i++) {
    for (let j = 0; j <= target.length; j++) {
      beads.forEach((bead, index) => {
        if (i < bead.source || j < bead.target) return;
        const from = cost[(i - bead.source) * columns + j - bead.target];
        const own = bead.source > 0 ? run(source, i, bead.source) : 0;
        const other = bead.target > 0 ? run(target, j, bead.target) : 0;
        const total = from + bead.cost + lengthCost(own, other, ratio);
        if (total < cost[i * columns + j]) {
          cost[i * columns + j] = total;
          via[i * columns + j] = index;
        }
      });
    }
  }
  const links = [];
  for (let i = source.length, j = target.length; i > 0 || j > 0;) {
    const bead = beads[via[i * columns + j]];
    links.push([i - bead.source, i, j - bead.target, j]);
    i -= bead.source;
    j -= bead.target;
  }
  return links.reverse();
}
