// The requests about facts: what a window's copy of them is built from, kept in step by and compared with.
import { AppError } from '@shared/ipc/errors';
import { sumsOf } from '@shared/facts-sum';
import type { Handlers } from '../dispatch';
import type { Library } from '../library/library-contract';
import type { WindowCopies } from '../settings/window-copies';

type FactsRoute = Extract<keyof Handlers, `facts.${string}`>;

export function factsHandlers(
  library: Library,
  copies: Pick<WindowCopies, 'note'>
): Pick<Handlers, FactsRoute> {
  return {
    'facts.snapshot': async () => {
      // Both of one moment.
      const gone = library.gone();
      return { ...(await library.snapshot()), gone };
    },
    'facts.sums': async ({ sequence, except }) => {
      // Both of one moment.
      const [{ records }, facts] = await Promise.all([library.since(sequence), library.snapshot()]);
      if (!records) return null;
      const changed = [...new Set(records.map(({ operation }) => operation.id as string))];
      return { changed, sums: sumsOf(facts, new Set([...changed, ...except])) };
    },
    'facts.since': async ({ sequence }) => {
      // Only a window that has a copy asks what came since.
      await copies.note(library.info().uuid);
      return library.since(sequence);
    },
    'facts.apply': ({ libraryUuid, operations }) => {
      if (libraryUuid !== library.info().uuid) {
        throw new AppError('badRequest', { reason: 'operations of another library' });
      }
      return library.apply(operations);
    }
  };
}
