// Job processes under Electron: the same bundles in a utilityProcess.
import { app, utilityProcess } from 'electron';
import type { ChildExit, SpawnChild } from '../jobs/child-port';

/** Electron counts memory in kilobytes, for its own processes, on every platform. */
function residentBytesOf(pid: number | undefined): number | null {
  const metric = app.getAppMetrics().find((process) => process.pid === pid);
  return metric ? metric.memory.workingSetSize * 1024 : null;
}

export const spawnUtility: SpawnChild = (bundle, file) => {
  const child = utilityProcess.fork(file, [], {
    serviceName: `diptych-${bundle}`,
    stdio: 'ignore',
    ...(bundle === 'parser' ? { env: {} } : {})
  });
  let exit: ChildExit | null = null;
  const listeners: ((exit: ChildExit) => void)[] = [];
  let outOfMemory = false;
  child.on('error', (type) => {
    outOfMemory ||= type === 'FatalError';
  });
  child.once('exit', (code) => {
    exit = { outOfMemory, reason: `exit code ${code}` };
    for (const listener of listeners) listener(exit);
  });
  return {
    send: (message) => {
      child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: (listener) => {
      if (exit) listener(exit);
      else listeners.push(listener);
    },
    kill: () => {
      if (child.pid === undefined) {
        child.kill();
        return;
      }
      try {
        // Electron's own kill asks politely, which a synchronous loop never hears.
        process.kill(child.pid, 'SIGKILL');
      } catch {
        // Gone already; `exit` is about to say so.
      }
    },
    residentBytes: () => residentBytesOf(child.pid)
  };
};
