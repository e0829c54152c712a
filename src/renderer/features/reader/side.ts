// The two languages of a pair. They follow the pane, not the language.
import type { SideName } from '@domain/align/counterparts';

export const sideNames = ['source', 'target'] as const satisfies SideName[];

export function otherSide(side: SideName): SideName {
  return side === 'source' ? 'target' : 'source';
}
