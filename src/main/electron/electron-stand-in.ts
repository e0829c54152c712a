// Stands in for Electron in the boot test: no window, no Chromium, but the same doors, each of which records what
// main does with it. Checked against electron.d.ts, so that main cannot be tested with doors Electron has not.
// Driven over the process's own IPC channel by boot.test.ts.
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import type Electron from 'electron';

/** Members that exist in Electron; where a signature has no overloads, `Pick` checks that too. */
type Members<T> = Partial<Record<keyof T, unknown>>;

const data = process.env.STAND_IN_DATA ?? '';
const record = {
  switches: {} as Record<string, string>,
  schemes: [] as Electron.CustomScheme[],
  windows: [] as Electron.BrowserWindowConstructorOptions[],
  loaded: [] as string[],
  menus: [] as Electron.MenuItemConstructorOptions[][],
  sent: [] as unknown[],
  opened: [] as string[],
  shown: [] as string[],
  asked: [] as unknown[],
  trashed: [] as string[],
  relaunched: [] as (string[] | undefined)[],
  errorBoxes: [] as string[],
  /** What brought a window, minimised at first, to the front. */
  front: [] as ('restored' | 'focused')[],
  sandboxed: false,
  spellChecker: true,
  webRtc: 'default',
  forked: [] as (Electron.ForkOptions | undefined)[]
};
export type BootRecord = typeof record;
const doors: {
  protocol?: (request: Request) => Promise<Response>;
  request?: (event: object, ...args: unknown[]) => unknown;
  permission?: Parameters<Electron.Session['setPermissionRequestHandler']>[0];
  check?: Parameters<Electron.Session['setPermissionCheckHandler']>[0];
  device?: Parameters<Electron.Session['setDevicePermissionHandler']>[0];
  beforeRequest?: (details: { url: string }, callback: (response: object) => void) => void;
  menu?: Electron.MenuItemConstructorOptions[];
  windowOpen?: (details: { url: string }) => { action: string };
  download?: (event: { preventDefault: () => void }) => void;
} = {};
/** What the person answers next. */
let answers: { open?: string[]; save?: string; button?: number } = {};

class App extends EventEmitter {
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => {
      record.switches[name] = value;
    }
  } satisfies Members<Electron.CommandLine>;
  readonly enableSandbox = (): void => {
    record.sandboxed = true;
  };
  readonly whenReady = (): Promise<void> => Promise.resolve();
  readonly requestSingleInstanceLock = (): boolean => process.env.STAND_IN_SECOND !== '1';
  readonly getPath = (name: string): string => join(data, name);
  readonly getLocale = (): string => 'en';
  readonly getPreferredSystemLanguages = (): string[] => ['en-GB'];
  readonly getAppMetrics = (): Electron.ProcessMetric[] => [];
  readonly relaunch = (options?: Electron.RelaunchOptions): void => {
    record.relaunched.push(options?.args);
    process.send?.({ type: 'relaunched', args: options?.args });
  };
  readonly exit = (code = 0): void => process.exit(code);
  /** Windows close, `will-quit` may hold it up, as in Electron. */
  quit(): void {
    let isPrevented = false;
    this.emit('will-quit', { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) process.exit(0);
  }
}
export const app = new App() satisfies Members<Electron.App>;

const mainFrame = { parent: null };
class Contents extends EventEmitter {
  readonly id = 1;
  readonly mainFrame = mainFrame;
  readonly send = (_channel: string, message: unknown): void => {
    record.sent.push(message);
  };
  readonly setWindowOpenHandler = (handler: NonNullable<typeof doors.windowOpen>): void => {
    doors.windowOpen = handler;
  };
  readonly setWebRTCIPHandlingPolicy = (policy: string): void => {
    record.webRtc = policy;
  };
}
const contents = new Contents() satisfies Members<Electron.WebContents>;

