// Highlights through their whole life: made, resized, recoloured, lying over each other, of both texts, linked; by keys
// alone and by the pointer alone.
import { expectClean } from '../axe';
import type { App } from '../pages/app';
import { Marks } from '../pages/marks';
import { expect, test } from '../test';

const shown = async (app: App): Promise<string[]> =>
  (await app.painted()).map(({ colour, text }) => `${colour} ${text.slice(0, 16)}`).sort();
const expectShown = (app: App, expected: string[]) =>
  expect.poll(() => shown(app)).toEqual(expected.toSorted());

// Would catch: a key whose act another action takes, a step of undo too many or too few, a card that leads nowhere.
test('by keys: resized, recoloured, gone through, of both texts, linked, and all of it undone', async ({
  app
}) => {
  const marks = new Marks(app);
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'ArrowDown');
  await app.press('Control+Shift+ArrowRight', 'Control+Shift+ArrowRight', '2');
  await expectShown(app, ['green LAC GIANG']);
  await app.press('e', 'Control+ArrowRight', 'Enter');
  await expectShown(app, ['green LAC GIANG, March']);
  await app.press('5');
  await expectShown(app, ['violet LAC GIANG, March']);

  await app.press('ArrowDown', 'ArrowUp', 'Control+Shift+ArrowRight', '1');
  await app.press('ArrowDown', 'ArrowUp', '3', 'ArrowDown', 'ArrowUp');
  const three = ['yellow LAC', 'violet LAC GIANG, March', 'blue LAC GIANG, March'];
  await expectShown(app, three);
  await app.press('.', '.');
  await expect(marks.said).toContainText('2 of 3');

  await app.press('n');
  await expect(app.noteField).toBeFocused();
  await app.page.keyboard.type('Ngày tháng');
  await app.press('Escape');
  await expect(marks.numbers('source')).toHaveText(['1']);
  await app.press('p');
  const paired = [...three, 'violet LẠC GIANG, ngày '];
  await expectShown(app, paired);
  await expect(marks.numbers('target')).toHaveText(['1']);
  await expect(marks.numbers('source')).toHaveText(['1']);

  await app.press('x');
  await expect(marks.search).toBeFocused();
  await expectClean(app, 'search for a link', ['light']);
  await app.page.keyboard.type('river gauges');
  await expect(marks.related.getByRole('option')).toHaveCount(1);
  await app.press('Enter');
  const card = marks.related.getByRole('listitem').getByRole('button').first();
  await expect(card).toContainText('river gauges');
  await expectClean(app, 'linked annotations', ['dark']);
  await card.focus();
  await app.press('Enter');
  await expect(marks.passage('river gauges')).toBeVisible();
  await expect(card).toContainText('Ngày tháng');
  await card.focus();
  await app.press('Delete');
  await expect(card).toHaveCount(0);

  // Another one picked in the text, where the cursor goes; what was active stays so meanwhile.
  await app.press('x');
  await expect(marks.search).toBeFocused();
  await app.press('Shift+F6', 'ArrowDown', 'ArrowUp');
  await expect(marks.search).toBeVisible();
  await expect(marks.passage('river gauges')).toBeVisible();
  await app.press('Enter');
  await expect(card).toHaveCount(1);
  await expect(marks.passage('river gauges')).toBeVisible();
  await app.press('ControlOrMeta+z');
  await expect(card).toHaveCount(0);
  await app.press('x', 'Shift+F6', 'Escape');
  await expect(marks.search).toHaveCount(0);

  await app.press('ControlOrMeta+z');
  await expect(card).toContainText('Ngày tháng');
  await app.press('ControlOrMeta+z');
  await expect(card).toHaveCount(0);
  await app.press('ControlOrMeta+z');
  await expectShown(app, three);
  await app.press('ControlOrMeta+z');
  await expect(marks.numbers('source')).toHaveCount(0);
  await app.press('ControlOrMeta+z', 'ControlOrMeta+z');
  await expectShown(app, ['violet LAC GIANG, March']);
  await app.press('ControlOrMeta+z');
  await expectShown(app, ['green LAC GIANG, March']);
  await app.press('ControlOrMeta+z');
  await expectShown(app, ['green LAC GIANG']);
  await app.press('ControlOrMeta+z');
  await expectShown(app, []);
});

test.describe('by the pointer', () => {
  test.use({ language: 'vi' });

  // Would catch: an act that only keys reach, a grip that swallows the click, a button without a name.
  test('made, dragged, gone through, of both texts, linked', async ({ app }) => {
    const marks = new Marks(app);
    const { mouse } = app.page;
    await app.openSample();
    const highlightWord = async (words: string, colour: 'Green' | 'Pink'): Promise<void> => {
      const { x, y } = await marks.middle('source', words);
      await mouse.dblclick(x, y);
      await app.button(`reader.highlight${colour}`).click();
    };
    await highlightWord('sirens', 'Green');
    await expectShown(app, ['green sirens']);

    const grip = await marks.grip('end').boundingBox();
    const to = await marks.middle('source', '132');
    await mouse.move((grip?.x ?? 0) + 1, (grip?.y ?? 0) + (grip?.height ?? 0) / 2);
    await mouse.down();
    await mouse.move(to.x, to.y);
    await mouse.move(to.right, to.y);
    await mouse.up();
    await expectShown(app, ['green sirens in 132']);

    await highlightWord('132', 'Pink');
    await expectShown(app, ['green sirens in 132', 'pink 132']);
    await expect(marks.passage('132')).toHaveText('132');
    await marks.click('source', '132');
    await expect(marks.passage('132')).toHaveText('sirens in 132');
    await marks.click('source', '132');
    await expect(marks.passage('132')).toHaveText('132');
    await marks.click('source', '132');
    await expect(marks.passage('132')).toHaveText('sirens in 132');

    await app.inspector.getByRole('button', { name: app.t('reader.pair') }).click();
    await expect.poll(async () => (await shown(app)).length).toBe(3);
    const passages = app.inspector.locator('blockquote');
    await expect(passages).toHaveCount(2);
    await passages.last().getByRole('button').click();
    await expect(marks.said).toContainText('tô màu xanh lục: sirens in 132 … Cứ mười phút');
    await app.inspector
      .getByRole('button', { name: app.t('annotations.removePassage', { words: '' }).trim() })
      .last()
      .click();
    await expect(passages).toHaveCount(1);
    await app.button('common.undo').last().click();
    await expect(passages).toHaveCount(2);

    // Picked from the search, and in the text by its highlight; a click beside any changes nothing.
    const relate = app.inspector.getByRole('button', { name: app.t('annotations.relate') });
    await relate.click();
    await marks.related.getByRole('option').first().click();
    const card = marks.related.getByRole('listitem');
    await expect(card).toContainText('132');
    await expectClean(app, 'linked annotations', ['light']);
    await card.getByRole('button', { name: app.t('annotations.unrelate') }).click();
    await expect(card).toHaveCount(0);
    await relate.click();
    await marks.click('source', 'ten minutes');
    await expect(marks.search).toBeVisible();
    await marks.click('source', '132');
    await expect(card).toContainText('132');
    await expect(passages).toHaveCount(2);
    await card.getByRole('button').first().click();
    await expect(passages).toHaveText(['132']);
  });
});
