// Links corrected with the mouse, and linked again.
import { LinksRoom } from '../pages/links-room';
import { expect, test } from '../test';

const linked = (source: string, target: string, state: string): string =>
  `English ${source} linked with Vietnamese ${target}, ${state}`;
const proposed = (label: string): RegExp =>
  new RegExp(`English ${label} linked with Vietnamese ${label}, proposed, \\d+\\)$`);

test('every act on links with the mouse', async ({ app }) => {
  const links = new LinksRoom(app);
  await app.openSample();
  await app.button('links.title').click();
  const expectState = (label: string, state: string | RegExp) =>
    links.expectState('source', label, state);

  // A thread drawn from one sentence's number to another's line.
  const to = links.sentence('target', '2.2');
  await links.handle('source', '2.1').dragTo(to, { targetPosition: { x: 120, y: 20 } });
  await expectState('2.1', linked('2.1', '2.2', 'confirmed'));
  await expectState('2.2', 'not linked');
  await expect(links.threads('confirmed')).toHaveCount(1);
  // With Shift it is added to the link there.
  await links.handle('source', '2.2').hover();
  await app.page.mouse.down();
  await to.hover({ position: { x: 120, y: 20 } });
  await app.page.keyboard.down('Shift');
  await app.page.mouse.up();
  await app.page.keyboard.up('Shift');
  await expectState('2.2', linked('2.1 and 2.2', '2.2', 'confirmed'));

  // Off again, each by its button.
  await links.sentence('source', '2.2').click();
  await links.act(app.t('links.splitOff', { labels: '2.2' })).click();
  await expectState('2.2', 'not linked');
  await links.act(app.t('links.aloneShort')).click();
  await expectState('2.2', 'marked as having no counterpart');
  await links.act(app.t('links.unmarkShort')).click();
  await expectState('2.2', 'not linked');

  // A link picked by its thread.
  await links.sentence('source', '3.1').click();
  const thread = links.threads('proposed').nth(4);
  const id = (await thread.getAttribute('data-link')) ?? '';
  await thread.locator('text').click();
  await expect(links.list.locator('g.current')).toHaveAttribute('data-link', id);
  await links.sentence('source', '3.1').click();
  await links.act(app.t('links.confirmShort')).click();
  await expectState('3.1', linked('3.1', '3.1', 'confirmed'));
  await links.act(app.t('links.unlinkShort')).click();
  await expectState('3.2', 'not linked');

  // Grown both ways, and its ends given to the neighbours.
  await links.sentence('source', '5.2').click();
  await links.act(app.t('links.addNext')).click();
  await expectState('5.2', linked('5.2 and 5.3', '5.2 and 5.3', 'confirmed'));
  await links.act(app.t('links.addPrevious')).click();
  await expectState('5.2', linked('5.1, 5.2, and 5.3', '5.1, 5.2, and 5.3', 'confirmed'));
  await links.act(app.t('links.giveNextShort')).click();
  await expectState('5.3', linked('5.3 and 6.1', '6.1', 'confirmed'));
  await links.act(app.t('links.givePreviousShort')).click();
  await expectState('5.1', linked('4.3 and 5.1', '4.3', 'confirmed'));
  await links.act(app.t('links.confirmToHereShort')).click();
  await expectState('1.1', linked('1.1', '1.1', 'confirmed'));

  // Sentences chosen with Ctrl, linked by the button.
  await links.sentence('source', '7.1').click({ modifiers: ['ControlOrMeta'] });
  await links.sentence('source', '7.2').click({ modifiers: ['Shift'] });
  await links.sentence('target', '7.1').click({ modifiers: ['ControlOrMeta'] });
  await links.act(app.t('links.linkShort')).click();
  await expectState('7.2', linked('7.1 and 7.2', '7.1', 'confirmed'));

  await app.button('links.doneShort').click();
  await app.reads();
});

test('a verdict by hand, and linking again: shown first, then one step', async ({ app }) => {
  const links = new LinksRoom(app);
  await app.openSample();
  await links.open();
  const verdict = app.page.getByRole('combobox', { name: app.t('links.verdict') });
  const strip = app.page.getByRole('group', { name: app.t('links.rerun') });

  // Two sentences linked wrongly, and unlinked: their own links are gone with it.
  await links.goTo('source', '3.2');
  await app.press('Space');
  await links.goTo('target', '3.3');
  await app.press('Enter', 'Delete');
  await links.expectState('source', '3.3', 'not linked');
  await app.press('g');
  await expect(strip).toContainText(app.t('links.againKept', { count: 1 }));
  await expect(links.threads('coming')).toHaveCount(2);
  await expect(links.panel.getByRole('list', { name: app.t('links.coming') })).toContainText('3.2');
  // Nothing is done before it is taken.
  await links.expectState('source', '3.2', 'not linked');
  await app.press('Escape');
  await expect(strip).toBeHidden();
  await links.expectState('source', '3.2', 'not linked');
  await app.press('g');
  await expect(strip).toContainText(app.t('links.againKept', { count: 1 }));
  await app.press('Enter');
  await links.expectState('source', '3.2', proposed('3.2'));
  await app.press('ControlOrMeta+z');
  await links.expectState('source', '3.2', 'not linked');

  // What is done while it is shown has it done again, around that.
  await app.press('g');
  await expect(links.threads('coming')).toHaveCount(2);
  await links.goTo('source', '3.2');
  await app.press('n');
  await expect(links.threads('coming')).toHaveCount(1);
  await expect(strip).toContainText(app.t('links.againKept', { count: 2 }));
  await app.press('Escape');

  // As comparable articles far less is sure: what would go is struck first.
  await verdict.selectOption('comparable');
  await expect(strip).toContainText(app.t('common.articles_comparable'));
  await strip.getByRole('button', { name: app.t('links.againShort') }).click();
  await expect(links.threads('going').first()).toBeVisible();
  await strip.getByRole('button', { name: app.t('links.apply') }).click();
  await expect(links.threads('going')).toHaveCount(0);
  await links.expectState('source', '1.1', 'not linked');
  await expect(verdict).toHaveValue('comparable');
  await app.saved();
  await app.press('ControlOrMeta+z');
  await links.expectState('source', '1.1', proposed('1.1'));
  await expect(verdict).toHaveValue('comparable');
  await app.press('ControlOrMeta+z');
  await expect(verdict).toHaveValue('translation');
  await app.press('ControlOrMeta+Shift+z', 'ControlOrMeta+Shift+z');
  await links.expectState('source', '1.1', 'not linked');
});
