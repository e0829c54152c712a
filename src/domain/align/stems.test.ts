import { describe, expect, it } from 'vitest';
import { formOf } from './tokens';

describe('word forms', () => {
  // Would catch a lexicon whose words are found only as a dictionary prints them.
  it.each([
    ['ru', 'правительство', 'правительства'],
    ['ru', 'министр', 'министром'],
    ['de', 'Regierung', 'Regierungen'],
    ['fr', 'négociation', 'négociations'],
    ['es', 'económico', 'económicas'],
    ['ar', 'حكومة', 'والحكومة'],
    ['ar', 'أحزاب', 'الاحزاب']
  ])('%s: %s and %s are one', (language, one, other) => {
    const form = formOf(language);
    expect(form(one)).toBe(form(other));
  });

  it('leaves short words their endings', () => {
    expect(formOf('de')('nein')).not.toBe(formOf('de')('nie'));
  });
});
