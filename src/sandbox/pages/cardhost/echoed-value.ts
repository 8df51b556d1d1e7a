/**
 * Keeps what a person types apart from what the card sends back.
 * A card answers each keystroke with the value it just heard, some time later; taking such an echo for a new value
 * would put old text back under the cursor. What the person did not type is a change by the card.
 */
export class EchoFilter<T> {
  private sent: T[] = [];
  private readonly same: (a: T, b: T) => boolean;

  constructor(same: (a: T, b: T) => boolean) {
    this.same = same;
  }

  typed(value: T): void {
    this.sent.push(value);
    if (this.sent.length > 200) this.sent.shift();
  }

  /** Whether a value from the card is its own decision and must be shown. */
  isNew(value: T): boolean {
    const at = this.sent.findIndex((candidate) => this.same(candidate, value));
    if (at < 0) {
      this.sent = [];
      return true;
    }
    this.sent.splice(0, at + 1);
    return false;
  }
}
