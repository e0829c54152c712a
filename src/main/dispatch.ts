// The one way from a request to its handler, the same in every shell and free of Electron.
import { routes, type RouteInput, type RouteName, type RouteOutput } from '@shared/ipc/routes';
import { AppError, toWireError } from '@shared/ipc/errors';
import type { Result } from '@shared/ipc/result';

export type Handlers = {
  [N in RouteName]: (input: RouteInput<N>) => Promise<RouteOutput<N>>;
};

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(routes, name);
}

/** Parses the input, calls the handler, returns its reply. Never throws: failures come back as `ok: false`. */
export async function dispatch(
  handlers: Handlers,
  name: string,
  input: unknown
): Promise<Result<unknown>> {
  try {
    if (!isRouteName(name)) throw new AppError('badRequest', { route: name });
    const parsed = routes[name].input.safeParse(input);
    if (!parsed.success) {
      throw new AppError('badRequest', {
        route: name,
        reason: parsed.error.issues[0]?.message ?? ''
      });
    }
    const handler = handlers[name] as (input: unknown) => Promise<unknown>;
    return { ok: true, data: await handler(parsed.data) };
  } catch (thrown) {
    return { ok: false, error: toWireError(thrown) };
  }
}
