// What the built parser could reach: every module that its bundle and the chunks it shares import.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const bundle = resolve('out/jobs/parser.js');
// `module` is there for the bundler's own `__require`; what that loads is looked at like any other import.
const refused =
  /^(node:)?(fs|net|https?|http2|tls|dns|dgram|child_process|worker_threads|cluster|vm|inspector)(\/|$)/;

/** Names of modules outside the bundle, by the file that imports them, static, dynamic and `require`. */
function outsideImports(file: string, seen = new Map<string, string[]>()): Map<string, string[]> {
  if (seen.has(file)) return seen;
  const code = readFileSync(file, 'utf8');
  const names = ts
    .preProcessFile(code, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .concat(
      [...code.matchAll(/__require\(([^)]*)\)/g)].map(([, name]) => String(name).slice(1, -1))
    );
  seen.set(
    file,
    names.filter((name) => !name.startsWith('.'))
  );
  for (const name of names) {
    if (name.startsWith('.')) outsideImports(resolve(dirname(file), name), seen);
  }
  return seen;
}

describe.skipIf(!existsSync(bundle))('the built parser (needs `npm run build`)', () => {
  // Would catch: a parsing library, or a chunk shared with the rest of main, that brings files or network along.
  it('imports nothing that reaches files, network or processes', () => {
    const imports = outsideImports(bundle);
    const found = [...imports].flatMap(([file, names]) =>
      names.filter((name) => refused.test(name)).map((name) => `${file} imports ${name}`)
    );
    expect(found).toEqual([]);
  });

  // Would catch: a chunk loaded with the first PDF alone that nobody looked at, and modules asked of Node by name. pdf.js
  // does so, in code for other surroundings; the lockdown and the permissions refuse it there.
  it('is looked at with what it loads later, and asks Node for no module but by pdf.js', () => {
    const files = [...outsideImports(bundle).keys()];
    expect(files.filter((file) => /pdf(\.worker)?\.min-/.test(file))).toHaveLength(2);
    const asking = files.filter((file) =>
      [...readFileSync(file, 'utf8').matchAll(/getBuiltinModule\(["']([^"']+)["']\)/g)].some(
        ([, name = '']) => refused.test(name)
      )
    );
    expect(asking.filter((file) => !/pdf\.min-/.test(file))).toEqual([]);
  });

  // Would catch: a package left outside the bundle, which the permission model would then refuse to read.
  it('holds all its packages', () => {
    const packages = [...outsideImports(bundle).values()]
      .flat()
      .filter((name) => !name.startsWith('node:'));
    expect(packages.filter((name) => !/^[a-z_]+$/.test(name) || name === 'electron')).toEqual([]);
  });

  // Would catch: a test that looks at the wrong file and finds nothing to refuse.
  it('is told apart from the worker, which does read files', () => {
    const names = [...outsideImports(resolve('out/jobs/worker.js')).values()].flat();
    expect(names.some((name) => refused.test(name))).toBe(true);
  });
});
