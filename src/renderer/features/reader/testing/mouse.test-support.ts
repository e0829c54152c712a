// The mouse as the browser itself sends it: selections and captures come of it as of a hand.
/// <reference types="@vitest/browser-playwright" />
import { cdp } from 'vitest/browser';

type MouseEventType = 'mousePressed' | 'mouseMoved' | 'mouseReleased';
let held = false;

/** The test's frame may be shifted and scaled inside the browser's window. */
export async function mouse(
  type: MouseEventType,
  x: number,
  y: number,
  modifiers = 0
): Promise<void> {
  if (type === 'mousePressed') held = true;
  const frame = window.frameElement?.getBoundingClientRect();
  const scale = frame ? frame.width / window.innerWidth : 1;
  await cdp().send('Input.dispatchMouseEvent', {
    type,
    x: (frame?.left ?? 0) + x * scale,
    y: (frame?.top ?? 0) + y * scale,
    button: held ? 'left' : 'none',
    buttons: held && type !== 'mouseReleased' ? 1 : 0,
    clickCount: 1,
    modifiers
  });
  if (type === 'mouseReleased') held = false;
}
