import type { CrmProperties } from './protocol.ts';

type Listener = (properties: CrmProperties) => void;

/** What one card may do with the record's properties. */
export interface CardFeed {
  /** The values of `names`; properties the record does not have are null. `*` gives all. */
  read(names: readonly string[] | '*'): CrmProperties;
  /** @returns the function that ends the subscription. */
  subscribe(names: readonly string[] | '*', listener: Listener): () => void;
}

/**
 * The record's properties as the page knows them, for cards that watch some of them.
 * A listener hears of a publication only when one of the properties it asked for has changed.
 */
export class PropertiesFeed implements CardFeed {
  private current: CrmProperties;
  private readonly listeners = new Set<{ names: readonly string[] | '*'; listener: Listener }>();

  constructor(initial: CrmProperties) {
    this.current = initial;
  }

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

  subscribe(names: readonly string[] | '*', listener: Listener): () => void {
    const entry = { names, listener };
    this.listeners.add(entry);
    return () => this.listeners.delete(entry);
  }

  /** The feed for one card; `end` with its worker, whose functions can then no longer be called. */
  forCard(): CardFeed & { end: () => void } {
    const ends: (() => void)[] = [];
    return {
      read: (names) => this.read(names),
      subscribe: (names, listener) => {
        const end = this.subscribe(names, listener);
        ends.push(end);
        return end;
      },
      end: () => {
        for (const end of ends) end();
      },
    };
  }
}
