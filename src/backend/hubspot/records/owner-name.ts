import type { Owner } from '../types.ts';

/** How a person reads who an owner is. */
export const ownerName = (owner: Owner): string =>
  [owner.firstName, owner.lastName].filter(Boolean).join(' ') || owner.email;
