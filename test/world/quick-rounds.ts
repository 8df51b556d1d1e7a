const SELDOM_MS = 10_000;
const FASTER = 10;

/**
 * Does work in which intervals begin that look round every ten seconds or less often, such as those in which drafts
 * expire and lost mails are found: they look ten times as often, so that a test on a clock of its own does not wait for
 * them in real time. Time limits, and what is begun later, stay as they are.
 */
export async function withQuickRounds<Value>(work: () => Promise<Value>): Promise<Value> {
  const real = globalThis.setInterval;
  globalThis.setInterval = Object.assign(
    (round: () => void, ms = 0, ...rest: []): NodeJS.Timeout =>
      real(round, ms >= SELDOM_MS ? ms / FASTER : ms, ...rest),
    real,
  );
  try {
    return await work();
  } finally {
    globalThis.setInterval = real;
  }
}
