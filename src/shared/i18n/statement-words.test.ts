// Catches fields that a written statement forgets, and choices left in English in a Vietnamese interface.
import { describe, expect, it } from 'vitest';
import {
  statementActs,
  statementCertainties,
  statementForms,
  statementStances
} from '@domain/statement/choices';
import type { Statement } from '@domain/statement/schema';
import { statementText } from '@domain/statement/words';
import { statementInWords, whoActs } from './statement-words';
import { createTranslator } from './translator';

const [en, vi] = [createTranslator('en'), createTranslator('vi')];
const iso = (date: string): string => date;
const full: Statement = {
  speaker: 'Phạm Thu Hằng',
  role: 'Spokesperson',
  organisation: 'Foreign Ministry',
  addressee: 'the League',
  act: 'denies',
  topic: 'MIA search',
  date: '2025-08-02',
  place: 'Hà Nội',
  form: 'direct',
  stance: 'Against the report',
  certainty: 'high'
};

describe('a statement in words', () => {
  it('has every field, choices in the interface’s language', () => {
    expect(statementInWords(full, en, iso)).toBe(
      'Phạm Thu Hằng, Spokesperson, Foreign Ministry · Denies · MIA search · to the League · ' +
        'Against the report · 2025-08-02 · Hà Nội · Direct quotation · Stated outright'
    );
    expect(statementInWords(full, vi, iso)).toContain('Phủ nhận · MIA search · với the League');
    expect(statementInWords({ stance: 'against' }, vi, iso)).toBe('Phản đối');
    expect(statementInWords({}, en, iso)).toBe('');
  });

  it('has a word of its own in each language for every choice', () => {
    const all: Statement[] = [
      ...statementActs.map((act) => ({ act })),
      ...statementForms.map((form) => ({ form })),
      ...statementStances.map((stance) => ({ stance })),
      ...statementCertainties.map((certainty) => ({ certainty }))
    ];
    for (const t of [en, vi]) {
      const said = all.map((one) => statementInWords(one, t, iso));
      expect(new Set(said).size).toBe(all.length);
    }
    for (const one of all) {
      expect(statementInWords(one, vi, iso)).not.toBe(statementInWords(one, en, iso));
    }
  });

  it('says who does what as far as it is known', () => {
    expect(whoActs(full, en)).toBe('Phạm Thu Hằng: denies');
    expect(whoActs({ speaker: 'A' }, en)).toBe('A');
    expect(whoActs({ act: 'denies' }, vi)).toBe('Phủ nhận');
    expect(whoActs({ topic: 'x' }, en)).toBeNull();
  });

  it('is found by what was written, not by the names of choices', () => {
    expect(statementText(full)).toContain('Against the report');
    expect(statementText({ stance: 'against', act: 'denies' })).toEqual([]);
    expect(statementText(undefined)).toEqual([]);
  });
});
