import { expect, it } from 'vitest';
import { pastedFile } from './pasted-file';

const textOf = async (...given: Parameters<typeof pastedFile>) => {
  const file = pastedFile(...given);
  return [file.name, new TextDecoder().decode(await file.read())];
};

// Would catch: a pasted text under a name no file system takes, or its letters read in another charset.
it('becomes a file that says what it is', async () => {
  expect(await textOf('Tin: 24/7?', 'Một.', 'plain')).toEqual(['Tin 24 7.txt', 'Một.']);
  expect(await textOf('Tin', '<p>Một', 'html')).toEqual([
    'Tin.html',
    '<meta charset="utf-8"><!--StartFragment--><p>Một<!--EndFragment-->'
  ]);
  const marked = '<html><body><!--StartFragment--><p>Một</p><!--EndFragment--></body></html>';
  expect(await textOf('..', marked, 'html')).toEqual([
    'diptych.html',
    `<meta charset="utf-8">${marked}`
  ]);
});
