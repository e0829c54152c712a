// Catches highlights broken into shreds, and boxes joined over lines or gaps.
import { expect, it } from 'vitest';
import { mergeBoxes } from './markers';

const box = (
  x0: number,
  x1: number,
  y0 = 100
): { x0: number; y0: number; x1: number; y1: number } => ({
  x0,
  y0,
  x1,
  y1: y0 + 12
});

it('joins what touches on one line', () => {
  expect(mergeBoxes([box(10, 20), box(20.4, 30), box(30, 41)])).toEqual([box(10, 41)]);
});

it('joins against the direction of reading too, as right-to-left text comes', () => {
  expect(mergeBoxes([box(30, 41), box(20, 30)])).toEqual([box(20, 41)]);
});

it('keeps lines, gaps and other heights apart', () => {
  const apart = [box(10, 20), box(22, 30), box(10, 20, 84), { ...box(20, 25, 84), y1: 90 }];
  expect(mergeBoxes(apart)).toEqual(apart);
});

it('does not change what it is given', () => {
  const given = [box(10, 20), box(20, 30)];
  mergeBoxes(given);
  expect(given).toEqual([box(10, 20), box(20, 30)]);
});
