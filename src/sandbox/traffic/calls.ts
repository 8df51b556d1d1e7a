/** One request to the API, as the control page shows it. */
export interface Call {
  at: number;
  portalId: number | null;
  method: string;
  path: string;
  /** null: no answer was given. */
  status: number | null;
  durationMs: number;
  fault: string | null;
}

export interface CallSummary {
  total: number;
  /** By method and path without its ids. */
  byPath: Record<string, number>;
  /** By the answer's status; `none`: no answer was given. */
  byStatus: Record<string, number>;
  /** The latest, newest first. */
  recent: Call[];
}

const RECENT = 300;

/** Which calls were made: counts since the last reset, and the latest in full. */
export class CallLog {
  #recent: Call[] = [];
  #counts = new Map<string, number>();
  #made = 0;

  /** Calls since the start, whatever was reset. */
  get made(): number {
    return this.#made;
  }

  /** @param countedAs the path without its ids; default: worked out from the path */
  add(call: Call, countedAs = templateOf(call.path)): void {
    this.#made += 1;
    this.#recent.push(call);
    if (this.#recent.length > 2 * RECENT) this.#recent = this.#recent.slice(-RECENT);
    const key = `${call.portalId ?? ''} ${call.status ?? 'none'} ${call.method} ${countedAs}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  clear(): void {
    this.#recent = [];
    this.#counts.clear();
  }

  /** @param portalId only this portal's calls; null: all */
  summary(portalId: number | null): CallSummary {
    const byPath: Record<string, number> = {};
    const byStatus: Record<string, number> = {};
    for (const [key, count] of this.#counts) {
      const [portal = '', status = '', ...rest] = key.split(' ');
      if (portalId !== null && portal !== String(portalId)) continue;
      const path = rest.join(' ');
      byPath[path] = (byPath[path] ?? 0) + count;
      byStatus[status] = (byStatus[status] ?? 0) + count;
    }
    const recent = this.#recent
      .filter((call) => portalId === null || call.portalId === portalId)
      .slice(-RECENT);
    return {
      total: Object.values(byPath).reduce((sum, count) => sum + count, 0),
      byPath,
      byStatus,
      recent: recent.reverse(),
    };
  }
}

/** The path with ids and addresses replaced, so that calls of one kind count together. */
function templateOf(path: string): string {
  return path.replace(/\/\d+(?=\/|$)/g, '/{id}').replace(/\/[^/]*(@|%40)[^/]*/g, '/{email}');
}
