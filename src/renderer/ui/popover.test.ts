import { userEvent } from 'vitest/browser';
import { expect, it } from 'vitest';
import { render } from 'vitest-browser-svelte';
import './base.css';
import PopoverScene from './testing/PopoverScene.svelte';

// Would catch: a reader thrown out of the words by a look at the appearance, and every dialog after it.
it('gives the focus back to where it was', async () => {
  const screen = await render(PopoverScene);
  const words = screen.getByRole('button', { name: 'words' });
  await words.click();
  await userEvent.keyboard('{F2}');
  await expect.element(screen.getByRole('textbox', { name: 'field' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(screen.getByRole('dialog')).not.toBeInTheDocument();
  await expect.element(words).toHaveFocus();
});
