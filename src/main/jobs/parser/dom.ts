// The few things of a DOM that reading an article needs. Main has no DOM types, on purpose.

export interface DomNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
  readonly textContent: string | null;
  readonly nextSibling: DomNode | null;
}

interface DomParent {
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
}

export interface DomElement extends DomNode, DomParent {
  readonly localName: string;
  readonly childNodes: Iterable<DomNode>;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
  hasAttribute(name: string): boolean;
  closest(selector: string): DomElement | null;
}

export interface DomDocument extends DomParent {
  readonly documentElement: DomElement;
  readonly body: DomElement;
}

/** Node types of the DOM standard. */
export const elementNode = 1;
export const textNode = 3;
