import { describe, expect, it } from 'vitest';
import { readTypedDate } from './typed-date';

describe('readTypedDate', () => {
  // Would catch: a way of writing that people use being refused, or day and month changing places.
  it.each([
    ['2025-08-02', '2025-08-02'],
    ['2025/8/2', '2025-08-02'],
    ['2/8/2025', '2025-08-02'],
    ['02.08.2025', '2025-08-02'],
    ['2-8-2025', '2025-08-02'],
    ['8/25/2025', '2025-08-25'],
    ['2 August 2025', '2025-08-02'],
    ['2nd of August, 2025', '2025-08-02'],
    ['Aug. 2, 2025', '2025-08-02'],
    ['Saturday, 2 Aug 2025', '2025-08-02'],
    ['sept 3rd 2025', '2025-09-03'],
    ['ngày 2 tháng 8 năm 2025', '2025-08-02'],
    ['Thứ Bảy, 2 tháng 8, 2025', '2025-08-02'],
    ['2 thg 8, 2025', '2025-08-02'],
    ['ngày 2/8/2025', '2025-08-02'],
    ['2 tháng Tám năm 2025', '2025-08-02'],
    ['tháng năm năm 2025', '2025-05'],
    ['tháng Chạp 2025', '2025-12'],
    ['tháng 8/2025', '2025-08'],
    ['8/2025', '2025-08'],
    ['2025-08', '2025-08'],
    ['August 2025', '2025-08'],
    ['2025年8月2日', '2025-08-02'],
    ['29/2/2024', '2024-02-29']
  ])('%s is %s', (typed, iso) => {
    expect(readTypedDate(typed)).toBe(iso);
  });

  // Would catch: a slip of the fingers stored as some date or other.
  it.each(['', '2025', '31/2/2025', '29/2/2025', '40/40/2025', '2 Foo 2025', '2 m 2025', 'today'])(
    'refuses %j',
    (typed) => {
      expect(readTypedDate(typed)).toBeNull();
    }
  );
});
