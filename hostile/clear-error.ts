// What a person is told: every failure names its file and says why, in both languages.
import { expect } from 'vitest';
import { createTranslator } from '../src/shared/i18n/translator';
import type { ErrorCode, WireError } from '../src/shared/ipc/errors';

/** Failures that tell of us, not of the file. */
const unclear: readonly ErrorCode[] = ['internal', 'jobCrashed', 'badRequest', 'cancelled'];

/** A code of its own, the file in its details, and a message without holes in English and Vietnamese. */
export function expectClear(error: WireError, file: string): void {
  expect(unclear, error.message).not.toContain(error.code);
  expect(String(error.details.file)).toContain(file);
  const messages = (['en', 'vi'] as const).map((language) =>
    createTranslator(language).error(error)
  );
  for (const message of messages) {
    expect(message).not.toMatch(/[{}]/);
    expect(message.length).toBeGreaterThan(20);
  }
  expect(new Set(messages).size).toBe(2);
}
