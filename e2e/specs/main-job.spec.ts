// The main job, as a person does it: two files in, read side by side, highlight, note, close, come back, a PDF out.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../test';
import { readPdf } from '../read-pdf';

const source = `River Ferry Carries Its Millionth Passenger

The ferry between Ashford and Linden carried its 1,000,000th passenger on March 3, 2026. “We stopped counting twice,” said the captain, Ruth Albrook.

The line was opened in 1998 with a single boat. It now runs six boats and employs 42 people.
`;
const target = `Phà sông chở hành khách thứ một triệu

Ngày 3/3/2026, tuyến phà giữa Ashford và Linden đã chở hành khách thứ 1.000.000. “Chúng tôi đã hai lần ngừng đếm”, thuyền trưởng Ruth Albrook nói.

Tuyến phà mở năm 1998 với chỉ một chiếc thuyền. Hiện tuyến có sáu chiếc và 42 nhân viên.
`;

test('two files become an annotated PDF', async ({ app, session, folder }) => {
  const files = [join(folder, 'ferry.txt'), join(folder, 'phà.txt')];
  writeFileSync(files[0]!, source);
  writeFileSync(files[1]!, target);

  await app.importFiles(files);
  await expect(app.importRow('ferry.txt')).toContainText(/English/);
  await expect(app.importRow('phà.txt')).toContainText(/Vietnamese/);

  await app.button('library.pairTheseTwo').click();
  await app.page
    .getByRole('dialog')
    .getByRole('button', { name: app.t('library.makePair') })
    .click();
  await app.reads();
  await expect(app.text('target').first()).toContainText('Phà sông chở hành khách');

  // A key highlights the sentence under the reading cursor; another one writes a note on the next.
  await app.focusReading();
  await app.press('ArrowDown', 'ArrowDown', '3');
  const first =
    'The ferry between Ashford and Linden carried its 1,000,000th passenger on March 3, 2026.';
  await app.expectPainted([{ colour: 'blue', text: first }]);
  await app.focusReading();
  await app.press('ArrowRight', 'n');
  await expect(app.noteField).toBeFocused();
  await app.page.keyboard.type('Được dẫn lại: “hai lần ngừng đếm”.');
  await app.press('Escape');
  await app.saved();

  const painted = await app.painted();
  expect(painted).toHaveLength(2);
  await expect(
    app.reading.getByRole('button', { name: app.t('reader.noteNumber', { number: 1 }) })
  ).toBeVisible();

  // Back after a reload, and after the shell was ended and started again.
  await app.page.reload();
  await app.reads();
  await app.expectPainted(painted);
  await session.restart();
  await app.reads();
  await app.expectPainted(painted);

  await app.press('ControlOrMeta+e');
  const dialog = app.page.getByRole('dialog', { name: app.t('export.title') });
  await expect(dialog.getByRole('img').first()).toBeVisible();
  const pdf = await readPdf(
    await session.saveFile(() => dialog.getByRole('button', { name: app.t('export.save') }).click())
  );
  expect(pdf.highlights.map((highlight) => highlight.text.replace(/\s+/g, ' '))).toEqual(
    painted.map(({ text }) => text)
  );
  expect(pdf.highlights[1]?.contents).toContain('Được dẫn lại: “hai lần ngừng đếm”.');
  expect(pdf.text).toContain('tuyến phà giữa Ashford và Linden');
});

test.describe('in Vietnamese', () => {
  test.use({ language: 'vi' });

  test('the sample opens, is highlighted and undone, in Vietnamese', async ({ app }) => {
    await expect(app.page.locator('html')).toHaveAttribute('lang', 'vi');
    await app.openSample();
    await app.focusReading();
    await app.press('ArrowDown', 'h');
    await expect.poll(async () => (await app.painted()).length).toBe(1);
    await app.press('ControlOrMeta+z');
    await app.expectPainted([]);
    await app.press('ControlOrMeta+Shift+z');
    await expect.poll(async () => (await app.painted()).length).toBe(1);
    await app.saved();
  });
});
