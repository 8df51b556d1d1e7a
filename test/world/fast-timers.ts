/**
 * Loaded into Baton's process with `node --import` where a benchmark lets simulated days pass: what looks round every
 * so often (queues, due leads) looks ten times as often, so that less real time passes between two simulated moments.
 * Only intervals: time limits of calls stay what they are.
 */
const FASTER = 10;
const realInterval = globalThis.setInterval;

globalThis.setInterval = Object.assign(
  (work: () => void, ms = 0, ...rest: []): NodeJS.Timeout => realInterval(work, ms / FASTER, ...rest),
  realInterval,
);
