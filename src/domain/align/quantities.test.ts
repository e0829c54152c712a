import { describe, expect, it } from 'vitest';
import { quantitiesIn } from './quantities';
import { tokenise } from './tokens';

/** Numbers plain, months as `m7`. */
function read(language: string, text: string): (number | string)[] {
  return quantitiesIn(text, tokenise(text, language), language).map(({ kind, value }) =>
    kind === 'month' ? `m${String(value)}` : value
  );
}

// Each row would catch the same fact counted as two different ones in two notations.
const rows: [language: string, text: string, values: (number | string)[]][] = [
  ['vi', 'đạt 1,2 triệu lượt', [1_200_000]],
  ['en', 'reached 1.2 million visits', [1_200_000]],
  ['vi', 'trị giá 1.234,5 tỷ đồng', [1_234_500_000_000]],
  ['en', 'worth 1,234.5 billion dong', [1_234_500_000_000]],
  ['vi', 'khoảng 3 nghìn tỷ đồng', [3_000_000_000_000]],
  ['en', 'some 3 trillion dong', [3_000_000_000_000]],
  ['vi', 'hơn 2 triệu rưỡi người', [2_500_000]],
  ['vi', '1.000 người', [1000]],
  ['en', '1,000 people', [1000]],
  ['vi', '12.345.678 và 12,5%', [12_345_678, 12.5]],
  ['en', '12,345,678 and 12.5%', [12_345_678, 12.5]],
  ['en', '2.125 million', [2_125_000]],
  ['vi', '0,125 và 0.125', [0.125, 0.125]],
  ['vi', 'ngày 25/7 và 25/7/2025', [25, 'm7', 25, 'm7', 2025]],
  ['vi', 'hôm 2/9, tháng 9/2024', [2, 'm9', 'm9', 2024]],
  ['vi', 'ngày 25.7.2025, 25-7-2025', [25, 'm7', 2025, 25, 'm7', 2025]],
  ['en', '7/25/2025 or 2025-07-25', ['m7', 25, 2025, 2025, 'm7', 25]],
  ['vi', 'tỷ số 2-1, giảm 1/3', [2, 1, 1, 3]],
  ['en', 'the 21st century, the 1990s, COVID-19, G7', [21, 1990, 19]],
  ['zh', '1.2亿人', [120_000_000]],
  ['ja', '3万5000円', [30_000, 5000]],
  ['de', '1,5 Millionen', [1_500_000]],
  ['xx', '1.5', [1.5]]
];

describe('quantitiesIn', () => {
  it.each(rows)('%s: %s', (language, text, values) => {
    expect(read(language, text)).toEqual(values);
  });
});
