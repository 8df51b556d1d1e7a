import { z } from 'zod';
import type { Assistants } from '../assistants/assistants.ts';
import type { Tx } from '../database/database.ts';
import type { Clock } from '../ground/clock.ts';
import { BatonError } from '../ground/errors.ts';
import type { PortalId } from '../ground/identifiers.ts';
import { portalSettingsSchema } from '../settings/portal-settings.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';
import type { Settings } from '../settings/settings.ts';
import { change } from './allowed.ts';
import type { AllowDeps } from './allowed.ts';

/** A step of the set-up; each is saved for itself. */
export const setUpStep = z.discriminatedUnion('step', [
  z.object({ step: z.literal('limits'), apiBudget: portalSettingsSchema.shape.apiBudget.unwrap() }),
  z.object({ step: z.literal('data-sync'), on: z.boolean() }),
  z.object({ step: z.literal('finish') }),
]);
export type SetUpStep = z.output<typeof setUpStep>;

interface Deps extends AllowDeps {
  clock: Clock;
}

interface BeginDeps {
  settings: Pick<Settings, 'change' | 'isKnown'>;
  assistants: Pick<Assistants, 'list'>;
}

/** An account that was never set up begins; one that has an assistant, or ever set anything, is left alone. */
export async function beginSetUp(
  { settings, assistants }: BeginDeps,
  tx: Tx,
  portalId: PortalId,
): Promise<void> {
  if (await settings.isKnown(portalId, tx)) return;
  if ((await assistants.list(portalId, tx)).length > 0) return;
  await settings.change(portalId, { setUp: { limits: false, dataSync: false } }, tx);
}

/**
 * Saves a step, in one transaction with what it sets. Finished, the first sync begins where data may flow.
 * @throws BatonError CONFLICT: somebody has finished it meanwhile, or a step before is not saved yet
 */
export async function saveStep(deps: Deps, tx: Tx, portalId: PortalId, asked: SetUpStep): Promise<void> {
  // A change of nothing: another admin who saves a step waits, and sees this one.
  const { setUp, dataSync } = await deps.settings.change(portalId, {}, tx);
  // Finished twice is finished.
  if (setUp === null && asked.step === 'finish') return;
  if (setUp === null)
    throw new BatonError(
      'CONFLICT',
      'The set-up was finished meanwhile. Change it under HubSpot API in the settings.',
    );
  if (asked.step === 'limits') {
    await change(deps, tx, portalId, { apiBudget: asked.apiBudget });
    await deps.settings.change(portalId, { setUp: { ...setUp, limits: true } }, tx);
  } else if (asked.step === 'data-sync') {
    await switchSync(deps, tx, portalId, dataSync, asked.on);
    await deps.settings.change(portalId, { setUp: { ...setUp, dataSync: true } }, tx);
  } else {
    if (!setUp.limits || !setUp.dataSync)
      throw new BatonError('CONFLICT', 'Save the limits and the data-sync switch first.');
    await deps.settings.change(portalId, { setUp: null }, tx);
  }
}

/** Switched to what it is already, it stays as it was. */
export async function switchSync(
  deps: AllowDeps & { clock: Clock },
  tx: Tx,
  portalId: PortalId,
  before: PortalSettings['dataSync'],
  on: boolean,
): Promise<void> {
  if (before.on !== on) await change(deps, tx, portalId, { dataSync: { on, since: deps.clock.now() } });
}
