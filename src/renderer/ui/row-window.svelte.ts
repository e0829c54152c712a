// Of a long table or list only the rows near the view are in the page. Rows carry `data-index` and have one height;
// headings between them carry `data-head` too and have another.
const fewRows = 200;
/** Before anything was measured. */
const firstRows = 40;
/** CSS pixels of rows kept ready above and below the view. */
const spareHeight = 620;
const none: readonly number[] = [];

export class RowWindow {
  #first = $state(0);
  #last = $state(firstRows);
  #height = $state(31);
  #headHeight = $state(31);

  /** Both are reactive; `heads` are the indexes of headings, ascending. */
  constructor(
    private readonly count: () => number,
    private readonly heads: () => readonly number[] = () => none
  ) {}

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
    return this.#topOf(this.first);
  }
  get below(): number {
    return this.#topOf(this.count()) - this.#topOf(this.last);
  }
  /** Whether the row is in the page. */
  shows(index: number): boolean {
    return index >= this.first && index < this.last;
  }

  /** To be called when the scroller moved or changed its size. */
  measure(body: HTMLElement, scroller: HTMLElement): void {
    const row = body.querySelector<HTMLElement>('[data-index]:not([data-head])');
    if (row && row.offsetHeight > 0) this.#height = row.offsetHeight;
    const head = body.querySelector<HTMLElement>('[data-head]');
    if (head && head.offsetHeight > 0) this.#headHeight = head.offsetHeight;
    const above = scroller.getBoundingClientRect().top - body.getBoundingClientRect().top;
    const spare = Math.ceil(spareHeight / this.#height);
    const first = Math.max(0, this.#indexAt(above) - spare);
    const shown = Math.ceil(scroller.clientHeight / Math.min(this.#height, this.#headHeight));
    // Moved only when the spare rows run low, so that scrolling by a line renders nothing.
    const last = first + shown + 2 * spare;
    const near = Math.abs(first - this.#first) < spare / 2 && first > 0;
    if (near && last - first <= this.#last - this.#first) return;
    this.#first = first;
    this.#last = last;
  }

  /** Scrolls so that the row is in view, wherever it is. */
  reveal(index: number, body: HTMLElement, scroller: HTMLElement): void {
    if (!this.long) return;
    const offset = body.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
    const top = scroller.scrollTop + offset + this.#topOf(index);
    const height = this.#topOf(index + 1) - this.#topOf(index);
    const bottom = top + height;
    if (top < scroller.scrollTop) scroller.scrollTop = top - height;
    else if (bottom > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = bottom - scroller.clientHeight + height;
    this.measure(body, scroller);
  }

  #headsBefore(index: number): number {
    const heads = this.heads();
    let low = 0;
    let high = heads.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((heads[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #topOf(index: number): number {
    const heads = this.#headsBefore(index);
    return (index - heads) * this.#height + heads * this.#headHeight;
  }

  /** The last row that begins at or above the place, in CSS pixels from the first. */
  #indexAt(place: number): number {
    let low = 0;
    let high = Math.max(0, this.count() - 1);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#topOf(middle) <= place) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
