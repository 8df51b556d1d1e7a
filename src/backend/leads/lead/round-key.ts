/** For rooms below, which keep what they did once for each round. */
export { roundKey } from './lead-entity.ts';
