import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { calm } from './calm-event';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

// Would catch: a list fetched a thousand times for a thousand files, and a last change that nobody hears of.
it('tells the first at once, the many together, and never forgets the last', () => {
  const tell = vi.fn();
  const { call, stop } = calm(tell, 100);
  call();
  expect(tell).toHaveBeenCalledTimes(1);
  for (let count = 0; count < 50; count += 1) call();
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(tell).toHaveBeenCalledTimes(2);
  call();
  call();
  stop();
  vi.advanceTimersByTime(1000);
  expect(tell).toHaveBeenCalledTimes(3);
});
