import type { PortalId } from '../ground/identifiers.ts';

interface Options {
  /** Asks for the work of a portal. */
  wake(portalId: PortalId): Promise<void>;
  /** What becomes of a failure: the work is not lost, it is only found later. */
  onFailure(error: unknown, portalId: PortalId): void;
  /** The shortest time between two wake-ups of one portal. */
  everyMs: number;
}

export interface WakeUps {
  /** Wakes now, or as soon as the last wake-up is long enough ago; many at once are one. */
  ask(portalId: PortalId): void;
  /** Resolves when everything that was asked for is done, without waiting for the time between. */
  drain(): Promise<void>;
}

/** Many events of one portal need one look at its inbox, not one each. */
export function createWakeUps({ wake, onFailure, everyMs }: Options): WakeUps {
  const asked = new Set<PortalId>();
  const pausing = new Map<PortalId, NodeJS.Timeout>();
  const running = new Map<PortalId, Promise<void>>();

  const start = (portalId: PortalId): void => {
    asked.delete(portalId);
    const work = wake(portalId)
      .catch((error: unknown) => onFailure(error, portalId))
      .then(() => {
        running.delete(portalId);
        pausing.set(portalId, setTimeout(proceed, everyMs, portalId));
      });
    running.set(portalId, work);
  };
  const proceed = (portalId: PortalId): void => {
    clearTimeout(pausing.get(portalId));
    pausing.delete(portalId);
    if (asked.has(portalId)) start(portalId);
  };
  return {
    ask(portalId) {
      asked.add(portalId);
      if (!running.has(portalId) && !pausing.has(portalId)) start(portalId);
    },
    async drain() {
      while (running.size > 0 || pausing.size > 0) {
        for (const portalId of [...pausing.keys()]) proceed(portalId);
        await Promise.all(running.values());
      }
    },
  };
}
