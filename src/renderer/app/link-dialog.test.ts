import { afterEach, expect, it, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import Harness from '../ui/testing/Harness.svelte';
import LinkDialog from './LinkDialog.svelte';

afterEach(() => void vi.restoreAllMocks());

async function asked(address: string) {
  // Tests must not go anywhere; what the browser is told is what counts.
  const opened = vi.spyOn(window, 'open').mockReturnValue(null);
  const onclose = vi.fn();
  const given = { url: new URL(address), onclose };
  const screen = await render(Harness, { of: LinkDialog, given });
  return { screen, opened, onclose };
}

// Would catch: an address cut short, so that its true host is out of sight, or one shown other than it is opened.
it('shows the whole address and opens just that, without a way back', async () => {
  const address = `https://xn--bnk-4na.example/${'a'.repeat(300)}?to=https://bank.example`;
  const { screen, opened, onclose } = await asked(address);
  const shown = screen.getByText(address, { exact: true });
  await expect.element(shown).toBeVisible();
  expect(shown.element().scrollWidth).toBeLessThanOrEqual(shown.element().clientWidth);
  await screen.getByRole('button', { name: 'Open' }).click();
  expect(opened.mock.calls).toEqual([[address, '_blank', 'noopener,noreferrer']]);
  expect(onclose).toHaveBeenCalledOnce();
});

// Would catch: Enter, pressed out of habit, leaving the app.
it('begins at Cancel, which opens nothing', async () => {
  const { screen, opened, onclose } = await asked('https://example.org/');
  const cancel = screen.getByRole('button', { name: 'Cancel' });
  await expect.element(cancel).toHaveFocus();
  await cancel.click();
  expect(opened).not.toHaveBeenCalled();
  expect(onclose).toHaveBeenCalledOnce();
});
