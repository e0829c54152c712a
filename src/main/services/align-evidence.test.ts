// What a real library gives the aligner: terms and confirmed links of the two languages, whichever way round they stand.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Link, Pair } from '@domain/align/schema';
import { openLibrary } from '../library/open-library';
import {
  fixedClock,
  inTemporaryFolder,
  original,
  pairOf,
  parsedArticle,
  setPair,
  setTerm,
  termOf
} from '../library/test-fixtures/facts';
import { AlignEvidence } from './align-evidence';

const english = 'A new bridge\nThe city opened a bridge.';
const vietnamese = 'Cầu mới\nThành phố khánh thành cầu.';

const link = (id: string, changes: Partial<Link> = {}): Link => ({
  id,
  source: [[13, 38]],
  target: [[8, 34]],
  confidence: 1,
  reasons: [],
  state: 'confirmed',
  ...changes
});

// Would catch: links that nobody confirmed taken for granted, sides mixed up, an old answer kept after a link was undone.
it('holds confirmed links and terms of the two languages, in the order asked, as they stand now', async () => {
  await inTemporaryFolder(async (folder) => {
    const library = await openLibrary(join(folder, 'l'), { clock: fixedClock, create: true });
    const add = (text: string, language: string, name: string) =>
      library.addArticle({ ...parsedArticle(text), language }, original(text, name));
    const { id: en } = await add(english, 'en-GB', 'a.txt');
    const { id: vi } = await add(vietnamese, 'vi', 'b.txt');
    const pair: Pair = {
      ...pairOf(en, vi),
      links: [
        link('1'),
        link('2', { source: [[0, 12]], target: [[0, 7]], state: 'proposed' }),
        link('3', { source: [[0, 12]], target: [], state: 'confirmed' })
      ]
    };
    const french = { ...termOf('cầu', 'pont'), target: { language: 'fr', text: 'pont' } };
    const terms = [termOf('cầu', 'bridge'), termOf('bến, kè', 'quay'), french];
    await library.apply([setPair(pair), ...terms.map((term) => setTerm(term))]);
    const evidence = new AlignEvidence(library);
    const texts = { source: 'The city opened a bridge.', target: 'Thành phố khánh thành cầu.' };
    expect(await evidence.of({ source: 'en', target: 'vi' })).toEqual({
      terms: [
        { source: 'bridge', target: 'cầu' },
        { source: 'quay', target: 'bến' },
        { source: 'quay', target: 'kè' }
      ],
      confirmed: [texts]
    });
    expect(await evidence.of({ source: 'vi-VN', target: 'en' })).toEqual({
      terms: [
        { source: 'cầu', target: 'bridge' },
        { source: 'bến', target: 'quay' },
        { source: 'kè', target: 'quay' }
      ],
      confirmed: [{ source: texts.target, target: texts.source }]
    });
    expect(await evidence.of({ source: 'en', target: 'fr' })).toEqual({ terms: [], confirmed: [] });

    const { revision } = await library.pair(pair.id);
    const undone = { ...pair, links: [link('1', { state: 'proposed' })] };
    await library.apply([setPair(undone, revision)]);
    const after = await evidence.of({ source: 'en', target: 'vi' });
    expect(after.confirmed).toEqual([]);
    await library.close();
  });
});
