// Candidates for what is linked wrongly or not at all, by keys and by mouse.
import { LinksRoom } from '../pages/links-room';
import { expect, test } from '../test';

const linked = (label: string, state: string): string =>
  `English ${label} linked with Vietnamese ${label}, ${state}`;

test('a wrong link is refused, the next candidate shown and taken', async ({ app }) => {
  const links = new LinksRoom(app);
  await app.openSample();
  await links.open();
  const candidates = links.panel.getByRole('list').filter({ hasText: 'VI' }).getByRole('button');

  // Linked wrongly by hand, then refused: the likeliest counterpart is drawn, and taken with Enter.
  await links.goTo('source', '4.1');
  await app.press('Space');
  await links.goTo('target', '3.1');
  await app.press('Enter');
  await links.goTo('source', '4.1');
  await app.press('x');
  await expect(links.threads('preview')).toHaveCount(1);
  await expect(candidates.first()).toContainText('36,5 tỷ đồng');
  await links.expectState('source', '4.1', 'not linked');
  await app.press('x');
  await expect(candidates.nth(1)).toHaveAttribute('aria-current', 'true');
  await app.press('Escape');
  await expect(links.threads('preview')).toHaveCount(0);
  await app.press('x', 'Enter');
  await links.expectState('source', '4.1', linked('4.1', 'confirmed'));
  await app.press('ControlOrMeta+z');
  await links.expectState('source', '4.1', 'not linked');

  // By its number, and by the mouse.
  await expect(candidates.first()).toBeVisible();
  await app.press('1');
  await links.expectState('source', '4.1', linked('4.1', 'confirmed'));
  await app.press('Delete');
  await candidates.first().click();
  await links.expectState('source', '4.1', linked('4.1', 'confirmed'));
  await app.press('ControlOrMeta+z');
  await links.expectState('source', '4.1', 'not linked');
});
