import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import './base.css';
import DialogScene from './testing/DialogScene.svelte';
import Harness from './testing/Harness.svelte';

async function opened() {
  const screen = await render(Harness, { of: DialogScene, given: {} });
  const opener = screen.getByRole('button', { name: 'open' });
  await opener.click();
  return { screen, opener };
}

// Would catch: a keyboard user dropped at the top of the page after every dialog.
it('begins in its body and gives the focus back, by Escape and by its own button', async () => {
  const { screen, opener } = await opened();
  await expect.element(screen.getByRole('dialog', { name: 'Scene' })).toBeVisible();
  await expect.element(screen.getByRole('textbox', { name: 'field' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(opener).toHaveFocus();

  await opener.click();
  await screen.getByRole('button', { name: 'done' }).click();
  await expect.element(opener).toHaveFocus();
});

// Would catch: text selected with the mouse past the edge closing the dialog and losing what was typed.
it('closes by a click outside, not by a press that began inside', async () => {
  const { screen } = await opened();
  const dialog = screen.getByRole('dialog').element();
  const field = screen.getByRole('textbox', { name: 'field' }).element();
  const press = (at: Element): boolean =>
    at.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  press(field);
  dialog.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await expect.element(screen.getByRole('dialog')).toBeVisible();
  press(dialog);
  dialog.dispatchEvent(new MouseEvent('click', { bubbles: true }));
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
});