const windows: BrowserWindow[] = [];
export class BrowserWindow extends EventEmitter {
  static readonly getAllWindows = (): BrowserWindow[] => windows;
  static readonly getFocusedWindow = (): BrowserWindow | null => windows.at(-1) ?? null;
  readonly webContents = contents;
  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    record.windows.push(options);
    windows.push(this);
    app.emit('web-contents-created', {}, contents);
  }
  readonly loadURL = (url: string): Promise<void> => {
    record.loaded.push(url);
    process.send?.({ type: 'ready' });
    return Promise.resolve();
  };
  readonly show = (): void => undefined;
  readonly isMinimized = (): boolean => !record.front.includes('restored');
  readonly restore = (): void => {
    record.front.push('restored');
  };
  readonly focus = (): void => {
    record.front.push('focused');
  };
  readonly getNormalBounds = (): Electron.Rectangle => ({ x: 1, y: 2, width: 900, height: 700 });
}
BrowserWindow satisfies Members<typeof Electron.BrowserWindow>;

export const protocol = {
  registerSchemesAsPrivileged: (schemes) => {
    record.schemes.push(...schemes);
  },
  handle: (_scheme, handler) => {
    doors.protocol = handler as NonNullable<typeof doors.protocol>;
  }
} satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>;

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler) => {
      doors.permission = handler;
    },
    setPermissionCheckHandler: (handler) => {
      doors.check = handler;
    },
    setDevicePermissionHandler: (handler) => {
      doors.device = handler;
    },
    setSpellCheckerEnabled: (enable) => {
      record.spellChecker = enable;
    },
    webRequest: {
      onBeforeRequest: (handler: NonNullable<typeof doors.beforeRequest>) => {
        doors.beforeRequest = handler;
      }
    } satisfies Members<Electron.WebRequest>,
    on: (name: string, listener: NonNullable<typeof doors.download>) => {
      if (name === 'will-download') doors.download = listener;
    }
  } satisfies Members<Electron.Session> &
    Pick<
      Electron.Session,
      | 'setPermissionRequestHandler'
      | 'setPermissionCheckHandler'
      | 'setDevicePermissionHandler'
      | 'setSpellCheckerEnabled'
    >
};

export const ipcMain = {
  handle: (_channel, listener) => {
    doors.request = listener as NonNullable<typeof doors.request>;
  },
  removeHandler: () => {
    delete doors.request;
  }
} satisfies Pick<Electron.IpcMain, 'handle' | 'removeHandler'>;

export const Menu = {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (menu: unknown) => {
    doors.menu = menu as Electron.MenuItemConstructorOptions[];
    record.menus.push(JSON.parse(JSON.stringify(menu)) as Electron.MenuItemConstructorOptions[]);
  }
} satisfies Members<typeof Electron.Menu>;

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }]
} satisfies Members<Electron.Screen>;

export const nativeTheme = { shouldUseDarkColors: true } satisfies Pick<
  Electron.NativeTheme,
  'shouldUseDarkColors'
>;

export const shell = {
  openExternal: (url) => {
    record.opened.push(url);
    return Promise.resolve();
  },
  showItemInFolder: (path) => {
    record.shown.push(path);
  },
  trashItem: (path) => {
    record.trashed.push(path);
    return Promise.resolve();
  }
} satisfies Pick<Electron.Shell, 'openExternal' | 'showItemInFolder' | 'trashItem'>;

export const dialog = {
  showOpenDialog: (_window: unknown, options: Electron.OpenDialogOptions) => {
    record.asked.push(options);
    return Promise.resolve({ canceled: !answers.open, filePaths: answers.open ?? [] });
  },
  showSaveDialog: (_window: unknown, options: Electron.SaveDialogOptions) => {
    record.asked.push(options);
    return Promise.resolve({ canceled: !answers.save, filePath: answers.save ?? '' });
  },
  showMessageBox: (_window: unknown, options: Electron.MessageBoxOptions) => {
    record.asked.push(options);
    return Promise.resolve({ response: answers.button ?? 0, checkboxChecked: false });
  },
  showMessageBoxSync: (options: Electron.MessageBoxSyncOptions) => {
    record.asked.push(options);
    process.send?.({ type: 'told', detail: options.detail });
    return 0;
  },
  showErrorBox: (title, content) => {
    record.errorBoxes.push(`${title}: ${content}`);
    process.send?.({ type: 'ready' });
  }
} satisfies Members<Electron.Dialog> & Pick<Electron.Dialog, 'showErrorBox'>;

