// Tags: put on by keys, put in order as a tree, renamed and merged over all annotations, armed for one selection after
// another.
import { expectClean } from '../axe';
import { Tags } from '../pages/tags';
import { expect, test } from '../test';

test.setTimeout(120_000);

// Would catch: a part of it that needs the mouse, a path that makes only its last tag, a rename or merge that leaves an
// annotation behind or takes more than one undo, a tree that a reload forgets.
test('a tree of tags is made, renamed, merged and taken back by keys alone', async ({ app }) => {
  const tags = new Tags(app);
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'h', 't');
  await expect(tags.asked).toBeFocused();
  await app.page.keyboard.type('Economy/Trade');
  await app.press('Enter');
  await expect(tags.chips).toHaveText(['Trade']);
  await app.press('Enter');
  await expect(app.text('source').first()).toBeVisible();

  // On a second one, completed from a few letters; and a third name of its own.
  await app.press('ArrowDown', 'h', 't');
  await expect(tags.asked).toBeFocused();
  await app.page.keyboard.type('tra');
  await app.press('Enter');
  await app.page.keyboard.type('Sports');
  await app.press('Enter');
  await expect(tags.chips).toHaveText(['Trade', 'Sports']);
  await app.press('Escape');

  await tags.open();
  await tags.expectTree(['Economy 0/2', '  Trade 2', 'Sports 1']);
  await tags.goTo('Trade');
  await app.press('F2');
  await app.page.keyboard.type('Thương mại');
  await app.press('Enter');
  await tags.expectTree(['Economy 0/2', '  Thương mại 2', 'Sports 1']);
  await expect(tags.said).toContainText(
    app.t('tags.renamed', { tag: 'Trade', name: 'Thương mại', count: 2 })
  );
  await app.press('3', 'k', 'T');
  await expect(tags.current.locator('kbd')).toHaveText('T');

  // A name that is there is offered to be merged with, not doubled.
  await tags.goTo('Sports');
  await app.press('F2');
  await app.page.keyboard.type('THƯƠNG MẠI');
  await app.press('Enter');
  await expect(tags.said).toContainText(app.t('tags.taken', { tag: 'Thương mại' }));
  await expect(tags.tree).toBeFocused();
  await app.press('m');
  await app.page.keyboard.type('thuong');
  await app.press('Enter');
  await tags.expectTree(['Economy 0/2', '  Thương mại 2']);
  await app.press('ControlOrMeta+z');
  await tags.expectTree(['Economy 0/2', '  Thương mại 2', 'Sports 1']);

  // In the tree by keys: under the tag before it, and back.
  await tags.goTo('Sports');
  await app.press('Alt+ArrowRight');
  await tags.expectTree(['Economy 0/2', '  Sports 1', '  Thương mại 2']);
  await app.press('Alt+ArrowLeft');
  await tags.expectTree(['Economy 0/2', '  Thương mại 2', 'Sports 1']);
  await tags.goTo('Economy');
  await app.press('Delete');
  await tags.expectTree(['Sports 1', 'Thương mại 2']);
  await app.press('Escape', 'ControlOrMeta+z');

  // The key of a tag takes it off and puts it on.
  await app.press('t');
  const keys = app.inspector.getByRole('group', { name: app.t('tags.keys') });
  await expect(keys).toBeFocused();
  await app.press('t');
  await expect(tags.chips).toHaveText(['Sports']);
  await app.press('t', 'Escape');
  await expect(tags.chips).toHaveText(['Sports', 'Thương mại']);
  await app.saved();
  await app.page.reload();
  await app.reads();
  await tags.open();
  await tags.expectTree(['Economy 0/2', '  Thương mại 2', 'Sports 1']);
});

