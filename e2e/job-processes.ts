// The processes in which a served library has its heavy work done. Linux tells of them; elsewhere none are found.
import { existsSync, readdirSync, readFileSync } from 'node:fs';

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function parentOf(pid: string): string {
  try {
    return /^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '';
  } catch {
    return '';
  }
}

/** Numbers of those that set and align for the library in this folder. */
export function jobProcesses(library: string): string[] {
  if (!existsSync('/proc')) return [];
  return readdirSync('/proc').filter(
    (pid) =>
      /^\d+$/.test(pid) &&
      commandLine(pid).includes('jobs/worker.js') &&
      commandLine(parentOf(pid)).includes(library)
  );
}
