// The user's own terms: by keys alone, by mouse, out of a file and into one, and out of the text.
import { readFileSync } from 'node:fs';
import { expectClean, themesIn } from '../axe';
import { Glossary } from '../pages/glossary';
import { expect, test } from '../test';

test.setTimeout(120_000);

// Would catch: a form that needs the mouse, a deleted term that undo does not bring back, terms that a reload forgets.
test('terms are added, found without their marks, changed, deleted and brought back by keys', async ({
  app
}) => {
  const glossary = new Glossary(app);
  await glossary.openByKey();
  await glossary.type('dam', 'đập');
  await glossary.type('bridge', 'cây cầu');
  await expect(glossary.rows).toHaveText([/bridge.*cây cầu/s, /dam.*đập/s]);
  await glossary.search.focus();
  await app.page.keyboard.type('dap');
  await expect(glossary.rows).toHaveText([/dam.*đập/s]);
  await app.press('Tab');
  await expect(glossary.row('dam')).toBeFocused();
  await app.press('Enter');
  await expect(glossary.term).toHaveValue('dam');
  await glossary.translation.focus();
  await app.press('ControlOrMeta+a');
  await app.page.keyboard.type('con đập');
  await app.press('Enter');
  await expect(glossary.rows).toHaveText([/dam.*con đập/s]);

  await glossary.search.fill('');
  await glossary.row('bridge').focus();
  await app.press('ArrowDown', 'Delete');
  await expect(glossary.rows).toHaveText([/bridge/]);
  await expect(glossary.row('bridge')).toBeFocused();
  await app.press('Escape', 'ControlOrMeta+z');
  await app.saved();
  await app.page.reload();
  await glossary.openByKey();
  await expect(glossary.rows).toHaveText([/bridge/, /dam.*con đập/s]);
});

// Would catch: half a file imported, lines counted wrongly, an import that takes as many undos as it has terms.
test('a file comes in whole or not at all, and goes out as it came', async ({ app }) => {
  const glossary = new Glossary(app);
  await app.button('glossary.title').click();
  await glossary.import('bad.csv', 'dam,đập\nalone\nbridge,cầu\n');
  await expect(glossary.dialog.getByRole('alert')).toContainText(
    app.t('glossary.bad_missing', { line: 2 })
  );
  await expect(glossary.rows).toHaveCount(0);
  await glossary.import('terms.tsv', 'en\tvi\nbridge\tcầu\ndam\tđập\tnot a weir\n');
  await expect(glossary.rows).toHaveCount(2);
  await glossary.dialog.getByRole('button', { name: app.t('common.undo') }).click();
  await expect(glossary.rows).toHaveCount(0);
  await glossary.import('terms.tsv', 'en\tvi\nbridge\tcầu\ndam\tđập\tnot a weir\n');
  await expect(glossary.rows).toHaveCount(2);
  await app.saved();
  const exported = await app.session.saveFile(() =>
    glossary.dialog.getByRole('button', { name: app.t('glossary.export') }).click()
  );
  expect(readFileSync(exported, 'utf8')).toBe('en\tvi\nbridge\tcầu\ndam\tđập\tnot a weir\n');
});

// Would catch: words of the target taken for those of the source, or lost on the way into the form.
test('words selected in the text become a term, on their own side', async ({ app }) => {
  const glossary = new Glossary(app);
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'o', 'ControlOrMeta+Shift+ArrowRight', 'g');
  await expect(glossary.translation).not.toHaveValue('');
  const words = await glossary.translation.inputValue();
  await expect(glossary.term).toBeFocused();
  await app.page.keyboard.type('a word of mine');
  await app.press('Enter');
  await expect(glossary.rows).toHaveText([new RegExp(`a word of mine.*${words}`, 's')]);
});

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });
    test('the glossary passes axe', async ({ app }) => {
      const glossary = new Glossary(app);
      await app.button('glossary.title').click();
      await glossary.type('flood', 'lũ lụt');
      await glossary.import('bad.csv', 'dam,đập\nalone\n');
      await expect(glossary.dialog.getByRole('alert')).toBeVisible();
      await expectClean(app, 'glossary', themesIn(language));
    });
  });
}
