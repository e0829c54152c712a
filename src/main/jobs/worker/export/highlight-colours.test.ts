// Catches a highlight that has one colour on the screen and another on paper.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { highlightColours } from '@domain/annotation/colours';
import { markColour, paperColour } from './highlight-colours';

const tokens = readFileSync(
  new URL('../../../../renderer/ui/tokens.css', import.meta.url),
  'utf8'
).split('[data-theme=')[1];

it.each(highlightColours)('%s is the light theme’s', (colour) => {
  const wash = new RegExp(`--hl-${colour}: rgb\\((\\d+) (\\d+) (\\d+) / (\\d+)%\\)`).exec(
    tokens ?? ''
  );
  const [red, green, blue, percent] = (wash ?? []).slice(1).map(Number);
  const onWhite = [red, green, blue].map(
    (channel) => 1 - ((1 - (channel ?? 0) / 255) * (percent ?? 0)) / 100
  );
  paperColour(colour).forEach((channel, i) => expect(channel).toBeCloseTo(onWhite[i] ?? -1, 3));
  const mark = new RegExp(`--mk-${colour}: (#[0-9a-f]{6})`, 'i').exec(tokens ?? '');
  expect(markColour(colour).toLowerCase()).toBe(mark?.[1]?.toLowerCase());
});