/** Plain Node processes: the bundles serve either host. */
export const utilityProcess = {
  fork: (file: string, _args?: string[], options?: Electron.ForkOptions) => {
    record.forked.push(options);
    const child = fork(file, [], { serialization: 'advanced', stdio: 'ignore' });
    return Object.assign(child, { postMessage: (message: object) => child.send(message) });
  }
} satisfies Members<typeof Electron.utilityProcess>;

/** Whether main kept Electron from what it does of itself at that event. */
function prevented(happen: (event: { preventDefault: () => void }) => void): boolean {
  let isPrevented = false;
  happen({ preventDefault: () => (isPrevented = true) });
  return isPrevented;
}

const commands = {
  record: () => record,
  fetch: async ({ url, method = 'GET' }: { url: string; method?: string }) => {
    const response = await doors.protocol?.({ url, method } as Request);
    const headers = Object.fromEntries(response?.headers ?? []);
    return { status: response?.status, headers, body: await response?.text() };
  },
  invoke: ({ name, input, frame }: { name: unknown; input: unknown; frame: object | null }) =>
    doors.request?.({ senderFrame: frame, sender: contents }, name, input),
  permissions: () => {
    const answer: unknown[] = [];
    const given = doors.permission as unknown as (...args: unknown[]) => void;
    given(contents, 'media', (allowed: boolean) => answer.push(allowed));
    const check = doors.check as unknown as (...args: unknown[]) => boolean;
    answer.push(check(contents, 'clipboard-read', 'app://diptych', {}));
    const device = doors.device as unknown as (...args: unknown[]) => boolean;
    answer.push(device({ deviceType: 'usb' }));
    return answer;
  },
  navigate: ({ event, url, isMainFrame = true }: Record<string, unknown>) =>
    prevented((own) => contents.emit(String(event), { url, isMainFrame, ...own })),
  download: () => prevented((own) => doors.download?.(own)),
  windowOpen: ({ url }: { url: string }) => doors.windowOpen?.({ url }),
  /** Clicks the item of that label, wherever it is. */
  clickMenu: ({ label }: { label: string }) => {
    const find = (items: Electron.MenuItemConstructorOptions[]): void => {
      for (const item of items) {
        if (item.label === label) (item.click as (() => void) | undefined)?.();
        if (Array.isArray(item.submenu)) find(item.submenu);
      }
    };
    find(doors.menu ?? []);
  },
  crash: () => contents.emit('render-process-gone', {}, { reason: 'crashed' }),
  request: ({ url }: { url: string }) =>
    new Promise((resolve) => doors.beforeRequest?.({ url }, resolve)),
  answer: (given: typeof answers) => {
    answers = given;
  },
  secondInstance: ({ args = [], folder = '/' }: { args?: string[]; folder?: string }) =>
    app.emit('second-instance', {}, ['diptych', ...args], folder),
  openFile: ({ path }: { path: string }) => prevented((own) => app.emit('open-file', own, path)),
  close: () => {
    windows[0]?.emit('close');
    app.emit('window-all-closed');
  }
} as Record<string, (input: never) => unknown>;

process.on('message', (message: { id: number; command: string; input: never }) => {
  Promise.resolve(commands[message.command]?.(message.input)).then(
    (output) => process.send?.({ id: message.id, output }),
    (error: unknown) => process.send?.({ id: message.id, error: String(error) })
  );
});
