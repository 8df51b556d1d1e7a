import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { portalId } from '../ground/identifiers.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { createWakeUps } from './wake-ups.ts';

const PORTAL = portalId(1);
const OTHER = portalId(2);
let woken: PortalId[];
let failures: unknown[];
let wake: (portal: PortalId) => Promise<void>;

beforeEach(() => {
  vi.useFakeTimers();
  [woken, failures] = [[], []];
  wake = async (portal) => void woken.push(portal);
});
afterEach(() => vi.useRealTimers());

const create = () =>
  createWakeUps({
    wake: (portal) => wake(portal),
    onFailure: (error) => void failures.push(error),
    everyMs: 100,
  });

it('wakes each portal at once, and again only after a pause, once for all that asked', async () => {
  const { ask } = create();
  for (const portal of [PORTAL, PORTAL, OTHER, PORTAL]) ask(portal);
  await vi.advanceTimersByTimeAsync(99);
  expect(woken).toEqual([PORTAL, OTHER]);
  await vi.advanceTimersByTimeAsync(1);
  expect(woken).toEqual([PORTAL, OTHER, PORTAL]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(woken).toHaveLength(3);
  ask(OTHER);
  expect(woken).toHaveLength(4);
});

it('wakes again after a failure, which it tells', async () => {
  const { ask } = create();
  wake = () => Promise.reject(new Error('away'));
  ask(PORTAL);
  await vi.advanceTimersByTimeAsync(100);
  expect(failures).toEqual([new Error('away')]);
  wake = async (portal) => void woken.push(portal);
  ask(PORTAL);
  expect(woken).toEqual([PORTAL]);
});

it('drains without waiting for the pause, and leaves no timer', async () => {
  const { ask, drain } = create();
  ask(PORTAL);
  ask(PORTAL);
  await drain();
  expect(woken).toEqual([PORTAL, PORTAL]);
  expect(vi.getTimerCount()).toBe(0);
});
