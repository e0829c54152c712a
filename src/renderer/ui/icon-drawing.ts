// Icons drawn once and copied from then on: a toolbar of components that each put a drawing together from data costs as
// much as all the rest of a panel.
import { mount, unmount } from 'svelte';
import type { IconComponent } from './icon-component';

const strokeWidth = 1.65;
const drawn = new WeakMap<IconComponent, DocumentFragment>();

/** A new copy of the icon, `size` CSS pixels high and wide. */
export function iconDrawing(icon: IconComponent, size: number): DocumentFragment {
  let drawing = drawn.get(icon);
  if (!drawing) {
    const page = document.createElement('div');
    const made = mount(icon, { target: page, props: { strokeWidth } });
    drawing = document.createDocumentFragment();
    for (const node of page.children) drawing.append(node.cloneNode(true));
    void unmount(made);
    drawn.set(icon, drawing);
  }
  const copy = drawing.cloneNode(true) as DocumentFragment;
  for (const node of copy.children) {
    node.setAttribute('width', String(size));
    node.setAttribute('height', String(size));
  }
  return copy;
}
