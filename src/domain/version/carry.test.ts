import { describe, expect, it } from 'vitest';
import { createAnchor } from '../anchor/anchor';
import type { AnnotationTarget } from '../annotation/schema';
import { targetCarrier } from './carry';
import { plainTextArticle } from './testing/plain-text-article';

const before = plainTextArticle(
  'Cầu mới\nThành phố khánh thành cầu hôm thứ Ba. Ông Lâm nói cầu dài 1,2 km.\nKhông ai bị thương.\nNgười dân đến xem từ sớm.\nKhông ai bị thương.'
);
const after = plainTextArticle(
  'Cầu mới\nTin thêm ở đây.\nThành phố khánh thành cầu sáng thứ Ba. Ông Lâm nói cầu dài 1,2 km.\nKhông ai bị thương.\nNgười dân đến xem từ sớm.\nKhông ai bị thương.'
);

function targetAt(words: string, from = 0, text = before.text): AnnotationTarget {
  const start = text.indexOf(words, from);
  return {
    articleId: before.id,
    anchor: createAnchor(text, start, start + words.length),
    state: 'exact'
  };
}

const carry = targetCarrier(before, after);
const wordsOf = ({ anchor }: AnnotationTarget): string =>
  after.text.slice(anchor.start, anchor.end);

describe('targetCarrier', () => {
  it('leaves what stands where it stood', () => {
    const target = targetAt('Cầu mới');
    // What follows the quote changed: the anchor learns it.
    expect(carry(target)).toMatchObject({ state: 'exact', anchor: { start: 0, exact: 'Cầu mới' } });
    expect(targetCarrier(before, before)(target)).toBe(target);
  });

  it('follows an unchanged paragraph, of repeated ones the right one', () => {
    const second = before.text.lastIndexOf('Không ai');
    const carried = carry(targetAt('Không ai bị thương', second));
    expect(carried.state).toBe('moved');
    expect(carried.anchor.start).toBe(after.text.lastIndexOf('Không ai'));
  });

  it('follows a passage over several paragraphs', () => {
    const carried = carry(targetAt('thương.\nNgười dân'));
    expect(carried.state).toBe('moved');
    expect(wordsOf(carried)).toBe('thương.\nNgười dân');
  });

  it('finds words inside a reworded paragraph, and the reworded ones as changed', () => {
    expect(carry(targetAt('cầu dài 1,2 km'))).toMatchObject({ state: 'moved' });
    const changed = carry(targetAt('khánh thành cầu hôm thứ Ba'));
    expect(changed.state).toBe('changed');
    expect(wordsOf(changed)).toBe('khánh thành cầu sáng thứ Ba');
    expect(changed.anchor.exact).toBe('khánh thành cầu sáng thứ Ba');
    expect(changed.was).toBe('khánh thành cầu hôm thứ Ba');
  });

  // Catches a note taken for settled because a later version left its new words alone.
  it('keeps saying that words changed until somebody looks', () => {
    const changed = carry(targetAt('khánh thành cầu hôm thứ Ba'));
    const next = plainTextArticle(`Mới.\n${after.text}`);
    const { state, was } = targetCarrier(after, next)(changed);
    expect({ state, was }).toEqual({ state: 'changed', was: 'khánh thành cầu hôm thứ Ba' });
  });

  it('keeps the anchor of a lost one, and finds it when its words come back', () => {
    const without = plainTextArticle('Cầu mới\nMột bài khác.');
    const target = targetAt('Người dân đến xem từ sớm');
    const lost = targetCarrier(before, without)(target);
    expect(lost).toEqual({ ...target, state: 'orphan' });
    expect(targetCarrier(before, without)(lost)).toBe(lost);
    expect(targetCarrier(without, before)(lost)).toEqual(target);
  });
});
