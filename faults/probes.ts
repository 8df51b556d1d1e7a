import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 500;
/** Whoever asks a process whether it lives (an orchestrator) waits about so long. */
const ALIVE_WITHIN_MS = 2_000;
const READY_WITHIN_MS = 6_000;

/** Asks a process how it is while something goes wrong. */
export class Probes {
  private readonly url: string;
  private readonly unanswered: string[] = [];
  private asked = 0;
  private notReady = 0;

  constructor(url: string) {
    this.url = url;
  }

  async ask(lastsMs: number): Promise<void> {
    const end = performance.now() + lastsMs;
    const alive = this.again('/healthz', ALIVE_WITHIN_MS, end);
    const ready = this.again('/readyz', READY_WITHIN_MS, end);
    await Promise.all([alive, ready]);
    await pause(Math.max(0, end - performance.now()));
  }

  private async again(path: string, withinMs: number, end: number): Promise<void> {
    while (performance.now() < end) {
      this.asked += 1;
      const answer = await fetch(`${this.url}${path}`, { signal: AbortSignal.timeout(withinMs) }).catch(
        () => null,
      );
      if (!answer) this.unanswered.push(`${path} did not answer within ${withinMs} ms`);
      const text = (await answer?.text().catch(() => '')) ?? '';
      if (answer && path === '/healthz' && !answer.ok)
        this.unanswered.push(`/healthz answered ${answer.status}`);
      if (answer?.status === 503 && text.includes('The database does not answer.')) this.notReady += 1;
      await pause(Math.min(EVERY_MS, Math.max(0, end - performance.now())));
    }
  }

  /** @param databaseIsAway that must have been said */
  findings(databaseIsAway: boolean): string[] {
    const silent = databaseIsAway && this.notReady === 0;
    return [...new Set(this.unanswered), ...(silent ? ['/readyz never said that the database is away'] : [])];
  }
}
