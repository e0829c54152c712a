// The app's own log: what happened, by names and numbers, and never a word of anybody's. One small file in the app's
// data folder, with a few older ones beside it.
import { appendFileSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '@shared/ipc/errors';
import type { Clock } from '../ports';
import { codeFrames } from './code-frames';

/** Texts are names of the code's own, such as an error's code; any other is left out. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  /** One line. Never throws. */
  note(event: string, facts?: LogFacts): void;
  /** One line for the failure, and one for each place in the code that it passed; its message may quote a text and stays out. */
  failure(event: string, thrown: unknown, facts?: LogFacts): void;
  /** The last `lines` lines, oldest first. */
  recent(lines: number): string[];
}

const mostBytes = 256 * 1024;
const olderFiles = 3;
/** No blank, no letter beyond ASCII, and short: a name, a code or a version, and no sentence. */
const ownName = /^[\w.:/+-]{1,64}$/;

const fileName = (age: number): string => (age === 0 ? 'diptych.log' : `diptych.${age}.log`);

/** A fact as it may stand in the log. */
function told(value: string | number | boolean): string {
  return typeof value !== 'string' || ownName.test(value) ? String(value) : '…';
}

/** Opens the log in `folder`, which need not exist. Where nothing can be written, nothing is: a log stops no work. */
export function openLog(folder: string, clock: Clock): Log {
  const file = join(folder, fileName(0));
  const quietly = (act: () => void): void => {
    try {
      act();
    } catch {
      // The disk is full or the folder not ours.
    }
  };
  const write = (lines: readonly string[]): void => {
    quietly(() => mkdirSync(folder, { recursive: true }));
    quietly(() => {
      if (statSync(file).size > mostBytes) rotate();
    });
    quietly(() => appendFileSync(file, `${lines.join('\n')}\n`));
  };
  const rotate = (): void => {
    for (let age = olderFiles - 1; age >= 0; age -= 1) {
      quietly(() => renameSync(join(folder, fileName(age)), join(folder, fileName(age + 1))));
    }
  };
  const line = (event: string, facts: LogFacts): string =>
    [
      clock.now().toISOString(),
      told(event),
      ...Object.entries(facts).flatMap(([name, value]) =>
        value === undefined ? [] : [`${name}=${told(value)}`]
      )
    ].join(' ');
  return {
    note: (event, facts = {}) => {
      write([line(event, facts)]);
    },
    failure: (event, thrown, facts = {}) => {
      const { name, code } = nameOf(thrown);
      // A line of the message may look like a place in the code.
      const stack = thrown instanceof Error ? (thrown.stack ?? '').replace(thrown.message, '') : '';
      const frames = codeFrames(stack.split('\n')).map((frame) => `  at ${frame}`);
      write([line(event, { ...facts, error: name, code }), ...frames]);
    },
    recent: (lines) => {
      const read = (age: number): string[] => {
        try {
          return readFileSync(join(folder, fileName(age)), 'utf8')
            .split('\n')
            .filter(Boolean);
        } catch {
          return [];
        }
      };
      const newest = read(0);
      const all = newest.length < lines ? [...read(1), ...newest] : newest;
      return all.slice(-lines);
    }
  };
}

const className = /^[\w$]{0,50}(?:Error|Exception)$/;
/** Of the system, such as ENOSPC. */
const systemCode = /^[A-Z][A-Z\d_]{1,40}$/;

/** The class of what was thrown, and its code where it has one; whatever else stands in their place is left out. */
function nameOf(thrown: unknown): { name: string; code?: string } {
  if (!(thrown instanceof Error)) return { name: typeof thrown };
  const name = className.test(thrown.name) ? thrown.name : '…';
  if (thrown instanceof AppError) return { name, code: thrown.code };
  const { code } = thrown as { code?: unknown };
  return { name, ...(typeof code === 'string' && systemCode.test(code) ? { code } : {}) };
}
