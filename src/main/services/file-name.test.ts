import { expect, it } from 'vitest';
import { suggestedFileName } from './file-name';

// Would catch: a title that writes elsewhere, that Windows refuses, or that loses its Vietnamese letters.
it.each([
  ['Thủ tướng thăm Cần Thơ', 'Thủ tướng thăm Cần Thơ.pdf'],
  ['Tie\u0302\u0301ng Vie\u0323\u0302t', 'Tiếng Việt.pdf'],
  ['../../etc/passwd', 'etc passwd.pdf'],
  ['C:\\Windows\\x?*', 'C Windows x.pdf'],
  ['con', '_con.pdf'],
  ['Nul.txt', '_Nul.txt.pdf'],
  ['...', 'diptych.pdf'],
  ['', 'diptych.pdf'],
  ['evil\u202Efdp.exe', 'evil fdp.exe.pdf'],
  ['a\u0000b\nc', 'a b c.pdf'],
  ['trailing. . ', 'trailing.pdf']
])('names %j', (title, expected) => {
  expect(suggestedFileName(title, 'pdf')).toBe(expected);
});

// Would catch: a cut in the middle of a character, or a name longer than 255 bytes.
it('cuts long titles between characters', () => {
  const name = suggestedFileName('𠀀ế'.repeat(200), 'pdf');
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(184);
  expect(name).not.toMatch(/\uFFFD/);
  expect(name).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
});
