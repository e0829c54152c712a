// The built main process, started as Electron would start it, with the stand-in for Electron; driven over its IPC.
import { fork, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { Result } from '@shared/ipc/result';

const main = resolve('out/main/index.js');
export const ownFrame = { url: 'app://diptych/', origin: 'app://diptych', parent: null };

export class Booted {
  #next = 0;
  readonly ready: Promise<void>;
  readonly ended: Promise<number | null>;

  constructor(readonly child: ChildProcess) {
    this.ended = new Promise((done) => child.once('close', done));
    this.ready = new Promise((done, fail) => {
      child.on('message', (message: { type?: string }) => {
        if (message.type === 'ready') done();
      });
      child.once('close', (code) => {
        fail(new Error(`main ended with ${code}`));
      });
    });
    this.ready.catch(() => undefined);
  }

  /** Has the stand-in do something as Electron would. */
  async do<T>(command: string, input: unknown = {}): Promise<T> {
    const id = (this.#next += 1);
    return new Promise((done, fail) => {
      const onMessage = (message: { id?: number; output?: T; error?: string }): void => {
        if (message.id !== id) return;
        this.child.off('message', onMessage);
        if (message.error === undefined) done(message.output as T);
        else fail(new Error(message.error));
      };
      this.child.on('message', onMessage);
      void this.ended.then((code) => {
        fail(new Error(`main ended with ${code} during ${command}`));
      });
      this.child.send({ id, command, input }, (error) => {
        if (error) fail(error);
      });
    });
  }

  request(
    name: unknown,
    input: unknown,
    frame: object | null = ownFrame
  ): Promise<Result<unknown>> {
    return this.do('invoke', { name, input, frame });
  }
}

/** Whether there is a build to boot. */
export const isBuilt = existsSync(main) && existsSync('out/renderer/index.html');

/** Puts the stand-in, and what has Node take it for Electron, into `folder`. */
export async function makeStandIn(folder: string): Promise<void> {
  const source = await readFile('src/main/electron/electron-stand-in.ts', 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 }
  });
  await writeFile(join(folder, 'electron.mjs'), outputText);
  const electron = JSON.stringify(pathToFileURL(join(folder, 'electron.mjs')).href);
  await writeFile(
    join(folder, 'hooks.mjs'),
    `export const resolve = (name, context, next) =>
      name === 'electron' ? { url: ${electron}, shortCircuit: true } : next(name, context);`
  );
  await writeFile(
    join(folder, 'register.mjs'),
    `import { register } from 'node:module'; register('./hooks.mjs', import.meta.url);`
  );
}

/** Boots main with the stand-in in `folder`, which is its home too. */
export function bootMain(folder: string, args: string[], env: Record<string, string> = {}): Booted {
  const child = fork(main, args, {
    execArgv: ['--no-warnings', '--import', pathToFileURL(join(folder, 'register.mjs')).href],
    env: { PATH: process.env.PATH, HOME: folder, STAND_IN_DATA: join(folder, 'data'), ...env },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  });
  return new Booted(child);
}
