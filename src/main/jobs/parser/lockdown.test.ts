// The lockdown alone, without Node's permissions and flags: as Electron's utility process runs the parser.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** Every way in which a text becomes code, or code comes to files and network by what is already loaded. */
const attempts: Record<string, string> = {
  eval: "(0, eval)('1')",
  Function: "new Function('return 1')()",
  'Function, called': "Function('return 1')()",
  'constructor of a function': "(() => 1).constructor('return 1')()",
  'constructor of an async function': "(async () => 1).constructor('return 1')()",
  'constructor of a generator': "(function* () {}).constructor('yield 1')()",
  'constructor of an async generator': "(async function* () {}).constructor('yield 1')()",
  'constructor by reflection': "Reflect.construct((() => 1).constructor, ['return 1'])()",
  fetch: "await fetch('http://127.0.0.1:9')",
  WebSocket: "new WebSocket('ws://127.0.0.1:9')",
  'a connection': "new (await import('node:net')).Socket().connect(9, '127.0.0.1')",
  'a server': "new (await import('node:net')).Server().listen(0, '127.0.0.1')",
  'a datagram': "(await import('node:dgram')).createSocket('udp4').bind(0, '127.0.0.1')",
  'a name': "(await import('node:dns')).lookup('localhost', () => {})",
  'a program': "(await import('node:child_process')).spawn('true')",
  builtin: "process.getBuiltinModule('fs').readFileSync('/etc/hosts')",
  binding: "process.binding('fs')",
  addon: 'process.dlopen({ exports: {} }, "/x.node")'
};
/** Where imports cannot be hooked into, Node's permissions alone keep the parser from files. */
const readsFiles = { 'files, by import': "(await import('node:fs')).readFileSync('/etc/hosts')" };
const canHook = 'registerHooks' in (process.getBuiltinModule('node:module') as object);

/** How each attempt ended after that code: done, refused by the lockdown, or failed by itself. */
const run = (before: string): Record<string, string> => {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-lockdown-'));
  try {
    const tried = Object.entries({ ...attempts, ...readsFiles }).map(
      ([name, code]) =>
        `try { ${code}; tell(${JSON.stringify(name)}, 'done'); } catch (e) { tell(${JSON.stringify(name)}, /parser of articles may/.test(e.message) ? 'refused' : 'failed'); }`
    );
    writeFileSync(
      join(folder, 'x.mjs'),
      `${before}\nconst ended = {};\nconst tell = (name, end) => (ended[name] = end);\n${tried.join('\n')}
      console.log(JSON.stringify({ ...ended, isFunction: String((() => 1) instanceof Function) }));
      process.exit();`
    );
    const told = execFileSync(process.execPath, ['--no-warnings', join(folder, 'x.mjs')], {
      encoding: 'utf8'
    });
    return JSON.parse(told) as Record<string, string>;
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const lockdown = ts.transpileModule(readFileSync('src/main/jobs/parser/lockdown.ts', 'utf8'), {
  compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
}).outputText;
const refused = {
  ...Object.fromEntries(Object.keys(attempts).map((name) => [name, 'refused'])),
  ...Object.fromEntries(
    Object.keys(readsFiles).map((name) => [name, canHook ? 'refused' : 'done'])
  ),
  isFunction: 'true'
};

// Would catch: a parser under Electron that runs what a font or a script of a file holds, for there no flag forbids it.
it('refuses code out of text, network and programs, and functions are still told as such', () => {
  expect(run(lockdown)).toEqual(refused);
  // Would catch: attempts that come to nothing anywhere.
  const without = run('');
  const done = Object.keys(attempts).filter((name) => without[name] === 'done');
  const ways = ['eval', 'Function', 'constructor by reflection', 'a connection', 'a program'];
  expect(done).toEqual(expect.arrayContaining(ways));
});

// Would catch: a bundle that is built without its lockdown, or that it comes too late in.
it.skipIf(!existsSync('out/jobs/parser.js'))(
  'stands in the built parser (needs `npm run build`)',
  () => {
    expect(
      run(`await import(${JSON.stringify(pathToFileURL('out/jobs/parser.js').href)});`)
    ).toEqual(refused);
  }
);
