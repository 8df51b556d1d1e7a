import { hash } from 'node:crypto';
import { storable } from '../../ground/text.ts';

/** Owners, addresses and options are shorter: longer values are texts, and those only say that somebody wrote. */
const LONGEST_KEPT = 255;

/**
 * What is kept of a property's value in an event. Events only say where to look, so a long text becomes a digest: two
 * of them still differ, and no Context (65,536 characters) is stored, hashed and logged again with every event.
 */
export function keptValue(text: string): string {
  const clean = storable(text);
  return clean.length <= LONGEST_KEPT ? clean : `sha256 ${hash('sha256', clean, 'base64url')}`;
}
