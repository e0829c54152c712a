// Commands by which a test in the browser has a real library on a real folder (src/main/library/test-fixtures).
import { loadModule } from '../bench/load-module.mjs';

const open = new Map();
let loading;

async function call(key, method, ...args) {
  return open.get(key)[method](...args);
}

export const libraryCommands = {
  async libraryMake(_, key) {
    loading ??= loadModule('src/main/library/test-fixtures/main-for-browser.ts');
    const { MainForBrowser } = await loading;
    open.set(key, await MainForBrowser.make());
  },
  libraryCall: (_, key, method, ...args) => call(key, method, ...args),
  async libraryClose(_, key) {
    await call(key, 'close');
    open.delete(key);
  }
};
