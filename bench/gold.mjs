// Which beads of an alignment are right, counted as ../shared/corpora/score.py counts (strict).

/** Characters that are not white space, by prefix. */
function solidBefore(text) {
  const before = new Int32Array(text.length + 1);
  for (let at = 0; at < text.length; at++)
    before[at + 1] = before[at] + (/\s/u.test(text[at]) ? 0 : 1);
  return (start, end) => (end > start ? before[end] - before[start] : 0);
}

/** The gold units that spans touch: those half covered, or that hold half of the spans; and the characters in each. */
function touching(text, units) {
  const solid = solidBefore(text);
  const sizes = units.map(([start, end]) => solid(start, end));
  return (spans) => {
    const total = spans.reduce((sum, [start, end]) => sum + solid(start, end), 0);
    const inUnit = new Map();
    units.forEach(([from, to], unit) => {
      for (const [start, end] of spans) {
        const shared = solid(Math.max(from, start), Math.min(to, end));
        if (shared > 0) inUnit.set(unit, (inUnit.get(unit) ?? 0) + shared);
      }
    });
    const units_ = [...inUnit].filter(
      ([unit, shared]) => 2 * shared >= sizes[unit] || 2 * shared >= total
    );
    const parts = [...inUnit].filter(([unit, shared]) => shared < 0.9 * sizes[unit]);
    return { units: units_.map(([unit]) => unit), parts: parts.map(([unit]) => unit) };
  };
}

/** True or false for each bead `{ source, target }` in turn, null where clutter answers clutter, which counts for nothing. */
export function rightBeads({ gold, source, target }, beads) {
  if (gold.kind === 'comparable') return beads.map(() => false);
  const clutter = gold.clutter ?? { s: [], t: [] };
  const sides = [
    ['s', 'source', source.text],
    ['t', 'target', target.text]
  ].map(([key, name, text]) => {
    const units = [...gold.beads.flatMap((bead) => bead[key]), ...clutter[key]].sort(
      (a, b) => a[0] - b[0]
    );
    const indexOf = new Map(units.map(([start], index) => [start, index]));
    const owner = new Map();
    gold.beads.forEach((bead, index) =>
      bead[key].forEach(([start]) => owner.set(indexOf.get(start), index))
    );
    return {
      touch: touching(text, units),
      name,
      owner,
      isClutter: (unit) => !owner.has(unit),
      sets: gold.beads.map((bead) => bead[key].map(([start]) => indexOf.get(start)))
    };
  });
  const mapped = beads.map((bead) => sides.map((side) => side.touch(bead[side.name])));
  const groups = joined(mapped);
  return beads.map((_, index) => {
    const own = mapped[index];
    if (own.every(({ units }, k) => units.every(sides[k].isClutter))) return null;
    const [units, others] = [0, 1].map((k) => [
      ...new Set(groups[index].flatMap((each) => mapped[each][k].units))
    ]);
    const owners = new Set([
      ...units.map((unit) => sides[0].owner.get(unit)),
      ...others.map((unit) => sides[1].owner.get(unit))
    ]);
    const [only] = owners;
    if (owners.size !== 1 || only === undefined) return false;
    const bead = gold.beads[only];
    if (bead.s.length === 0 || bead.t.length === 0) return false;
    if (gold.granularity === 'paragraph' || bead.level === 'paragraph') return true;
    return (
      units.length === sides[0].sets[only].length && others.length === sides[1].sets[only].length
    );
  });
}

/** For each bead all that cut one gold unit among them, itself included. */
function joined(mapped) {
  const root = mapped.map((_, index) => index);
  const find = (index) => (root[index] === index ? index : (root[index] = find(root[index])));
  for (const side of [0, 1]) {
    const first = new Map();
    mapped.forEach((own, index) => {
      for (const unit of own[side].parts) {
        if (first.has(unit)) root[find(index)] = find(first.get(unit));
        else first.set(unit, index);
      }
    });
  }
  const members = new Map();
  mapped.forEach((_, index) =>
    members.set(find(index), [...(members.get(find(index)) ?? []), index])
  );
  return mapped.map((_, index) => members.get(find(index)));
}
