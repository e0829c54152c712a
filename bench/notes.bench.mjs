// All notes of a library with 20,000 annotations in 200 articles: from the key to the first rows painted, not opened
// before and again; what typing in its field holds up. A plain page with the same first 50 rows is the reference.
/* global document, requestAnimationFrame */
import { randomUUID } from 'node:crypto';
import { inLibrary, keyTo, longestTask, onFactsStage } from './facts-stage.mjs';
import { row, spread } from './large-stage.mjs';

const articles = 200;
const perArticle = 100;
const rounds = 5;
const firstRow = 'main [data-index]:not([data-head]) q';

const english =
  'harbour bridge flood minister school river repair villagers budget report promise tender council embankment province rain season delay contractor audit family relocation compensation market ferry'.split(
    ' '
  );
const vietnamese =
  'bến cảng cầu lũ bộ trưởng trường học con sông sửa chữa người dân ngân sách báo cáo lời hứa đấu thầu hội đồng bờ kè tỉnh mưa mùa chậm trễ nhà thầu kiểm toán gia đình di dời bồi thường chợ phà đường'.split(
    ' '
  );
const colours = ['yellow', 'green', 'blue', 'pink', 'violet', 'orange'];
const tags = ['lũ lụt', 'budget', 'promise', 'nhân chứng', 'contradiction', 'số liệu'];
const speakers = ['Pham Thu Hang', 'Nguyễn Văn Lâm', 'Maria Okafor', 'Trần Đức Bình'];
const acts = ['asserts', 'denies', 'promises', 'warns'];

/** The same numbers in every run. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function sentence(words, next) {
  const length = 9 + next(14);
  const all = Array.from({ length }, () => words[next(words.length)]).join(' ');
  return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
}

async function fill(library, { annotationOf, original, parsedArticle, setAnnotation }) {
  const next = numbers(20);
  for (let article = 0; article < articles; article += 1) {
    const words = article % 2 === 0 ? english : vietnamese;
    const sentences = Array.from({ length: perArticle }, () => sentence(words, next));
    const title = sentence(words, next).slice(0, 70);
    const text = [
      title,
      ...Array.from({ length: 20 }, (_, n) => sentences.slice(n * 5, n * 5 + 5).join(' '))
    ].join('\n');
    const parsed = { ...parsedArticle(text), language: article % 2 === 0 ? 'en' : 'vi' };
    const { id } = await library.addArticle(parsed, original(text, `${article}.txt`));
    const operations = sentences.map((quote, n) => {
      const at = new Date(Date.UTC(2026, next(10), 1 + next(28), next(24))).toISOString();
      const other = words === english ? vietnamese : english;
      const made = annotationOf(id, quote, n % 3 === 0 ? '' : sentence(other, next), text);
      return setAnnotation({
        ...made,
        id: randomUUID(),
        colour: colours[next(6)],
        tags: n % 4 === 0 ? [] : [tags[next(6)], ...(n % 7 === 0 ? ['bờ sông'] : [])],
        author: n % 2 === 0 ? 'Lan' : 'Minh',
        created: at,
        modified: at,
        ...(n % 5 === 0
          ? {
              statement: { speaker: speakers[next(4)], act: acts[next(4)], topic: words[next(20)] }
            }
          : {})
      });
    });
    await library.apply(operations);
  }
}

/** The same first 50 rows as a page of its own, from setting its words to the frame after. */
async function plainPage(browser, page) {
  const html = await page.evaluate(() => {
    const rows = [...document.querySelectorAll('main [data-index]')].slice(0, 50);
    return rows.map((row) => `<div>${row.outerHTML}</div>`).join('');
  });
  const bare = await browser.newPage();
  await bare.setContent('<body></body>');
  const ms = await bare.evaluate(
    (words) =>
      new Promise((resolve) => {
        const start = performance.now();
        document.body.innerHTML = words;
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
      }),
    html
  );
  await bare.close();
  // A page behind another one is given no frames.
  await page.bringToFront();
  return ms;
}

/** Letter by letter as a person does, until the rows found stand there. Milliseconds beside the typing, and the tasks. */
async function typing(page, query) {
  const delayMs = 60;
  const start = performance.now();
  const tasks = await longestTask(page, async () => {
    await page.keyboard.type(query, { delay: delayMs });
    await page.waitForFunction(
      () =>
        document.querySelector('main [role="status"]')?.textContent.includes('annotation') &&
        document.querySelector('main mark') !== null
    );
  });
  return { ...tasks, ms: performance.now() - start - query.length * delayMs };
}

export default async function bench() {
  const figures = { plain: [], first: [], again: [], filtered: [], longest: [], over: 0 };
  await onFactsStage('8378', fill, async ({ browser, open }) => {
    for (let round = 0; round < rounds; round += 1) {
      const page = await open();
      figures.first.push(await keyTo(page, 'Shift+N', firstRow));
      figures.plain.push(await plainPage(browser, page));
      await page.keyboard.press('Control+Shift+L');
      await inLibrary(page);
      figures.again.push(await keyTo(page, 'Shift+N', firstRow));

      // In a window that has folded nothing yet.
      await page.keyboard.press('/');
      const { ms, longest, over } = await typing(page, 'bo truong');
      figures.filtered.push(ms);
      figures.longest.push(longest);
      figures.over += over;
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Shift+L');
      await inLibrary(page);
      await page.close();
    }
  });
  console.log(`${articles * perArticle} annotations in ${articles} articles; rows as painted`);
  row('reference: a plain page of the first rows', spread(figures.plain), 'ms');
  row('key → first rows, not opened before', spread(figures.first), 'ms, at most 1,000');
  row('key → first rows, again', spread(figures.again), 'ms, at most 300');
  row('nine letters typed → rows, beside typing', spread(figures.filtered), 'ms');
  row('longest task while typing', spread(figures.longest), 'ms, at most 100');
  row('tasks over 50 ms in it, all rounds', figures.over);
}
