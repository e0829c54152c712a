// Catches completion that wants the accents, forgets what is used most, or fills in what nobody stated.
import { describe, expect, it } from 'vitest';
import { KnownStatements } from './known';
import type { Statement } from './schema';

const known = (...statements: Statement[]): KnownStatements =>
  new KnownStatements(
    statements.map((statement, index) => ({
      statement,
      modified: `2026-01-${String(index + 1).padStart(2, '0')}T00:00:00.000Z`
    }))
  );
const values = (list: { value: string }[]): string[] => list.map(({ value }) => value);

describe('completion', () => {
  it('offers the most used first, found without marks and đ', () => {
    const store = known(
      { speaker: 'Phạm Thu Hằng' },
      { speaker: 'Phan Văn Giang' },
      { speaker: 'Phan Văn Giang' },
      { speaker: 'Đoàn Khắc Việt' }
    );
    expect(store.suggest('speaker', '')).toEqual([
      { value: 'Phan Văn Giang', count: 2 },
      { value: 'Đoàn Khắc Việt', count: 1 },
      { value: 'Phạm Thu Hằng', count: 1 }
    ]);
    expect(values(store.suggest('speaker', 'doan'))).toEqual(['Đoàn Khắc Việt']);
    expect(values(store.suggest('speaker', 'hang pham'))).toEqual(['Phạm Thu Hằng']);
    expect(store.suggest('speaker', 'xyz')).toEqual([]);
  });

  it('takes spellings of one name for one, under the fullest of those used as often', () => {
    const store = known(
      { speaker: 'Pham Thu Hang' },
      { speaker: 'Phạm Thu Hằng' },
      { speaker: 'PHẠM  THU HẰNG' }
    );
    const [only, ...others] = store.suggest('speaker', 'ph');
    expect(others).toEqual([]);
    expect(only?.count).toBe(3);
    expect(only?.value.normalize('NFD').length).toBeGreaterThan('Pham Thu Hang'.length);
  });

  it('knows an addressee as a speaker too, after those who spoke', () => {
    const store = known(
      { addressee: 'Hegseth' },
      { addressee: 'Hegseth' },
      { speaker: 'Harris', topic: 'Ham' }
    );
    expect(values(store.suggest('speaker', 'h'))).toEqual(['Harris', 'Hegseth']);
    expect(values(store.suggest('topic', 'h'))).toEqual(['Ham']);
  });

  it('puts what stood with the speaker before what is used more', () => {
    const store = known(
      { speaker: 'Ông Nam', role: 'Minister' },
      { role: 'Spokesperson' },
      { role: 'Spokesperson' }
    );
    expect(values(store.suggest('role', '', 'ong nam'))).toEqual(['Minister', 'Spokesperson']);
    expect(values(store.suggest('role', ''))).toEqual(['Spokesperson', 'Minister']);
  });

  it('does not offer a stance that has a name, nor what is already written', () => {
    const store = known({ stance: 'against' }, { stance: 'Against the report' });
    expect(values(store.suggest('stance', ''))).toEqual(['Against the report']);
    expect(store.suggest('stance', 'Against the report')).toEqual([]);
  });
});

describe('what last stood for a speaker', () => {
  it('is the latest by date, whatever the order and spelling', () => {
    const late = { statement: { speaker: 'Đặng A', role: 'Minister' }, modified: '2026-02-01' };
    const early = {
      statement: { speaker: 'Dang A', role: 'Deputy', organisation: 'Defence' },
      modified: '2026-01-01'
    };
    const bare = { statement: { speaker: 'Đặng A' }, modified: '2026-03-01' };
    expect(new KnownStatements([late, early, bare]).lastOf('đặng a')).toEqual({ role: 'Minister' });
    expect(new KnownStatements([bare]).lastOf('Đặng A')).toBeNull();
    expect(new KnownStatements([late]).lastOf(undefined)).toBeNull();
  });
});
