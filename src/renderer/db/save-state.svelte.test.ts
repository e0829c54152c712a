// What is said of an edit that main does not answer for, while the clock jumps.
import { afterEach, expect, it, vi } from 'vitest';
import { SaveState } from './save-state.svelte';

const hourMs = 3_600_000;

afterEach(() => {
  vi.useRealTimers();
});

// Would catch: "Saving…" for as long as the clock was set back, over edits that an earlier page left unsent.
it.each([
  ['back by an hour', -hourMs],
  ['back by a year', -8760 * hourMs]
])('says not saved after two seconds with the clock set %s', (_, byMs) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const since = Date.now();
  vi.setSystemTime(since + byMs);
  const save = new SaveState(null);
  save.set(since);
  expect(save.status).toBe('saving');
  vi.advanceTimersByTime(1_999);
  expect(save.status).toBe('saving');
  vi.advanceTimersByTime(1);
  expect(save.status).toBe('notSaved');
  save.close();
});

// Would catch: an edit of before a jump ahead said to be being saved for another two seconds at every answer.
it('says so at once of an edit that is old by the clock', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const since = Date.now();
  vi.setSystemTime(since + 87_600 * hourMs);
  const save = new SaveState(null);
  save.set(since);
  expect(save.status).toBe('notSaved');
  save.set(null);
  expect(save.status).toBe('saved');
  save.close();
});
