// Reading for a whole day: find, outline, paragraphs, the width shared, focus, places kept, panes that never jump.
import { expectClean, themesIn } from '../axe';
import { ReadingLinks } from '../pages/reading-links';
import { ReadingTools } from '../pages/reading-tools';
import { expect, test } from '../test';

// Would catch: anything around the words that takes a mouse, is not said, or cannot be left.
test('finds, lists, goes and shares the width by keys alone', async ({ app, session }) => {
  const tools = new ReadingTools(app);
  const links = new ReadingLinks(app);
  await app.openSample();
  await app.press('ControlOrMeta+f');
  await app.page.keyboard.type('lac giang');
  await expect(tools.find.getByRole('status')).toHaveText(/^1 of \d+$/);
  await app.press('Enter');
  await expect(tools.find).toContainText('in Vietnamese');
  await app.press('Escape', 'v');
  await app.page.keyboard.type('lindqvist');
  await expect(tools.outline.getByRole('option')).toHaveCount(2);
  await app.press('ArrowRight', 'Enter');
  await expect
    .poll(async () => (await links.painted('wash-target')).join())
    .toContain('Peter Lindqvist');
  await app.press('Escape');
  await expect(tools.outline).toBeHidden();
  await app.press('Shift+G');
  await app.page.keyboard.type('s3');
  await expect(tools.goTo.getByRole('status')).toContainText('For forty years');
  await app.press('Enter');
  await expect
    .poll(async () => (await links.painted('wash-source')).join())
    .toContain('For forty years');
  await app.press('ControlOrMeta+Alt+ArrowRight', 'ControlOrMeta+Alt+ArrowRight');
  await expect(links.said).toContainText('English 60%');
  await app.press('f');
  await expect(app.page.getByRole('banner')).toBeHidden();
  await expect(links.said).toHaveText(app.t('reader.focusModeOn'));
  await app.press('n');
  await expect(app.noteField).toBeFocused();
  await app.press('Escape', 'Escape');
  await app.press('Escape');
  await expect(app.page.getByRole('banner')).toBeVisible();
  await app.saved();

  // The pair's own share of the width comes back, after a reload and in the other layout.
  await session.page.reload();
  await app.reads();
  await expect(tools.split).toHaveAttribute('aria-valuenow', '60');
  await app.press('r');
  await expect(tools.split).toHaveAttribute('aria-valuenow', '60');
});

// Would catch: a line that cannot be dragged, an outline that hides the words, and no way out of focus for a hand.
test('the same by the pointer', async ({ app }) => {
  const tools = new ReadingTools(app);
  await app.openSample();
  const box = await tools.split.boundingBox();
  const body = await tools.pane('source').boundingBox();
  const x = (box?.x ?? 0) + (box?.width ?? 0) / 2;
  const y = (box?.y ?? 0) + 300;
  await app.page.mouse.move(x, y);
  await app.page.mouse.down();
  await app.page.mouse.move(x - 5000, y, { steps: 3 });
  await app.page.mouse.up();
  await expect(tools.split).toHaveAttribute('aria-valuenow', '30');
  await tools.split.dblclick({ position: { x: 4, y: 300 } });
  await expect(tools.split).toHaveAttribute('aria-valuenow', '50');
  expect(await tools.pane('source').boundingBox()).toEqual(body);

  await app.button('reader.outline').click();
  const option = tools.outline.getByRole('option', { name: /Deputy governor/ });
  await option.click();
  await expect(option).toHaveAttribute('aria-current', 'location');
  const band = await tools.outline.boundingBox();
  const words = await tools.pane('source').boundingBox();
  expect((band?.y ?? 0) + (band?.height ?? 0)).toBeLessThanOrEqual((words?.y ?? 0) + 1);
  await tools.outline.getByRole('button', { name: app.t('common.close') }).click();
  await app.button('reader.focusMode').click();
  await expect(app.page.getByRole('banner')).toBeHidden();
  await app.button('reader.leaveFocusMode').click();
  await expect(app.page.getByRole('banner')).toBeVisible();
});

