// A browser of our own on a profile folder, whose process can be killed in the middle of anything.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chromium, type Browser, type Page } from '@playwright/test';
import { chromiumLaunch } from './chromium.mjs';

export class KillableBrowser {
  private constructor(
    private readonly child: ChildProcess,
    private readonly browser: Browser
  ) {}

  static async start(profile: string): Promise<KillableBrowser> {
    const { executablePath, args, env } = await chromiumLaunch();
    const own = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
    const child = spawn(executablePath, [...args, ...own, 'about:blank'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe']
    });
    const address = await new Promise<string>((resolve, reject) => {
      let output = '';
      child.stderr.on('data', (data: Buffer) => {
        output += data.toString();
        const found = /ws:\/\/127\.0\.0\.1:\S+/.exec(output)?.[0];
        if (found) resolve(found);
      });
      child.once('exit', (code) => reject(new Error(`the browser ended with ${code}: ${output}`)));
    });
    return new KillableBrowser(child, await chromium.connectOverCDP(address));
  }

  async open(address: string): Promise<Page> {
    const context = this.browser.contexts()[0];
    if (!context) throw new Error('the browser has no context');
    const page = await context.newPage();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(address);
    return page;
  }

  /** SIGKILL: nothing of it runs any more when this resolves. Nothing where it is dead already. Epoch milliseconds of the kill. */
  async kill(): Promise<number> {
    const { exitCode, signalCode } = this.child;
    const gone = exitCode === null && signalCode === null ? once(this.child, 'exit') : null;
    this.child.kill('SIGKILL');
    const at = Date.now();
    await gone;
    return at;
  }
}
