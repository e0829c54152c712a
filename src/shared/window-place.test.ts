import { expect, it } from 'vitest';
import { placeFragment, placeInFragment, type WindowPlace } from './window-place';

const id = '3f1c1c0e-6d0d-4a63-9d1e-0f3b1f6f2a11';

// Would catch: a place lost on the way, or an address made by hand that leads anywhere else.
it('says a place in an address and reads only such', () => {
  for (const kind of ['pair', 'article'] as const) {
    const place = { kind, id } as WindowPlace;
    expect(placeInFragment(placeFragment(place))).toEqual(place);
    const note = { ...place, annotationId: id } as WindowPlace;
    expect(placeInFragment(placeFragment(note))).toEqual(note);
  }
  for (const other of [
    '',
    '#',
    '#key=00ff',
    `#pair=${id}x`,
    `#pair=${id}&note=x`,
    `#trash=${id}`,
    '#pair=../../x'
  ]) {
    expect(placeInFragment(other), other).toBeNull();
  }
});
