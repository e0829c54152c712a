// The two sides of a pair. They follow the place, not the language.
import type { SideName } from './counterparts';

export const sideNames = ['source', 'target'] as const satisfies SideName[];

export function otherSide(side: SideName): SideName {
  return side === 'source' ? 'target' : 'source';
}
