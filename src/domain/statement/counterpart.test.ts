// Catches a counterpart that only one of the two shows, one that is gone, and a statement that answers itself.
import { expect, it } from 'vitest';
import { annotation, article } from '../../main/jobs/worker/export/testing/fixtures';
import { counterpartIndex } from './counterpart';
import { withField } from './fields';

const text = article('en', ['Title', 'One. Two. Three.']);
const made = (word: string, counterpart?: string) =>
  annotation(word, [[text, word]], counterpart === undefined ? {} : { statement: { counterpart } });

it('is the same from both ends, each once', () => {
  const two = made('Two');
  const one = made('One', two.id);
  const three = made('Three', two.id);
  const index = counterpartIndex([one, two, three]);
  expect(index.get(one.id)).toEqual([two]);
  expect(index.get(two.id)).toEqual([one, three]);
  const back = { ...two, statement: { counterpart: three.id } };
  expect(counterpartIndex([one, back, three]).get(two.id)).toEqual([three, one]);
});

it('leaves out what is gone and what names itself', () => {
  const one = made('One', made('Two').id);
  const self = made('Three');
  const index = counterpartIndex([one, { ...self, statement: { counterpart: self.id } }]);
  expect([...index]).toEqual([]);
});

it('leaves no empty statement behind', () => {
  expect(withField(null, 'speaker', 'A')).toEqual({ speaker: 'A' });
  expect(withField({ speaker: 'A', act: 'asks' }, 'speaker', null)).toEqual({ act: 'asks' });
  expect(withField({ act: 'asks' }, 'act', null)).toBeNull();
  expect(withField({ topic: 'x' }, 'topic', '')).toBeNull();
});
