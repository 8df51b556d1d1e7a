/** Which rows of the journal a run has read, by their number: one bit each, so that a million take 125 kB. */
export class Seen {
  private bits = new Uint8Array(1 << 16);
  count = 0;

  has(row: number): boolean {
    return ((this.bits[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }

  /** @returns false: it was marked already */
  mark(row: number): boolean {
    if (this.has(row)) return false;
    if (row >> 3 >= this.bits.length) this.grow(row >> 3);
    this.bits[row >> 3] = (this.bits[row >> 3] ?? 0) | (1 << (row & 7));
    this.count += 1;
    return true;
  }

  private grow(place: number): void {
    const wider = new Uint8Array(Math.max(place + 1, this.bits.length * 2));
    wider.set(this.bits);
    this.bits = wider;
  }
}
