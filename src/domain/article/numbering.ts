// Which numbered headings continue the numbering of the text itself, and which break it: headings of other chapters.

const form =
  /^(?:\p{L}{1,12}\.? )?(?:([A-Z]|\d{1,3})((?:\.\d{1,3})+)[.:)]?|(\d{1,3})[.:])\s+\p{L}|^\p{L}{1,12} (\d{1,3})$|^第\s?(\d{1,3})\s?[条章节節條回]/u;

/** The numbers before a heading, a letter as its place in the alphabet; null for none. */
function readNumber(text: string): number[] | null {
  const match = form.exec(text);
  if (!match) return null;
  const [, first = match[3] ?? match[4] ?? match[5] ?? '', rest = ''] = match;
  const letter = /[A-Z]/.test(first);
  const head = letter ? 1000 + (first.codePointAt(0) ?? 0) : Number(first);
  return [head, ...rest.split('.').filter(Boolean).map(Number)];
}

/** How many numbers back the one before is looked for. */
const reach = 60;
const leastLinks = 2;
/** Numbers of one part alone («3. …») also stand before questions, ranks and steps. */
const leastShallow = 3;

/** Whether `b` may come after `a` in one text: the next at some depth, or further on in the same part. */
function follows(a: readonly number[], b: readonly number[]): boolean {
  let depth = 0;
  while (depth < a.length && depth < b.length && a[depth] === b[depth]) depth += 1;
  const [old, next] = [a[depth], b[depth]];
  if (next === undefined) return false;
  if (old === undefined) return true;
  return depth > 0 ? next > old : next === old + 1;
}

/**
 * For each line: true where its number is one of the longest numbering that goes on through the text, false where it
 * is of another chapter, null for lines without a number, other numbers of the same chapter and texts without a numbering.
 */
export function continueNumbering(lines: readonly string[]): (boolean | null)[] {
  const found = lines.flatMap((line, at) => {
    const number = readNumber(line);
    return number ? [{ at, number }] : [];
  });
  const length: number[] = [];
  const before: number[] = [];
  found.forEach(({ number }, index) => {
    length[index] = 1;
    before[index] = -1;
    for (let other = Math.max(0, index - reach); other < index; other += 1) {
      if ((length[other] ?? 0) < (length[index] ?? 0)) continue;
      if (!follows(found[other]?.number ?? [], number)) continue;
      length[index] = (length[other] ?? 0) + 1;
      before[index] = other;
    }
  });
  const longest = length.reduce((most, own) => Math.max(most, own), 0);
  const result: (boolean | null)[] = lines.map(() => null);
  const chain: typeof found = [];
  for (let index = length.indexOf(longest); index >= 0; index = before[index] ?? -1) {
    const link = found[index];
    if (link) chain.push(link);
  }
  // Numbers with dots are rarely anything but headings.
  const deep = chain.some(({ number }) => number.length > 1);
  if (chain.length < (deep ? leastLinks : leastShallow)) return result;
  const parts = new Set(chain.map(({ number }) => number[0]));
  for (const { at, number } of found) if (!parts.has(number[0])) result[at] = false;
  for (const { at } of chain) result[at] = true;
  return result;
}
