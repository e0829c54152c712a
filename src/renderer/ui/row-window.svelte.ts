// Of a long list only the rows near the view are in the page: rows of one height, each with data-index.
const fewRows = 200;
const spare = 30;

export class RowWindow {
  #first = $state(0);
  #last = $state(fewRows);
  #height = $state(31);

  /** `count` is reactive. */
  constructor(private readonly count: () => number) {}

  get long(): boolean {
    return this.count() > fewRows;
  }
  get first(): number {
    return this.long ? Math.min(this.#first, this.count() - 1) : 0;
  }
  /** Past the last one shown. */
  get last(): number {
    return this.long ? Math.min(this.#last, this.count()) : this.count();
  }
  /** CSS pixels taken by the rows left out above and below. */
  get above(): number {
    return this.first * this.#height;
  }
  get below(): number {
    return (this.count() - this.last) * this.#height;
  }

  /** To be called when the scroller moved or changed its size. */
  measure(body: HTMLElement, scroller: HTMLElement): void {
    const row = body.querySelector<HTMLElement>('[data-index]');
    if (row && row.offsetHeight > 0) this.#height = row.offsetHeight;
    const above = scroller.getBoundingClientRect().top - body.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(above / this.#height) - spare);
    const shown = Math.ceil(scroller.clientHeight / this.#height);
    // Moved only when the spare rows run low, so that scrolling by a line renders nothing.
    if (Math.abs(first - this.#first) < spare / 2 && first > 0) return;
    this.#first = first;
    this.#last = first + shown + 2 * spare;
  }

  /** Scrolls so that the row is in view, wherever it is. */
  reveal(index: number, body: HTMLElement, scroller: HTMLElement): void {
    if (!this.long) return;
    const offset = body.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const top = scroller.scrollTop + offset + index * this.#height;
    const bottom = top + this.#height;
    if (top < scroller.scrollTop) scroller.scrollTop = top - this.#height;
    else if (bottom > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = bottom - scroller.clientHeight + this.#height;
    this.measure(body, scroller);
  }
}