// Would catch: a selection that is highlighted without what is armed, one that waits for another key, overlapping ones
// made into one, a mode that cannot be left or goes on unseen.
test('an armed colour and tag go on one selection after another', async ({ app }) => {
  const tags = new Tags(app);
  await app.openSample();
  await tags.open();
  await app.press('Tab', 'Enter');
  await app.page.keyboard.type('Promise');
  await app.press('Enter', 'Escape');
  await tags.goTo('Promise');
  await app.press('2', 'k', 'p');
  await expect(tags.current.locator('kbd')).toHaveText('P');
  await app.press('q');
  await expect(tags.dialog).toBeHidden();
  await expect(tags.bar.getByRole('button', { name: 'Promise' })).toHaveAttribute(
    'aria-pressed',
    'true'
  );

  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'Shift+ArrowDown', 'Enter');
  await expect.poll(() => app.painted()).toHaveLength(1);
  // The same words once more, in another colour: two highlights, not one.
  await app.press('4', 'Shift+ArrowDown', 'h');
  await expect.poll(() => app.painted()).toHaveLength(2);
  const [green, pink] = await app.painted();
  expect([green?.colour, pink?.colour].sort()).toEqual(['green', 'pink']);
  expect(green?.text).toBe(pink?.text);
  await expect(tags.chips).toHaveText(['Promise']);

  // By the mouse, at once; the tag's key takes the tag away again.
  await app.press('p');
  const paragraph = app.text('target').nth(2);
  const box = (await paragraph.boundingBox())!;
  await app.page.mouse.move(box.x + 4, box.y + 12);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + 160, box.y + 12, { steps: 4 });
  await app.page.mouse.up();
  await expect.poll(() => app.painted()).toHaveLength(3);
  await expect(tags.chips).toHaveCount(0);

  await app.press('Escape');
  await expect(tags.bar).toBeHidden();
  await app.page.mouse.move(box.x + 4, box.y + 40);
  await app.page.mouse.down();
  await app.page.mouse.move(box.x + 160, box.y + 40, { steps: 4 });
  await app.page.mouse.up();
  await expect(app.page.getByRole('toolbar', { name: app.t('reader.selectionBar') })).toBeVisible();
  expect(await app.painted()).toHaveLength(3);
  await app.press('ControlOrMeta+z', 'ControlOrMeta+z', 'ControlOrMeta+z');
  await app.expectPainted([]);
});

// Would catch: a drop that goes nowhere or beneath itself, buttons that only look like the keys' acts.
test('tags are dragged, merged and deleted by the pointer', async ({ app }) => {
  const tags = new Tags(app);
  await app.openSample();
  await app.button('tags.title').click();
  await tags.dialog.getByRole('button', { name: app.t('tags.new'), exact: true }).click();
  for (const name of ['Economy', 'Trade', 'Ports']) {
    await app.page.keyboard.type(name);
    await app.press('Enter');
    await expect(tags.said).toContainText(app.t('tags.created', { tag: name }));
  }
  await tags.dialog.getByRole('button', { name: app.t('common.cancel') }).click();
  await tags.row('Trade').dragTo(tags.row('Economy'));
  await tags.expectTree(['Economy 0/0', '  Trade 0', 'Ports 0']);
  await tags.row('Ports').dragTo(tags.row('Trade'));
  await tags.expectTree(['Economy 0/0', '  Trade 0/0', '    Ports 0']);
  await tags.row('Economy').dragTo(tags.row('Ports'));
  await expect(tags.said).toContainText(app.t('tags.notBeneathItself', { tag: 'Economy' }));
  await tags.row('Economy').locator('.twist').click();
  await tags.expectTree(['Economy 0/0']);
  await tags.row('Economy').locator('.twist').click();
  await tags.row('Ports').click();
  await tags.dialog.getByRole('radio', { name: app.t('annotations.blue') }).click();
  await tags.dialog.getByRole('button', { name: app.t('tags.merge'), exact: true }).click();
  await tags.field(app.t('tags.mergeInto')).fill('eco');
  await app.page.getByRole('option', { name: 'Economy', exact: true }).click();
  await tags.expectTree(['Economy 0/0', '  Trade 0']);
  await tags.said.getByRole('button', { name: app.t('common.undo') }).click();
  await tags.row('Trade').click();
  await tags.dialog.getByRole('button', { name: app.t('tags.delete'), exact: true }).click();
  await tags.expectTree(['Economy 0/0', '  Ports 0']);
});

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });
    test('tags pass axe', async ({ app }) => {
      const tags = new Tags(app);
      await app.openSample();
      await app.focusReading();
      await app.press('ArrowDown', 'h', 't');
      await app.page.keyboard.type('Kinh tế/Thương mại');
      await app.press('Enter');
      await expect(tags.chips).toHaveText(['Thương mại']);
      await app.page.keyboard.type('kinh');
      await expect(app.page.getByRole('option', { name: 'Kinh tế', exact: true })).toBeVisible();
      await app.press('Escape', 'q');
      await expect(tags.bar).toBeVisible();
      await expectClean(app, 'armed', ['dark']);
      await app.press('Escape');
      await tags.open();
      await expect(tags.rows).toHaveCount(2);
      await expectClean(app, 'dialog of tags', ['light']);
    });
  });
}
