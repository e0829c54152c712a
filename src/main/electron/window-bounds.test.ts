import fc from 'fast-check';
import { expect, it } from 'vitest';
import { windowBounds, type Bounds } from './window-bounds';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const external = { x: 1440, y: 0, width: 2560, height: 1440 };

// Would catch: a window that opens where no display is any more, after a monitor was unplugged.
it('comes back to a display that is still there, else to the middle of the first', () => {
  const onExternal = { x: 1500, y: 100, width: 1600, height: 1000 };
  expect(windowBounds(onExternal, [laptop, external])).toEqual(onExternal);
  expect(windowBounds(onExternal, [laptop])).toEqual({ x: 80, y: 43, width: 1280, height: 840 });
  expect(windowBounds(null, [laptop])).toEqual({ x: 80, y: 43, width: 1280, height: 840 });
});

// Would catch: a title bar out of reach, or a window larger than its display.
it('always lies wholly in a work area', () => {
  const size = fc.integer({ min: 1, max: 6000 });
  const place = fc.integer({ min: -6000, max: 6000 });
  const bounds: fc.Arbitrary<Bounds> = fc.record({ x: place, y: place, width: size, height: size });
  const area = fc.record({
    x: place,
    y: place,
    width: fc.integer({ min: 640, max: 5000 }),
    height: fc.integer({ min: 400, max: 3000 })
  });
  fc.assert(
    fc.property(
      fc.option(bounds),
      fc.array(area, { minLength: 1, maxLength: 3 }),
      (saved, areas) => {
        const { x, y, width, height } = windowBounds(saved, areas);
        expect(
          areas.some(
            (a) =>
              x >= a.x && y >= a.y && x + width <= a.x + a.width && y + height <= a.y + a.height
          )
        ).toBe(true);
      }
    )
  );
});
