// Anchors found again in edited versions of real articles and under made-up edits, beside a plain reference: the best
// hit of an approximate search for the quoted words, however bad. Then the time for a thousand of them in a long text.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import search from 'approx-string-match';
import { loadModule } from './load-module.mjs';

const {
  editedVersions,
  middles,
  seeded,
  unedited,
  variants,
  withCharacterEdits,
  withoutParagraphs,
  withWordEdits
} = await loadModule('bench/edited-versions.ts');

const corpora = fileURLToPath(new URL('../../shared/corpora/dev', import.meta.url));
const bare = (text) => text.replace(/\s/gu, '');

/** The first of the hits with the fewest errors. */
function plainSearch(version) {
  return ([start, end]) => {
    const exact = version.before.slice(start, end);
    return search(version.after, exact, exact.length)[0] ?? null;
  };
}

/** Unedited words count as right where they are the same, at their place; edited ones where more than half is shared. */
function judge({ before, after }, { was, is }, found, edited) {
  if (!found) return is ? 'orphan' : 'right';
  if (!is) return 'wrong';
  const shared = Math.min(found.end, is[1]) - Math.max(found.start, is[0]);
  const whole = Math.max(found.end, is[1]) - Math.min(found.start, is[0]);
  if (edited) return shared / whole > 0.5 ? 'right' : 'wrong';
  const same = bare(after.slice(found.start, found.end)) === bare(before.slice(...was));
  return same && shared > 0 ? 'right' : 'wrong';
}

function measure(versions, finder, edited) {
  const kept = { right: 0, wrong: 0, orphan: 0 };
  const dropped = { right: 0, wrong: 0 };
  for (const version of versions) {
    const find = finder(version);
    for (const passage of version.passages) {
      const verdict = judge(version, passage, find(passage.was), edited);
      (passage.is ? kept : dropped)[verdict] += 1;
    }
  }
  return { kept, dropped };
}

const sum = (counts) => Object.values(counts).reduce((total, count) => total + count, 0);
const share = (count, counts) =>
  (sum(counts) === 0 ? '–' : ((100 * count) / sum(counts)).toFixed(2)).padStart(8);

function print(label, { kept, dropped }) {
  const figures = [kept.right, kept.wrong, kept.orphan].map((count) => share(count, kept));
  console.log(
    `${label.padEnd(50)}${String(sum(kept)).padStart(7)}${figures.join('')}${String(sum(dropped)).padStart(8)}${share(dropped.right, dropped)}`
  );
}

async function loadFinders() {
  const { anchorResolver, createAnchor } = await loadModule('src/domain/anchor/anchor.ts');
  const { targetCarrier } = await loadModule('src/domain/version/carry.ts');
  const anchors = ({ before, after }) => {
    const resolve = anchorResolver(after);
    return ([start, end]) => {
      const found = resolve(createAnchor(before, start, end));
      return found.state === 'orphan' ? null : found;
    };
  };
  /** With the older text at hand, as when a new version comes in. */
  const carried = ({ before, after }) => {
    const carry = targetCarrier({ text: before }, { text: after, normaliserVersion: 1 });
    return ([start, end]) => {
      const anchor = createAnchor(before, start, end);
      const { anchor: found, state } = carry({ articleId: '', anchor, state: 'exact' });
      return state === 'orphan' ? null : found;
    };
  };
  return { anchors, carried };
}

function versionsTable(finders) {
  for (const variant of variants) {
    const versions = editedVersions(corpora, variant);
    for (const [part, cut] of [
      ['sentences', (version) => version],
      ['three words', middles]
    ]) {
      const cuts = versions.map(cut);
      for (const [name, finder] of Object.entries(finders)) {
        print(`${variant}, ${part}: ${name}`, measure(cuts, finder, false));
      }
    }
  }
}

function editsTable(finders) {
  const originals = unedited(editedVersions(corpora, 'mix'));
  const edits = [
    ['1 % of characters', (version, next) => withCharacterEdits(version, 0.01, next)],
    ['3 % of characters', (version, next) => withCharacterEdits(version, 0.03, next)],
    ['10 % of characters', (version, next) => withCharacterEdits(version, 0.1, next)],
    ['1 word in each quote', (version, next) => withWordEdits(version, 0, next)],
    ['1 word in 5 of each quote', (version, next) => withWordEdits(version, 0.2, next)],
    ['1 word in 3 of each quote', (version, next) => withWordEdits(version, 0.33, next)]
  ];
  for (const [label, edit] of edits) {
    for (const [part, cut] of [
      ['sentences', (version) => version],
      ['three words', middles]
    ]) {
      const next = seeded(7);
      const versions = originals.map((version) =>
        edit(withoutParagraphs(cut(version), next), next)
      );
      for (const [name, finder] of Object.entries(finders)) {
        print(`${label}, ${part}: ${name}`, measure(versions, finder, true));
      }
    }
  }
}

/** Articles one after the other, up to a million letters, with a thousand passages spread over them. */
function longVersion() {
  const whole = { name: 'long', language: 'en', before: '', after: '', passages: [] };
  const spans = [];
  for (const { before, passages } of unedited(editedVersions(corpora, 'base'))) {
    if (whole.before.length >= 1_000_000) break;
    const shift = whole.before.length;
    for (const { was } of passages) spans.push([was[0] + shift, was[1] + shift]);
    whole.before += `${before}\n\n`;
  }
  const step = spans.length / 1000;
  const chosen = Array.from({ length: 1000 }, (_, at) => spans[Math.floor(at * step)]);
  return { ...whole, after: whole.before, passages: chosen.map((was) => ({ was, is: was })) };
}

function speed({ anchors, carried }) {
  const next = seeded(3);
  const version = withCharacterEdits(withoutParagraphs(longVersion(), next), 0.002, next);
  const length = version.before.length.toLocaleString('en');
  console.log(
    `\n1,000 sentences in ${length} letters, a tenth of the paragraphs gone, 0.2 % of the letters edited:`
  );
  for (const [name, finder] of Object.entries({ anchors, carried })) {
    const times = Array.from({ length: 3 }, () => {
      const start = process.cpuUsage();
      const find = finder(version);
      for (const { was } of version.passages) find(was);
      const { user, system } = process.cpuUsage(start);
      return Math.round((user + system) / 1000);
    });
    console.log(`${name}: ${times.join(', ')} ms of processor time`);
  }
}

const heading = `${''.padEnd(50)}${['kept', 'right %', 'wrong %', 'lost %', 'gone', 'orphan %'].map((word) => word.padStart(8)).join('')}`;

export default async function bench() {
  if (!existsSync(corpora)) {
    console.log('skipped: ../shared/corpora/dev is not there');
    return;
  }
  const finders = { ...(await loadFinders()), 'plain search': plainSearch };
  speed(finders);
  console.log(`\n${heading}`);
  versionsTable(finders);
  editsTable(finders);
}
