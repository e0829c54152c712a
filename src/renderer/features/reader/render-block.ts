// A block's words as DOM: text nodes and a handful of inline elements, never markup out of an article.
import type { Mark } from '@domain/article/schema';
import type { InlineRun } from './inline-runs';

/** A text node and the article offset of its first code unit. */
export interface TextRun {
  node: Text;
  start: number;
}

const tags = {
  bold: 'strong',
  italic: 'em',
  code: 'code',
  link: 'a',
  superscript: 'sup',
  subscript: 'sub'
} as const satisfies Record<Mark['kind'], string>;

const addresses = new WeakMap<Element, string>();

/** The address of the link that the node lies in, or null. Links have no `href`: they open on request only. */
export function linkAddress(node: Node): string | null {
  const element = node instanceof Element ? node : node.parentElement;
  const link = element?.closest('a');
  return (link && addresses.get(link)) ?? null;
}

function open(mark: Mark): HTMLElement {
  const element = document.createElement(tags[mark.kind]);
  if (mark.kind === 'link' && mark.href !== undefined) {
    addresses.set(element, mark.href);
    element.setAttribute('role', 'link');
    element.title = mark.href;
  }
  return element;
}

/** Fills the element with the runs, replacing what it held. Returns its text nodes in order. */
export function renderRuns(
  element: HTMLElement,
  text: string,
  runs: readonly InlineRun[]
): TextRun[] {
  const result: TextRun[] = [];
  const fragment = document.createDocumentFragment();
  let stack: { mark: Mark; element: HTMLElement }[] = [];
  for (const run of runs) {
    let kept = 0;
    while (kept < stack.length && stack[kept]?.mark === run.marks[kept]) kept += 1;
    stack = stack.slice(0, kept);
    for (const mark of run.marks.slice(kept)) {
      const child = open(mark);
      (stack.at(-1)?.element ?? fragment).append(child);
      stack.push({ mark, element: child });
    }
    const parent = stack.at(-1)?.element ?? fragment;
    if (run.lineBreak) {
      parent.append(document.createElement('br'));
    } else {
      const node = document.createTextNode(text.slice(run.start, run.end));
      parent.append(node);
      result.push({ node, start: run.start });
    }
  }
  element.replaceChildren(fragment);
  return result;
}
