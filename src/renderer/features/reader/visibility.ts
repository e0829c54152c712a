// Tells rows when they come near the visible part and when they leave it: only then is it worth measuring them.
import type { Attachment } from 'svelte/attachments';

type Listener = (visible: boolean) => void;

const listeners = new WeakMap<Element, Listener>();
let observer: IntersectionObserver | undefined;

// scrollMargin reaches past the edges of the scrolling pane; TypeScript's DOM does not know it yet.
const options: IntersectionObserverInit & { scrollMargin: string } = { scrollMargin: '400px' };

/** Calls back at first and at each change. One observer serves all. */
export function whenVisible(listener: Listener): Attachment<Element> {
  return (element) => {
    observer ??= new IntersectionObserver((entries) => {
      for (const entry of entries) listeners.get(entry.target)?.(entry.isIntersecting);
    }, options);
    listeners.set(element, listener);
    observer.observe(element);
    return () => {
      listeners.delete(element);
      observer?.unobserve(element);
    };
  };
}
