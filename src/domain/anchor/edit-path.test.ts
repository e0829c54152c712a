import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cheapestPath, type Path } from './edit-path';

/** The same, by the whole table. */
function plainPath(pattern: string, text: string): Path {
  const costs = [Array.from({ length: text.length + 1 }, () => 0)];
  for (let row = 1; row <= pattern.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= text.length; column += 1) {
      const above = costs[row - 1]!;
      const same = pattern[row - 1] === text[column - 1];
      line.push(
        Math.min(above[column - 1]! + (same ? 0 : 1), above[column]! + 1, line[column - 1]! + 1)
      );
    }
    costs.push(line);
  }
  const last = costs[pattern.length]!;
  let column = last.indexOf(Math.min(...last));
  const [edits, from, to] = [0, 1, 2].map(() => new Int32Array(pattern.length + 1));
  let row = pattern.length;
  from![row] = to![row] = column;
  while (row > 0) {
    const cost = costs[row]![column]!;
    const same = column > 0 && pattern[row - 1] === text[column - 1];
    if (column > 0 && cost === costs[row - 1]![column - 1]! + (same ? 0 : 1)) {
      edits![row] = same ? 0 : 1;
      column -= 1;
    } else if (cost === costs[row - 1]![column]! + 1) {
      edits![row] = 1;
    } else {
      column -= 1;
      from![row] = column;
      continue;
    }
    row -= 1;
    from![row] = to![row] = column;
  }
  return { edits: edits!, from: from!, to: to! };
}

const letters = (maxLength: number) =>
  fc.array(fc.constantFrom('a', 'b', 'c', ' ', 'ộ'), { maxLength }).map((all) => all.join(''));

// Would catch: a carry lost between blocks of rows, a way back that takes another of equally cheap turns.
it('is the path of the whole table', () => {
  fc.assert(
    fc.property(letters(150), letters(200), fc.boolean(), (one, other, within) => {
      const pattern = within ? other.slice(other.length >> 2, -7) + one.slice(0, 9) : one;
      expect(cheapestPath(pattern, other)).toEqual(plainPath(pattern, other));
    }),
    { numRuns: 300 }
  );
});
