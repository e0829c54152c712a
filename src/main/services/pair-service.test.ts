// Pairs aligned anew, from the request to the job process and back, over a real library.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkByHand, unlink } from '@domain/align/corrections';
import type { Link, Pair } from '@domain/align/schema';
import { operationIdSchema, pairIdSchema } from '@domain/ids';
import { routes, type RouteInput, type RouteName, type RouteOutput } from '@shared/ipc/routes';
import { setTerm, termOf } from '../library/test-fixtures/facts';
import { appPaths } from '../app-paths';
import { createApp, type App } from '../compose';
import { dispatch } from '../dispatch';

let folder = '';
let app: App;
let pair: Pair;

/** As a window asks; what comes back must be what the contract says. */
async function ask<N extends RouteName>(route: N, input: RouteInput<N>): Promise<RouteOutput<N>> {
  const result = await dispatch(app.handlers, route, input);
  if (!result.ok) throw new Error(result.error.code);
  return routes[route].output.parse(result.data) as RouteOutput<N>;
}
const job = () => ({ jobId: randomUUID() });

/** Stores what was done by hand, as a window does. */
async function store(changes: Partial<Pair>): Promise<void> {
  const { value, revision } = await app.library.pair(pair.id);
  pair = { ...value, ...changes };
  await app.library.apply([
    {
      operationId: operationIdSchema.parse(randomUUID()),
      baseRevision: revision,
      at: pair.modified,
      entity: 'pair',
      id: pair.id,
      value: pair
    }
  ]);
}
const sides = (links: readonly Link[]): string[] =>
  links.map(({ source, target }) => JSON.stringify([source, target])).sort();

describe.skipIf(!existsSync('out/jobs/worker.js'))('a pair (needs `npm run build`)', () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diptych-pairs-'));
    app = await createApp({
      paths: appPaths(join(folder, 'data')),
      libraryFolder: join(folder, 'library'),
      locale: 'en',
      shell: 'browser',
      version: '0.0.0',
      program: 'test'
    });
    const { pairId } = await ask('library.openSample', { ...job(), name: 'translation' });
    pair = (await app.library.pair(pairId)).value;
  });
  afterEach(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  // Would catch: hand work that a new alignment moves, a preview that stores, links told wrong as coming or going.
  it('shows what a new alignment would change, around what was said by hand', async () => {
    const [first, second, third, fourth] = pair.links;
    if (!first || !second || !third || !fourth) throw new Error('too few links');
    // One link rejected, the sentences of another joined crosswise, one forgotten.
    const crossed = { source: [...first.source], target: [...second.target] };
    const byHand = unlink(linkByHand(pair.links, crossed, 'by-hand'), third.id);
    await store({ links: byHand.filter(({ id }) => id !== fourth.id) });
    const before = await app.library.pair(pair.id);

    const preview = await ask('pair.realign', { ...job(), id: pair.id });
    expect(await app.library.pair(pair.id)).toEqual(before);
    expect(preview).toMatchObject({ revision: before.revision, verdict: 'translation' });
    const said = (links: readonly Link[]) => links.filter(({ state }) => state !== 'proposed');
    expect(said(preview.links)).toEqual(said(byHand));
    expect(sides(preview.added)).toContain(sides([fourth])[0]);
    expect(sides(preview.links.filter(({ state }) => state === 'proposed'))).not.toContain(
      sides([third])[0]
    );
    const known = new Set(before.value.links.map(({ id }) => id));
    expect(preview.links.filter(({ id }) => !known.has(id))).toEqual(preview.added);
  });

  // Would catch: a verdict chosen by hand that the evidence overrules, now or at the next alignment.
  it('keeps a verdict chosen by hand', async () => {
    const partial = await ask('pair.realign', { ...job(), id: pair.id, verdict: 'partial' });
    expect(partial.verdict).toBe('partial');
    expect(partial.links.length).toBeGreaterThan(5);
    await store({ verdict: 'comparable', verdictByHand: true, links: [], stale: true });
    expect((await ask('pair.realign', { ...job(), id: pair.id })).verdict).toBe('comparable');
    await app.pairs.alignStale(job());
    const { value } = await app.library.pair(pair.id);
    expect(value).toMatchObject({ verdict: 'comparable', verdictByHand: true });
    expect(value.stale).toBeUndefined();
  });

  // Would catch: the user's terms lost between the library and the job, or read for other languages.
  it("names the user's terms among the reasons", async () => {
    const source = await app.library.article(pair.sourceId);
    const target = await app.library.article(pair.targetId);
    const link = pair.links[2];
    if (!link) throw new Error('too few links');
    const side = (language: string, text: string, spans: Link['source']) => ({
      language,
      text: text
        .slice(spans[0]?.[0], spans[0]?.[1])
        .split(/[^\p{L}]+/u, 2)
        .join(' ')
    });
    const value = {
      ...termOf('', ''),
      source: side(target.language, target.text, link.target),
      target: side(source.language, source.text, link.source)
    };
    await app.library.apply([setTerm(value)]);
    await store({ links: [] });
    const { links } = await ask('pair.realign', { ...job(), id: pair.id });
    const named = links
      .flatMap(({ reasons }) => reasons)
      .flatMap(({ origin, value }) =>
        origin === 'glossary' && value ? [value.toLowerCase()] : []
      );
    expect(named).toContain(`${value.target.text} = ${value.source.text}`.toLowerCase());
  });

  // Would catch: candidates of the wrong side, an answer that the contract does not allow, a lexicon that is not asked.
  it('ranks what sentences may be linked with', async () => {
    const wrong = pair.links[3];
    if (!wrong) throw new Error('too few links');
    await store({ links: pair.links.filter((link) => link !== wrong) });
    for (const [side, other] of [
      ['source', 'target'],
      ['target', 'source']
    ] as const) {
      const asked = { ...job(), id: pair.id, side, spans: wrong[side] };
      const { candidates } = await ask('pair.candidates', asked);
      expect(candidates[0]?.spans).toEqual(wrong[other]);
      expect(candidates[0]?.confidence).toBeGreaterThan(0.5);
      expect(candidates[0]?.reasons.map(({ kind }) => kind)).toContain('word');
    }
    const spans: [number, number][] = [[0, 0]];
    expect(await ask('pair.candidates', { ...job(), id: pair.id, side: 'source', spans })).toEqual({
      candidates: []
    });
  });

  // Would catch: an alignment that nobody can stop, or one of a pair that is not there.
  it('stops when asked to, and says that there is no such pair', async () => {
    const jobId = randomUUID();
    const pending = ask('pair.realign', { jobId, id: pair.id });
    await ask('job.cancel', { jobId });
    await expect(pending).rejects.toThrow('cancelled');
    const id = pairIdSchema.parse(randomUUID());
    await expect(ask('pair.realign', { ...job(), id })).rejects.toThrow('pairNotFound');
  });
});
