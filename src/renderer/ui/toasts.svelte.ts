// Short messages at the foot of the window, said by the screen reader too, perhaps with one way back.
import { getContext, setContext } from 'svelte';

export interface ToastContent {
  text: string;
  /** 'alarm' for what failed; it stays until dismissed. */
  tone?: 'plain' | 'alarm';
  action?: { label: string; run: () => void };
}
interface Toast extends ToastContent {
  id: number;
}

const plainMs = 6_000;
/** Long enough to notice, read and reach the button. */
const actionMs = 12_000;

export class Toasts {
  #list = $state.raw<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  get list(): Toast[] {
    return this.#list;
  }

  /** Shows it and returns its id. At most three stand at once; the oldest goes first. */
  show(content: ToastContent): number {
    const toast = { ...content, id: this.#next++ };
    for (const old of this.#list.slice(0, Math.max(0, this.#list.length - 2))) this.dismiss(old.id);
    this.#list = [...this.#list, toast];
    this.resume(toast.id);
    return toast.id;
  }

  dismiss(id: number): void {
    this.pause(id);
    this.#list = this.#list.filter((toast) => toast.id !== id);
  }

  /** Stops its clock while the pointer or the focus is on it. */
  pause(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  resume(id: number): void {
    const toast = this.#list.find((candidate) => candidate.id === id);
    if (!toast || toast.tone === 'alarm') return;
    this.pause(id);
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), toast.action ? actionMs : plainMs)
    );
  }
}

const key = Symbol('toasts');

export function setToasts(toasts: Toasts): void {
  setContext(key, toasts);
}

/** The toasts set above. */
export function useToasts(): Toasts {
  const toasts = getContext<Toasts | undefined>(key);
  if (!toasts) throw new Error('no toasts in context');
  return toasts;
}
