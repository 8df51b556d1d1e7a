/** Uniform in [0, 1). */
export type Chance = () => number;

/** Small, seeded (mulberry32): a failing run can be looked at again with the same choices. */
export function seededChance(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function oneOf<Item>(items: readonly Item[], chance: Chance): Item {
  const chosen = items[Math.floor(chance() * items.length)];
  if (chosen === undefined) throw new Error('There is nothing to choose from.');
  return chosen;
}
