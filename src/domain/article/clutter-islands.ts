// Running text that stands apart from the article: other articles' beginnings, comments, notices of the page.

/** A stretch of lines taken for the article's. */
interface Island {
  from: number;
  to: number;
  /** Of its running text. */
  weight: number;
  paragraphs: number;
}

/** Stretches of the article's lines with no more than `gap` lines of page within. */
function findIslands(page: readonly boolean[], weights: readonly number[], gap: number): Island[] {
  const islands: Island[] = [];
  page.forEach((clutter, index) => {
    if (clutter) return;
    let last = islands.at(-1);
    if (!last || index - last.to > gap + 1) {
      last = { from: index, to: index, weight: 0, paragraphs: 0 };
      islands.push(last);
    }
    last.to = index;
    last.weight += weights[index] ?? 0;
    last.paragraphs += weights[index] ? 1 : 0;
  });
  return islands;
}

const sum = (islands: readonly Island[], key: 'weight' | 'paragraphs'): number =>
  islands.reduce((total, island) => total + island[key], 0);

function sink(page: boolean[], { from, to }: Island, title: number): void {
  for (let at = from; at <= to; at += 1) if (at !== title) page[at] = true;
}

const leastTeasers = 3;
const mostTeasers = 0.6;

/**
 * Three paragraphs or more in a row, each alone among lines of the page, are the beginnings of other articles or
 * readers' comments. `weights` are those of running text, 0 for other lines. Mutates `page`, but for the title.
 */
export function dropTeasers(page: boolean[], weights: readonly number[], title: number): void {
  const islands = findIslands(page, weights, 0);
  const total = sum(islands, 'weight');
  let thin: Island[] = [];
  const drop = (): void => {
    if (sum(thin, 'paragraphs') >= leastTeasers && sum(thin, 'weight') < mostTeasers * total) {
      for (const island of thin) sink(page, island, title);
    }
    thin = [];
  };
  for (const island of islands) {
    if (island.paragraphs > 1) drop();
    else thin.push(island);
  }
  drop();
}

const longestGap = 8;
const leastShare = 0.35;
const kinship = 0.45;

/**
 * The article is one stretch: what little text stands beyond long stretches of page is the page's too, unless it speaks
 * of the same matters. `shared` says of each line how much of its vocabulary the rest has. Mutates `page`.
 */
export function dropIslands(
  page: boolean[],
  weights: readonly number[],
  shared: readonly number[],
  title: number
): void {
  const islands = findIslands(page, weights, longestGap);
  const main = Math.max(...islands.map(({ weight }) => weight));
  for (const island of islands) {
    let kin = 0;
    for (let at = island.from; at <= island.to; at += 1)
      kin += (weights[at] ?? 0) * (shared[at] ?? 0);
    const own = kin >= kinship * island.weight && island.weight > 0;
    if (island.weight < leastShare * main && !own) sink(page, island, title);
  }
}
