// The two shells a spec can run on, behind one face. A session keeps its browser profile over restarts of the shell,
// so that what a person would find in IndexedDB is there, or can be destroyed on purpose.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  _electron,
  chromium,
  expect,
  type BrowserContext,
  type ElectronApplication,
  type Page
} from '@playwright/test';
import { late, slowDown } from './slow';
import { chromiumLaunch } from './chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
export const cli = join(root, 'out/cli/index.js');

export interface ShellOptions {
  library: string;
  /** Profile folder: IndexedDB, settings. */
  profile: string;
  language: 'en' | 'vi';
  viewport: { width: number; height: number };
  /** Pages as if they had come without their policy, to see what holds without it. */
  bypassCSP?: boolean;
  /** Gets the browser's context before its first page, in place of refusing what is not the app's. */
  follow?: (context: BrowserContext) => Promise<void>;
}

export interface Session {
  page: Page;
  /** Does what opens the file dialog and answers it with these files. */
  chooseFiles(open: () => Promise<void>, paths: string[]): Promise<void>;
  /** Does what saves an export and returns the file's path. */
  saveFile(save: () => Promise<void>): Promise<string>;
  /** Addresses outside the app that the page asked for; must stay empty. */
  refused: string[];
  /** Another tab (browser) or window (Electron) on the same library. */
  newPage(): Promise<Page>;
  /** Ends the shell politely and starts it again on the same profile; `page` is a new one. */
  restart(): Promise<void>;
  /** SIGKILL of the process that owns the library. */
  kill(): Promise<void>;
  /** After kill(): start again. */
  start(): Promise<void>;
  /** Ends the shell politely, keeping the profile. */
  stop(): Promise<void>;
  close(): Promise<void>;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));

/** Starts `diptych serve` and resolves with its address, key included. */
export function serve(options: {
  library: string;
  port: number;
  profile: string;
  language: string;
}): Promise<{ child: ChildProcess; address: string }> {
  const child = spawn(
    process.execPath,
    [
      cli,
      'serve',
      '--library',
      options.library,
      '--port',
      String(options.port),
      '--lang',
      options.language
    ],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        DIPTYCH_DATA: join(options.profile, 'data'),
        DISPLAY: '',
        WAYLAND_DISPLAY: ''
      }
    }
  );
  return new Promise((resolve, reject) => {
    let output = '';
    const read = (data: Buffer): void => {
      output += data.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/#\S+/.exec(output)?.[0];
      if (address) resolve({ child, address });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('exit', (code) => reject(new Error(`serve ended with ${code}: ${output}`)));
  });
}

export class BrowserSession implements Session {
  page!: Page;
  readonly refused: string[] = [];
  #context!: BrowserContext;
  #child!: ChildProcess;
  #address = '';
  #port = 0;

  constructor(private readonly options: ShellOptions) {}

  static async open(options: ShellOptions): Promise<BrowserSession> {
    const session = new BrowserSession(options);
    session.#port = await freePort();
    const launch = await chromiumLaunch();
    session.#context = await chromium.launchPersistentContext(join(options.profile, 'browser'), {
      ...launch,
      viewport: options.viewport,
      locale: options.language === 'vi' ? 'vi-VN' : 'en-GB',
      acceptDownloads: true,
      bypassCSP: options.bypassCSP ?? false
    });
    await slowDown(session.#context);
    await (options.follow ?? ((context) => session.#refuseForeign(context)))(session.#context);
    await session.start();
    return session;
  }

  async #refuseForeign(context: BrowserContext): Promise<void> {
    await context.route('**/*', (route) => {
      const url = route.request().url();
      if (url.startsWith(`http://127.0.0.1:${this.#port}/`) || url.startsWith('blob:'))
        return late().then(() => route.continue());
      this.refused.push(url);
      return route.abort();
    });
  }

  async start(): Promise<void> {
    const { child, address } = await serve({ ...this.options, port: this.#port });
    this.#child = child;
    this.#address = address;
    const old = this.#context.pages();
    this.page = await this.newPage();
    await Promise.all(old.map((page) => page.close()));
  }

  async newPage(): Promise<Page> {
    const page = await this.#context.newPage();
    await page.goto(this.#address);
    return page;
  }

  async chooseFiles(open: () => Promise<void>, paths: string[]): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), open()]);
    await chooser.setFiles(paths);
  }

  async saveFile(save: () => Promise<void>): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), save()]);
    const path = join(this.options.profile, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await ended(this.#child);
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await ended(this.#child);
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async close(): Promise<void> {
    await this.#context.close();
    await this.stop();
  }
}

/** Electron's binary, or null where there is none to run. */
export function electronBinary(): string | null {
  const names: Record<string, string> = {
    win32: 'electron.exe',
    darwin: 'Electron.app/Contents/MacOS/Electron'
  };
  const name = names[process.platform] ?? 'electron';
  const folders = [
    process.env.ELECTRON_OVERRIDE_DIST_PATH,
    join(root, 'node_modules/electron/dist')
  ];
  const found = folders.find((folder) => folder && existsSync(join(folder, name)));
  return found ? join(found, name) : null;
}

export class ElectronSession implements Session {
  page!: Page;
  readonly refused: string[] = [];
  #app!: ElectronApplication;

  constructor(
    private readonly options: ShellOptions,
    private readonly binary: string
  ) {}

  static async open(options: ShellOptions, binary: string): Promise<ElectronSession> {
    const session = new ElectronSession(options, binary);
    await session.start();
    return session;
  }

  async start(): Promise<void> {
    this.#app = await _electron.launch({
      executablePath: this.binary,
      args: [
        root,
        '--library',
        this.options.library,
        '--lang',
        this.options.language,
        `--user-data-dir=${join(this.options.profile, 'electron')}`
      ],
      env: { ...process.env, DIPTYCH_DATA: join(this.options.profile, 'data') }
    });
    this.page = await this.#app.firstWindow();
    await this.page.setViewportSize(this.options.viewport);
  }

  newPage(): Promise<Page> {
    return Promise.resolve(this.page);
  }

  async chooseFiles(open: () => Promise<void>, paths: string[]): Promise<void> {
    await this.#app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
    }, paths);
    await open();
  }

  async saveFile(save: () => Promise<void>): Promise<string> {
    const filePath = join(this.options.profile, 'export.pdf');
    await this.#app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
    }, filePath);
    await save();
    await expect.poll(() => existsSync(filePath)).toBe(true);
    return filePath;
  }

  async kill(): Promise<void> {
    const child = this.#app.process();
    child.kill('SIGKILL');
    await ended(child);
  }

  async stop(): Promise<void> {
    await this.#app.close();
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  async close(): Promise<void> {
    await this.stop();
  }
}
