/**
 * Loaded into Baton's process with `node --import` where time passes ten times as fast: what it waits for with
 * `setTimeout` of `node:timers/promises` (its turn within HubSpot's limits) and what comes round every so often come
 * ten times as early as well. Time limits of calls stay what they are.
 */
import '../test/world/fast-timers.ts';
import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers/promises';

const FASTER = 10;
const realTimeout = timers.setTimeout;

timers.setTimeout = (ms, ...rest) => realTimeout((ms ?? 0) / FASTER, ...rest);
syncBuiltinESMExports();
