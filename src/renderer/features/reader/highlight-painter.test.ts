import { afterEach, describe, expect, it } from 'vitest';
import { HighlightPainter, type Paint } from './highlight-painter';

const painter = new HighlightPainter();
afterEach(() => {
  painter.clear();
  document.body.replaceChildren();
});

function paints(count: number, change: Record<number, Partial<Paint>> = {}): Map<string, Paint> {
  const node = document.body.firstChild ?? document.body.appendChild(new Text('x'.repeat(10_000)));
  return new Map(
    Array.from({ length: count }, (_, n): [string, Paint] => {
      const place = { startContainer: node, startOffset: n, endContainer: node, endOffset: n + 1 };
      const ink = { name: `ink-${n % 3}`, priority: n % 3 };
      return [
        String(n),
        { ink, signature: String(n), ranges: () => [new StaticRange(place)], ...change[n] }
      ];
    })
  );
}

describe('HighlightPainter', () => {
  // Would catch: every highlight made anew for each keystroke, which stalls at some thousands.
  it('draws only what changed', () => {
    expect(painter.apply(paints(5000))).toBe(5000);
    expect(painter.apply(paints(5000))).toBe(0);
    expect(painter.apply(paints(5001, { 7: { signature: 'moved' } }))).toBe(2);
    expect(CSS.highlights.get('ink-1')?.size).toBe(1667);
  });

  it('takes a highlight from its old colour when it gets another', () => {
    painter.apply(paints(3));
    painter.apply(paints(3, { 0: { ink: { name: 'ink-1', priority: 1 } } }));
    expect(CSS.highlights.get('ink-0')?.size).toBe(0);
    expect(CSS.highlights.get('ink-1')?.size).toBe(2);
    painter.apply(new Map());
    expect(CSS.highlights.get('ink-1')?.size).toBe(0);
  });

  // Would catch: a closed reader that takes the highlights of the one just opened.
  it('clears its own names only', () => {
    painter.apply(paints(3));
    const other = new Highlight();
    CSS.highlights.set('ink-0', other);
    painter.clear();
    expect(CSS.highlights.get('ink-0')).toBe(other);
    expect(CSS.highlights.has('ink-1')).toBe(false);
    CSS.highlights.delete('ink-0');
  });
});