// Would catch: a pane that leaps while the other is scrolled, or when the lock is closed again "from here".
test('panes go together without a jump, apart, and together from where they stand', async ({
  app
}) => {
  const tools = new ReadingTools(app);
  const links = new ReadingLinks(app);
  await app.page.setViewportSize({ width: 1000, height: 500 });
  await app.openSample();
  await app.press('r');
  await expect(links.lock).toHaveAttribute('aria-pressed', 'true');
  expect(await tools.greatestStep('source', 8, 40)).toBeLessThanOrEqual(48);
  await app.press('ControlOrMeta+l');
  const held = await links.scrollTop('target');
  expect(await tools.greatestStep('source', -8, 20)).toBe(0);
  await app.press('ControlOrMeta+l');
  expect(await links.scrollTop('target')).toBe(held);
  expect(await tools.greatestStep('source', 8, 20)).toBeLessThanOrEqual(60);
});

// Would catch: a line lost from the top when the type changes, on reload, or in the article alone.
test('the top line stays through type and reload, in each place its own', async ({
  app,
  session
}) => {
  const tools = new ReadingTools(app);
  await app.page.setViewportSize({ width: 1100, height: 500 });
  await app.openSample();
  await app.press('Shift+G');
  await app.page.keyboard.type('5');
  await app.press('Enter');
  await new ReadingLinks(app).wheel('source', 26);
  const before = await tools.topLine('source');
  await app.press('ControlOrMeta++', 'ControlOrMeta++');
  // A line that the top cuts gives way to the next.
  const near = async (): Promise<boolean> => {
    const line = await tools.topLine('source');
    const text = (await app.text('source').allTextContents()).join('');
    return Math.abs(text.indexOf(line) - text.indexOf(before)) < 90;
  };
  await expect.poll(near).toBe(true);
  await app.press('ControlOrMeta+0');
  await expect.poll(() => tools.topLine('source')).toBe(before);
  await session.page.reload();
  await app.reads();
  await expect.poll(() => tools.topLine('source')).toBe(before);
});

// Would catch: a jump without a way back, one for each step of a search, or a way back that ends beside the line or the
// reading cursor that was left.
test('Back leads to the words before a jump, and only then out of the pair', async ({ app }) => {
  const tools = new ReadingTools(app);
  const links = new ReadingLinks(app);
  await app.page.setViewportSize({ width: 1100, height: 500 });
  await app.openSample();
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', 'ArrowDown', '1');
  const [highlight] = await app.painted();
  await links.wheel('source', 26);
  const top = await links.scrollTop('source');
  const cursor = await links.painted('wash-source');
  const back = async (): Promise<void> => {
    await expect.poll(() => links.scrollTop('source')).toBeGreaterThan(top + 100);
    await app.press('Alt+ArrowLeft');
    await expect
      .poll(async () => Math.abs((await links.scrollTop('source')) - top))
      .toBeLessThan(3);
    expect(await links.painted('wash-source')).toEqual(cursor);
  };

  await app.press('v');
  await app.page.keyboard.type('lindqvist');
  await app.press('ArrowRight', 'Enter', 'Escape');
  await back();
  await app.press('ControlOrMeta+f');
  await app.page.keyboard.type('lindqvist');
  await expect(tools.find.getByRole('status')).toHaveText(/^1 of \d+$/);
  await app.press('Enter', 'Enter', 'Escape');
  await back();

  await app.press('Enter');
  await links.wheel('source', 2000);
  const end = await links.scrollTop('source');
  const quotation = app.inspector.getByRole('blockquote').getByRole('button');
  await expect(quotation).toContainText(highlight?.text.slice(0, 20) ?? 'none');
  await quotation.press('Enter');
  await expect.poll(() => links.scrollTop('source')).toBeLessThan(end - 100);
  await app.button('common.back').click();
  await expect.poll(async () => Math.abs((await links.scrollTop('source')) - end)).toBeLessThan(3);
  await app.press('Alt+ArrowLeft');
  await expect(app.page.getByRole('table').first()).toBeVisible();
});

for (const language of ['en', 'vi'] as const) {
  test.describe(language, () => {
    test.use({ language });

    test('all that is open around the words passes axe', async ({ app }) => {
      await app.openSample();
      await app.press('ArrowDown', 'ArrowDown', 'v', 'ArrowDown');
      await expectClean(app, 'outline', themesIn(language));
      await app.press('Escape', 'Shift+G');
      await app.page.keyboard.type('2');
      await expectClean(app, 'paragraph numbers', ['light']);
      await app.press('Escape', 'f');
      await expectClean(app, 'focus mode', themesIn(language));
    });
  });
}
