// Catches a page that shows something else once it is written shorter, and a text that loses its place among the tags.
import { expect, it } from 'vitest';
import { joinSequences, shortenContent } from './content';

function written(page: string, joins: (sequence: number) => boolean = () => false) {
  const shorter = shortenContent(Buffer.from(page, 'latin1'));
  if (!shorter) return null;
  const { bytes, joined } = joinSequences(shorter, joins);
  return { text: bytes.toString('latin1'), joined: [...joined] };
}

it('leaves out what is there for people', () => {
  expect(written('q\n1 0 0 -1 46 809.77124 cm\n/c0 cs\n[(ab) -25 (c)] TJ\nQ\n')?.text).toBe(
    'q 1 0 0 -1 46 809.77 cm/c0 cs[(ab)-25(c)]TJ Q'
  );
});

it('cuts numbers to what can be seen, and nothing else that has a point', () => {
  expect(
    written('-0.50000 0.3843137 0.0001 12.001 -7.999 0.75 100 /a.bcdefg (1.23456) Tj')?.text
  ).toBe('-.5 .3843 .0001 12 -7.99 .75 100/a.bcdefg(1.23456)Tj');
});

it('keeps every byte of a string', () => {
  expect(written(String.raw`(\000\020\\\(\)(in)\r\n\7x) Tj`)?.text).toBe(
    '(\x00\x10\\\\\\(\\)\\(in\\)\\r\n\x07x)Tj'
  );
});

it('joins sequences that may be joined and follow each other at once', () => {
  const sequence = (n: number, inside: string) =>
    `/Span <<\n  /MCID ${n}\n>> BDC\n${inside}\nEMC\n`;
  const page = [0, 1, 2, 3].map((n) => sequence(n, 'BT ET')).join('');
  expect(written(page, (n) => n !== 2)).toEqual({
    text: '/Span<</MCID 0>>BDC BT ET BT ET EMC/Span<</MCID 2>>BDC BT ET BT ET EMC',
    joined: [1, 3]
  });
  const apart = `${sequence(0, '/Artifact BMC EMC')}q Q ${sequence(1, '')}`;
  expect(written(apart, () => true)?.joined).toEqual([]);
});

it('leaves a page with an image amid its operators alone', () => {
  expect(written('BI /W 1 /H 1 ID \xff EI')).toBeNull();
});
