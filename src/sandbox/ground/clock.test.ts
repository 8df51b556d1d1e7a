import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandboxClock } from './clock.ts';
import { manualTime } from '../testing.ts';

const HOUR = 3_600_000;

describe('the sandbox clock', () => {
  it('runs with real time, ahead by its offset, and tells who listens', () => {
    const time = manualTime(1_000);
    const clock = createSandboxClock(time, 500);
    const told: unknown[] = [];
    const forget = clock.onChange((...move) => told.push(move));
    time.pass(10);
    clock.advance(HOUR);
    expect([clock.now(), clock.offsetMs]).toEqual([1_510 + HOUR, 500 + HOUR]);
    clock.pass(10);
    expect(told).toEqual([
      [500 + HOUR, false],
      [510 + HOUR, true],
    ]);
    forget();
    clock.advance(1);
    expect(told).toHaveLength(2);
  });

  it('never runs backwards', () => {
    const clock = createSandboxClock(manualTime(0));
    expect(() => clock.advance(-1)).toThrow(RangeError);
    expect(() => clock.advance(Number.NaN)).toThrow(RangeError);
  });
});

describe('the preloaded clock of a child process', () => {
  const preload = fileURLToPath(new URL('./clock-preload.ts', import.meta.url));
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandbox-clock-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function start(name: string, source: string, offsetMs = 0): ChildProcess {
    const file = join(folder, `${name}.mjs`);
    writeFileSync(file, source);
    const env = { ...process.env, SANDBOX_CLOCK_OFFSET_MS: String(offsetMs) };
    return fork(file, {
      execArgv: ['--import', preload],
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  }

  const answering = `process.on('message', (message) => {
    if (message !== 'ask') return;
    class Later extends Date {}
    process.send({ now: Date.now(), steady: performance.now(), fresh: new Date().getTime(), fixed: new Date(5).getTime(), utc: Date.UTC(2026, 0, 1),
      text: typeof Date(), same: new Date() instanceof Date && new Date().constructor === Date, later: new Later().getTime() });
  });
  setInterval(() => {}, 1000);
  process.send('ready');`;

  async function ask(child: ChildProcess): Promise<Record<string, number>> {
    child.send('ask');
    const [answer] = await once(child, 'message');
    return answer;
  }

  it('shifts every way to ask for the time, at first by the environment, then by messages', async () => {
    const child = start('answering', answering, HOUR);
    await once(child, 'message');
    const before = Date.now();
    const first = await ask(child);
    for (const value of [first.now, first.fresh, first.later]) {
      expect(value).toBeGreaterThanOrEqual(before + HOUR - 1_000);
      expect(value).toBeLessThan(before + HOUR + 60_000);
    }
    expect(first).toMatchObject({ fixed: 5, utc: Date.UTC(2026, 0, 1), text: 'string', same: true });
    child.send({ type: 'clock', offsetMs: 5 * HOUR, evenly: false });
    child.send({ type: 'clock', offsetMs: 'nonsense' });
    const leapt = await ask(child);
    expect(leapt.now).toBeGreaterThanOrEqual(before + 5 * HOUR - 1_000);
    expect(leapt.steady).toBeLessThan(HOUR);
    child.send({ type: 'clock', offsetMs: 7 * HOUR, evenly: true });
    const waited = await ask(child);
    expect(waited.now).toBeGreaterThanOrEqual(before + 7 * HOUR - 1_000);
    expect(waited.steady).toBeGreaterThanOrEqual(2 * HOUR);
    expect(waited.steady).toBeLessThan(3 * HOUR);
    child.kill();
    await once(child, 'exit');
  });

  it('ends the process when its parent is gone', async () => {
    const child = start('orphan', answering);
    await once(child, 'message');
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([1, null]);
  });

  it('does not keep a finished process alive', async () => {
    const child = start('finished', '/* nothing to do */');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
