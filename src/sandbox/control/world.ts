import { Router } from 'express';
import { z } from 'zod';
import type { SandboxClock } from '../ground/clock.ts';
import { faultSchema, type Faults } from '../traffic/faults.ts';
import type { CallLog } from '../traffic/calls.ts';
import { quiet } from '../traffic/quiet.ts';
import { webhookSettingsSchema, type Webhooks } from '../webhooks/webhooks.ts';
import { parse } from './respond.ts';

export interface WorldParts {
  info: Readonly<Record<string, unknown>>;
  clock: SandboxClock;
  faults: Faults;
  calls: CallLog;
  webhooks: Webhooks;
}

const clockSchema = z.object({ advanceMs: z.number(), gently: z.boolean().default(false) });

const STRIDE_MS = 4 * 3_600_000;

/**
 * Lets time pass in strides, each when the one before is worked off: what falls due on the way happens on the way, as it
 * would without a hurry. One leap of a day from night to night would jump over every business hour.
 */
async function pass(world: WorldParts, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= STRIDE_MS) {
    await quiet(world);
    world.clock.advance(Math.min(left, STRIDE_MS));
  }
}

/** Time, faults, calls and webhooks. */
export function worldControl(world: WorldParts): Router {
  const { info, clock, faults, calls, webhooks } = world;
  const router = Router();
  const time = () => ({ now: clock.now(), offsetMs: clock.offsetMs });
  router.get('/info', (_request, response) => void response.json(info));
  router.get('/clock', (_request, response) => void response.json(time()));
  router.post('/clock', async (request, response) => {
    const { advanceMs, gently } = parse(clockSchema, request.body);
    if (gently) await pass(world, advanceMs);
    else clock.advance(advanceMs);
    response.json(time());
  });
  router.get('/faults', (_request, response) => void response.json(faults.list()));
  router.put('/faults', (request, response) => {
    faults.replace(parse(z.array(faultSchema), request.body));
    response.json(faults.list());
  });
  router.delete('/faults', (_request, response) => {
    faults.replace([]);
    response.status(204).end();
  });
  router.get('/calls', (request, response) => {
    const portalId = Number(request.query.portalId);
    response.json(calls.summary(Number.isInteger(portalId) ? portalId : null));
  });
  router.delete('/calls', (_request, response) => {
    calls.clear();
    response.status(204).end();
  });
  const webhookState = () => ({
    settings: webhooks.settings,
    waiting: webhooks.waiting,
    nextAt: webhooks.nextAt,
    total: webhooks.log.total,
    deliveries: webhooks.log.latest,
  });
  router.get('/webhooks', (_request, response) => void response.json(webhookState()));
  router.put('/webhooks', (request, response) => {
    webhooks.change(parse(webhookSettingsSchema.partial(), request.body));
    response.json(webhookState());
  });
  return router;
}
