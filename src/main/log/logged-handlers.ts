// Requests that fail leave a line in the log.
import { AppError } from '@shared/ipc/errors';
import type { RouteName } from '@shared/ipc/routes';
import type { Handlers } from '../dispatch';
import type { Log } from './log';

type Handler = (input: unknown) => Promise<unknown>;

/** The same handlers. What a person stopped is no failure; one that has a code of its own is told by that alone. */
export function loggedHandlers(handlers: Handlers, log: Log): Handlers {
  const logged = (route: string, handler: Handler): Handler => {
    return async (input) => {
      try {
        return await handler(input);
      } catch (thrown) {
        if (!(thrown instanceof AppError)) log.failure('request.failed', thrown, { route });
        else if (thrown.code !== 'cancelled') {
          log.note('request.refused', { route, code: thrown.code });
        }
        throw thrown;
      }
    };
  };
  return Object.fromEntries(
    (Object.keys(handlers) as RouteName[]).map((route) => [
      route,
      logged(route, handlers[route] as Handler)
    ])
  ) as Handlers;
}
