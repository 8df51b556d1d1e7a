/** The only way up: what a room needs from one that comes later in the list. That room fills it when it opens. */
export interface Slot<Value> {
  readonly name: string;
  /** Once. @throws Error if somebody has filled it already */
  fill(value: Value): void;
  /** At work. @throws Error while it is empty */
  readonly filled: Value;
  readonly isEmpty: boolean;
}

export function createSlot<Value>(name: string): Slot<Value> {
  let content: { value: Value } | undefined;
  return {
    name,
    fill(value) {
      if (content) throw new Error(`The slot ${name} is filled already.`);
      content = { value };
    },
    get filled() {
      if (!content) throw new Error(`Nothing has filled the slot ${name}.`);
      return content.value;
    },
    get isEmpty() {
      return content === undefined;
    },
  };
}
