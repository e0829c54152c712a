import { expect, it } from 'vitest';
import { nameByTemplate } from './export-name';

const values = { title: 'Cầu Cảng', source: 'en', target: 'vi', date: '2026-11-26', form: 'PDF' };

// Would catch: separators left where an article alone has no target, and braces that eat what is no field.
it.each([
  ['{title}', values, 'Cầu Cảng'],
  ['{date} {title} {source}-{target}', values, '2026-11-26 Cầu Cảng en-vi'],
  ['{date} {title} {source}-{target}', { ...values, target: '' }, '2026-11-26 Cầu Cảng en'],
  ['{target}_{title}', { ...values, target: '' }, 'Cầu Cảng'],
  ['{title} {{x} {Title}', values, 'Cầu Cảng {{x} {Title}'],
  ['', values, '']
])('%j', (template, given, expected) => {
  expect(nameByTemplate(template, given)).toBe(expected);
});
