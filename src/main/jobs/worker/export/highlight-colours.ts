// The marker inks on paper: the same six as on the screen (light theme), where --hl-* is translucent and --mk-* solid.
import type { HighlightColour } from '@domain/annotation/colours';

interface Ink {
  /** Red, green, blue 0–255 and opacity, as --hl-*. */
  wash: readonly [number, number, number, number];
  /** As --mk-*: numbers and rules. */
  mark: string;
}

const inks: Record<HighlightColour, Ink> = {
  yellow: { wash: [250, 204, 21, 0.38], mark: '#856500' },
  green: { wash: [101, 186, 68, 0.32], mark: '#37751F' },
  blue: { wash: [70, 150, 230, 0.27], mark: '#2468AC' },
  pink: { wash: [236, 90, 140, 0.25], mark: '#B8306A' },
  violet: { wash: [140, 110, 225, 0.26], mark: '#6A4BC0' },
  orange: { wash: [246, 140, 40, 0.33], mark: '#A2540A' }
};

/** The colour for numbers and rules, `#RRGGBB`. */
export function markColour(colour: HighlightColour): string {
  return inks[colour].mark;
}

/** The wash as it looks on white, `#RRGGBB`. */
export function washColour(colour: HighlightColour): string {
  const channel = (share: number): string =>
    Math.round(share * 255)
      .toString(16)
      .padStart(2, '0');
  return `#${paperColour(colour).map(channel).join('')}`;
}

/** The wash as it looks on white, red, green and blue 0…1: multiplied onto paper it gives the same as on the screen. */
export function paperColour(colour: HighlightColour): readonly [number, number, number] {
  const [red, green, blue, opacity] = inks[colour].wash;
  const onWhite = (channel: number): number =>
    Math.round((1 - (1 - channel / 255) * opacity) * 1000) / 1000;
  return [onWhite(red), onWhite(green), onWhite(blue)];
}
