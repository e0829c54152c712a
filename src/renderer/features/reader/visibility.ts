// Tells rows when they come near the visible part and when they leave it: only then is it worth measuring them.
import type { Attachment } from 'svelte/attachments';

type Listener = (visible: boolean) => void;

const listeners = new WeakMap<Element, Listener>();
/** Not told yet. */
const news = new Map<Element, boolean>();
let observer: IntersectionObserver | undefined;
let idle: number | undefined;

/** However busy the window is, milliseconds. */
const timeoutMs = 150;

// scrollMargin reaches past the edges of the scrolling pane; TypeScript's DOM does not know it yet.
const options: IntersectionObserverInit & { scrollMargin: string } = { scrollMargin: '400px' };

function tell(): void {
  idle = undefined;
  const told = [...news];
  news.clear();
  for (const [element, visible] of told) listeners.get(element)?.(visible);
}

function look(entries: IntersectionObserverEntry[]): void {
  for (const { target, isIntersecting } of entries) news.set(target, isIntersecting);
  idle ??= requestIdleCallback(tell, { timeout: timeoutMs });
}

/**
 * Calls back at first and at each change, all in one go as soon as the frame leaves time for it: what came and went
 * meanwhile hears nothing. One observer serves all.
 */
export function whenVisible(listener: Listener): Attachment<Element> {
  return (element) => {
    observer ??= new IntersectionObserver(look, options);
    listeners.set(element, listener);
    observer.observe(element);
    return () => {
      listeners.delete(element);
      news.delete(element);
      observer?.unobserve(element);
    };
  };
}
