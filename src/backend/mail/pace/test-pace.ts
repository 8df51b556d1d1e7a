import type { Assistant } from '../../assistants/assistants.ts';
import type { Database } from '../../database/database.ts';
import { assistantId } from '../../ground/identifiers.ts';
import { portalSettingsSchema } from '../../settings/portal-settings.ts';
import { mailEntities } from '../mail-entity.ts';
import { PORTAL } from '../test-mail-outbox.ts';
import { MailboxDayEntity } from './mailbox-day-entity.ts';
import { createPace } from './pace.ts';
import type { Pace } from './pace.ts';

export const paceEntities = [...mailEntities, MailboxDayEntity];

/** Tara, with a mailbox of this cap. */
export const tara = (change: Partial<Assistant> = {}): Assistant =>
  // What pace reads of an assistant.
  ({
    portalId: PORTAL,
    assistantId: assistantId('tara'),
    name: 'Tara',
    dailyCap: 3,
    warmUpSince: null,
    ...change,
  }) as Assistant;

/** A pace for assistants of one mailbox, in New York, nine to five. `fraction`: the jitter, 0.5 is none. */
export const testPace = (
  database: Database,
  clock: { now(): number },
  assistants: readonly Assistant[] = [tara()],
  fraction = 0.5,
): Pace =>
  createPace({
    database,
    clock,
    random: { fraction: () => fraction },
    assistants: {
      find: async (_portal, id) => assistants.find((one) => one.assistantId === id),
      mailbox: () => ({ smtpUrl: 'smtp://tara:secret@mail.acme.example.com', imapUrl: null }),
    },
    hubspot: { portals: { find: async () => ({ timeZone: 'America/New_York' }) as never } },
    settings: { get: async () => portalSettingsSchema.parse({}) },
  });
