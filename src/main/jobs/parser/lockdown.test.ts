// The lockdown alone, without Node's permissions and flags: as Electron's utility process runs the parser.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  'a timer of text': "setTimeout('1', 0)",
  fetch: "await fetch('http://127.0.0.1:9')",
  builtin: "process.getBuiltinModule('fs').readFileSync('/etc/hosts')",
  binding: "process.binding('fs')"
};

const run = (before: string): Record<string, string> => {
  const folder = mkdtempSync(join(tmpdir(), 'diptych-lockdown-'));
  try {
    const tried = Object.entries(attempts).map(
      ([name, code]) =>
        `try { ${code}; ended[${JSON.stringify(name)}] = 'done'; } catch (e) { ended[${JSON.stringify(name)}] = 'refused'; }`
    );
    writeFileSync(
      join(folder, 'x.mjs'),
      `${before}\nconst ended = {};\n${tried.join('\n')}
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

// Would catch: a parser under Electron that runs what a font or a script of a file holds, for there no flag forbids it.
it('refuses to make code out of text, and functions are still told as such', () => {
  const lockdown = ts.transpileModule(readFileSync('src/main/jobs/parser/lockdown.ts', 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  }).outputText;
  const refused = Object.fromEntries(Object.keys(attempts).map((name) => [name, 'refused']));
  expect(run(lockdown)).toEqual({ ...refused, isFunction: 'true' });
  // Would catch: attempts that come to nothing anywhere.
  const done = Object.keys(attempts).filter((name) => run('')[name] === 'done');
  expect(done).toEqual(expect.arrayContaining(['eval', 'Function', 'constructor by reflection']));
});
