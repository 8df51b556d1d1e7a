import { Drop, Liquid } from 'liquidjs';

export { LiquidError } from 'liquidjs';

/** What is not known of a contact. A text may ask for it or have a fallback; printed, it would leave a hole. */
export class Missing extends Drop {
  readonly field: string;

  constructor(field: string) {
    super();
    this.field = field;
  }

  override valueOf(): null {
    return null;
  }
}

export class HoleError extends Error {
  readonly field: string;

  constructor(field: string) {
    super(`${field} is empty`);
    this.field = field;
  }
}

/** Limits so that no template can hold up the process; a mail needs a thousandth of them. */
export const engine = new Liquid({
  strictFilters: true,
  strictVariables: true,
  ownPropertyOnly: true,
  // Templates come from people; they may not read files.
  templates: {},
  parseLimit: 20_000,
  renderLimit: 500,
  memoryLimit: 1_000_000,
  outputEscape: (value: unknown) => {
    if (value instanceof Missing) throw new HoleError(value.field);
    return value as string;
  },
});
