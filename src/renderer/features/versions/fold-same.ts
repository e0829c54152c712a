// Unchanged paragraphs between changes, folded away but for those next to a change.
import type { DiffParagraph } from '@domain/version/diff-schema';

export type DiffRow =
  | { kind: 'shown'; paragraph: DiffParagraph; changed: boolean }
  | { kind: 'folded'; paragraphs: DiffParagraph[] };

const isChanged = ({ parts }: DiffParagraph): boolean => parts.some(({ op }) => op !== 'same');

/** One paragraph stays on either side of a change; a run is folded where more than one would be. */
export function foldSame(paragraphs: readonly DiffParagraph[]): DiffRow[] {
  const changed = paragraphs.map(isChanged);
  const rows: DiffRow[] = [];
  let run: DiffParagraph[] = [];
  const flush = (): void => {
    if (run.length > 1) rows.push({ kind: 'folded', paragraphs: run });
    else for (const paragraph of run) rows.push({ kind: 'shown', paragraph, changed: false });
    run = [];
  };
  for (const [at, paragraph] of paragraphs.entries()) {
    const near = changed[at - 1] === true || changed[at] === true || changed[at + 1] === true;
    if (!near) {
      run.push(paragraph);
      continue;
    }
    flush();
    rows.push({ kind: 'shown', paragraph, changed: changed[at] === true });
  }
  flush();
  return rows;
}
