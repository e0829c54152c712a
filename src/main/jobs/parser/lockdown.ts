// Takes the network, and what could reach it, from the process that reads hostile files. Imported first.
// It stops libraries, not machine code; Node's permission model and the bundle's import test stand beside it.
// Modules are reached through the process object: an import of one of them would itself be an opening.
const refused = new Set(
  ['fs', 'fs/promises', 'net', 'http', 'https', 'http2', 'tls', 'dns', 'dns/promises', 'dgram']
    .concat(['child_process', 'worker_threads', 'cluster', 'inspector', 'vm', 'repl', 'wasi'])
    .flatMap((name) => [name, `node:${name}`])
    // Electron's own module has a network of its own.
    .concat(['electron', 'electron/main', 'electron/common', 'electron/utility'])
);

function refuse(): never {
  throw new Error('the parser of articles may touch neither files nor network');
}

type Prototypes = Record<string, { prototype: object } | undefined>;

/** Sockets and processes cannot be opened even by code that got hold of their modules. */
function refuseSockets(): void {
  const methods: [module: string, type: string, method: string][] = [
    ['net', 'Socket', 'connect'],
    ['net', 'Server', 'listen'],
    ['dgram', 'Socket', 'bind'],
    ['dgram', 'Socket', 'send'],
    ['child_process', 'ChildProcess', 'spawn']
  ];
  for (const [module, type, method] of methods) {
    const prototype = (process.getBuiltinModule(module) as Prototypes | undefined)?.[type]
      ?.prototype;
    if (prototype) Object.defineProperty(prototype, method, { value: refuse });
  }
  for (const name of ['dns', 'dns/promises']) {
    const module = (process.getBuiltinModule(name) ?? {}) as Record<string, unknown>;
    for (const [key, value] of Object.entries(module)) {
      if (typeof value === 'function' && /^(lookup|resolve|reverse)/.test(key))
        module[key] = refuse;
    }
  }
  process.getBuiltinModule('node:module').syncBuiltinESMExports();
}

/** Where Node can (22.15 and newer, Electron), importing a refused module fails. */
function refuseImports(): void {
  const { registerHooks } = process.getBuiltinModule('node:module') as {
    registerHooks?: (hooks: {
      resolve: (specifier: string, context: unknown, next: Resolve) => unknown;
    }) => void;
  };
  registerHooks?.({
    resolve: (specifier, context, next) =>
      refused.has(specifier) ? refuse() : next(specifier, context)
  });
}
type Resolve = (specifier: string, context: unknown) => unknown;

/**
 * No text becomes code. Node is started so that V8 itself refuses (spawn-node.ts); under Electron this stands alone.
 * What is left of `Function` still tells what a function is.
 */
function refuseCode(): void {
  const makers = [
    function plain() {},
    async function later() {},
    function* many() {},
    async function* manyLater() {}
  ].map((made) => Object.getPrototypeOf(made) as { constructor: typeof Function });
  for (const [at, prototype] of makers.entries()) {
    const refusing = new Proxy(prototype.constructor, { apply: refuse, construct: refuse });
    Object.defineProperty(prototype, 'constructor', { value: refusing, writable: true });
    if (at === 0) globalThis.Function = refusing;
  }
  globalThis.eval = refuse;
}

refuseSockets();
refuseImports();
refuseCode();
for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']) {
  Object.defineProperty(globalThis, name, { value: refuse, configurable: false });
}
for (const name of ['getBuiltinModule', 'binding', '_linkedBinding', 'dlopen']) {
  Object.defineProperty(process, name, { value: refuse, configurable: false });
}
