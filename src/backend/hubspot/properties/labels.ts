import { batonProperties } from './baton-properties.ts';

/** What people read where a property holds `value`: "Out of office" for OutOfOffice. Unknown values stand for themselves. */
export const labelOf = (property: string, value: string): string =>
  batonProperties.find(({ name }) => name === property)?.options.find((option) => option.value === value)
    ?.label ?? value;
