import type { Logger } from '../ground/logger.ts';
import type { Daemon } from '../room/room.ts';

/** Starts daemons; a round that is still running is not started again. Resolves `stop` when the last round has ended. */
export function startDaemons(daemons: readonly Daemon[], logger: Logger): { stop(): Promise<void> } {
  const running = new Map<string, Promise<void>>();
  const timers = daemons.map((daemon) => {
    const round = (): void => {
      if (running.has(daemon.name)) return;
      const work = daemon
        .run()
        .then(() => undefined)
        // The next round tries again; a daemon must not take the process down.
        .catch((error: unknown) => logger.error({ err: error, daemon: daemon.name }, 'a round failed'))
        .finally(() => running.delete(daemon.name));
      running.set(daemon.name, work);
    };
    return setInterval(round, daemon.everyMs);
  });
  return {
    async stop() {
      timers.forEach((timer) => clearInterval(timer));
      await Promise.all(running.values());
    },
  };
}
