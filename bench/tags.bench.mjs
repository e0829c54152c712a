// 2,000 tags on 20,000 annotations: from the key to the tree, and renaming a tag that 10,000 of them carry, until
// IndexedDB holds it and until main has it all.
import { randomUUID } from 'node:crypto';
import { keyTo, longestTask, onFactsStage } from './facts-stage.mjs';
import { row, settled, spread } from './large-stage.mjs';

const articles = 100;
const perArticle = 200;
const tops = 40;
const beneath = 49;
const rounds = 3;
const firstTag = 'dialog [role="treeitem"]';

async function fill(library, facts) {
  const { annotationOf, original, parsedArticle, setAnnotation, setTag, tagOf } = facts;
  const tree = Array.from({ length: tops }, (_, top) => {
    const parent = tagOf(`Chủ đề ${top}`);
    const names = Array.from({ length: beneath }, (__, n) => `Thẻ ${top}-${n}`);
    return [parent, ...names.map((name) => tagOf(name, parent.id))];
  }).flat();
  await library.apply(tree.map(({ key: _key, ...tag }) => setTag(tag)));
  for (let article = 0; article < articles; article += 1) {
    const sentences = Array.from({ length: perArticle }, (_, n) => `Sentence ${n} of ${article}.`);
    const text = sentences.join('\n');
    const { id } = await library.addArticle(parsedArticle(text), original(text, `${article}.txt`));
    const annotations = sentences.map((quote, n) => ({
      ...annotationOf(id, quote, '', text),
      id: randomUUID(),
      tags: [tree[(article * perArticle + n) % tree.length].name, ...(n % 2 ? ['Wide'] : [])]
    }));
    await library.apply(annotations.map((annotation) => setAnnotation(annotation)));
  }
}

export default async function bench() {
  const figures = { first: [], again: [], shown: [], saved: [], longest: [] };
  await onFactsStage('8396', fill, async ({ open }) => {
    for (let round = 0; round < rounds; round += 1) {
      const page = await open();
      await settled(page);
      figures.first.push(await keyTo(page, 'Shift+T', firstTag));
      await page.keyboard.press('Escape');
      figures.again.push(await keyTo(page, 'Shift+T', firstTag));
      await page.keyboard.type(round === 0 ? 'Wide' : `Wide ${round - 1}`);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('F2');
      await page.keyboard.type(`Wide ${round}`);
      await settled(page);
      const start = performance.now();
      const { longest } = await longestTask(page, async () => {
        await page.keyboard.press('Enter');
        await page.locator('dialog .said').getByText(`Wide ${round} now`).waitFor();
        figures.shown.push(performance.now() - start);
        await page.getByText('Saved', { exact: true }).first().waitFor();
        figures.saved.push(performance.now() - start);
      });
      figures.longest.push(longest);
      await page.close();
    }
  });
  console.log(`${tops * (beneath + 1)} tags on ${articles * perArticle} annotations`);
  row('key → tree, first', spread(figures.first), 'ms');
  row('the same again', spread(figures.again), 'ms');
  row('rename on 10,000 annotations, in IndexedDB', spread(figures.shown), 'ms');
  row('the same, all saved by main', spread(figures.saved), 'ms');
  row('longest task of it', spread(figures.longest), 'ms');
}
