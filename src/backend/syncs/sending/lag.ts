import { MINUTE, SECOND } from '../../ground/clock.ts';

/** The clocks of HubSpot and of this machine may part by so much: what is older than that is not of our own doing. */
export const CLOCKS_APART_MS = 5 * SECOND;
/** After so long, HubSpot's index shows a record for certain. */
export const INDEXED_MS = 10 * MINUTE;
