// Links corrected by keys alone: every act, taken back and done again, and still there after a restart.
import { LinksRoom } from '../pages/links-room';
import { expect, test } from '../test';

const linked = (source: string, target: string, state: string): string =>
  `English ${source} linked with Vietnamese ${target}, ${state}`;

/** An act's outcome, undone, and done again. */
async function bothWays(
  links: LinksRoom,
  label: string,
  states: { before: string | RegExp; after: string | RegExp }
): Promise<void> {
  const expectState = (state: string | RegExp) => links.expectState('source', label, state);
  await expectState(states.after);
  await links.app.press('ControlOrMeta+z');
  await expectState(states.before);
  await links.app.press('ControlOrMeta+Shift+z');
  await expectState(states.after);
}

test('every act on links by keys, undone and done again', async ({ app }) => {
  const links = new LinksRoom(app);
  await app.openSample();
  await links.open();
  const proposed = (label: string) =>
    new RegExp(`English ${label} linked with Vietnamese ${label}, proposed, \\d+\\)$`);

  // One confirmed, and on to the next.
  await links.goTo('source', '2.1');
  await app.press('Enter');
  await expect(links.said).toContainText(`English 2.2 with Vietnamese 2.2, proposed`);
  await bothWays(links, '2.1', {
    before: proposed('2.1'),
    after: linked('2.1', '2.1', 'confirmed')
  });

  // All to here.
  await links.goTo('source', '3.1');
  await app.press('Shift+Enter');
  await expect(links.said).toContainText('4 links confirmed.');
  await bothWays(links, '2.2', {
    before: proposed('2.2'),
    after: linked('2.2', '2.2', 'confirmed')
  });
  await links.expectState('source', '3.2', proposed('3.2'));

  // Unlinked.
  await links.goTo('source', '3.2');
  await app.press('Delete');
  await bothWays(links, '3.2', { before: proposed('3.2'), after: 'not linked' });

  // Linked by hand, crossing: chosen on one side, then on the other.
  await app.press('Space');
  await links.goTo('target', '3.3');
  await app.press('Enter');
  await bothWays(links, '3.2', { before: 'not linked', after: linked('3.2', '3.3', 'confirmed') });
  await links.expectState('source', '3.3', 'not linked');

  // A stretch chosen with Shift, linked with one.
  await links.goTo('source', '4.1');
  await app.press('Shift+ArrowDown');
  await links.goTo('target', '4.1');
  await app.press('l');
  await bothWays(links, '4.2', {
    before: proposed('4.2'),
    after: linked('4.1 and 4.2', '4.1', 'confirmed')
  });

  // The first given up again, then the next added with its link.
  await links.goTo('source', '4.2');
  await app.press('s');
  await bothWays(links, '4.2', {
    before: linked('4.1 and 4.2', '4.1', 'confirmed'),
    after: 'not linked'
  });
  await links.goTo('source', '5.1');
  await app.press('m');
  const merged = linked('5.1 and 5.2', '5.1 and 5.2', 'confirmed');
  await bothWays(links, '5.2', { before: proposed('5.2'), after: merged });
  // The boundary moved: the last sentence goes to the next link, and the first back to the one before.
  await app.press('Alt+ArrowDown');
  await bothWays(links, '5.2', {
    before: merged,
    after: linked('5.2 and 5.3', '5.3', 'confirmed')
  });
  await links.goTo('source', '5.2');
  await app.press('Alt+ArrowUp');
  await bothWays(links, '5.2', {
    before: linked('5.2 and 5.3', '5.3', 'confirmed'),
    after: linked('5.1 and 5.2', '5.1 and 5.2', 'confirmed')
  });
  // Parted before the sentence, into two links; and put together again from behind.
  await links.goTo('source', '5.2');
  await app.press('s');
  await bothWays(links, '5.2', { before: merged, after: linked('5.2', '5.2', 'confirmed') });
  await app.press('Shift+m');
  await bothWays(links, '5.2', { before: linked('5.2', '5.2', 'confirmed'), after: merged });

  // A sentence more into the link at the cursor.
  await links.goTo('source', '4.2');
  await app.press('Space');
  await links.goTo('target', '4.1');
  await app.press('a');
  await bothWays(links, '4.2', {
    before: 'not linked',
    after: linked('4.1 and 4.2', '4.1', 'confirmed')
  });

  // No counterpart.
  await links.goTo('source', '6.1');
  await app.press('n');
  await bothWays(links, '6.1', {
    before: proposed('6.1'),
    after: 'marked as having no counterpart'
  });
  await app.saved();

  // All of it is there after a restart.
  await app.session.restart();
  await app.reads();
  await links.open();
  await links.expectState('source', '5.2', merged);
  await links.expectState('source', '3.2', linked('3.2', '3.3', 'confirmed'));
  await links.expectState('source', '6.1', 'marked as having no counterpart');
  await links.expectState('source', '2.1', linked('2.1', '2.1', 'confirmed'));

  // A choice is dropped first; then back to the words, with the keyboard in them.
  await app.press('Space', 'Escape');
  await expect(links.list).toBeVisible();
  await app.press('Escape');
  await expect(app.reading.getByRole('application').first()).toBeFocused();
});
