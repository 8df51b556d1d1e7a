import type { CrmProperties } from './protocol.ts';

type Listener = (properties: CrmProperties) => void;

/**
 * The record's properties as the page knows them, for cards that watch some of them.
 * A listener hears of a publication only when one of the properties it asked for has changed.
 */
export class PropertiesFeed {
  private current: CrmProperties;
  private readonly listeners = new Set<{ names: readonly string[] | '*'; listener: Listener }>();

  constructor(initial: CrmProperties) {
    this.current = initial;
  }

  /** The values of `names`; properties the record does not have are null. `*` gives all. */
  read(names: readonly string[] | '*'): CrmProperties {
    if (names === '*') return { ...this.current };
    return Object.fromEntries(names.map((name) => [name, this.current[name] ?? null]));
  }

  publish(next: CrmProperties): void {
    const previous = this.current;
    this.current = next;
    const differs = (name: string) => (previous[name] ?? null) !== (next[name] ?? null);
    for (const { names, listener } of [...this.listeners]) {
      const watched = names === '*' ? [...new Set([...Object.keys(previous), ...Object.keys(next)])] : names;
      if (watched.some(differs)) listener(this.read(names));
    }
  }

  /** @returns the function that ends the subscription. */
  subscribe(names: readonly string[] | '*', listener: Listener): () => void {
    const entry = { names, listener };
    this.listeners.add(entry);
    return () => this.listeners.delete(entry);
  }
}
