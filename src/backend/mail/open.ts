import type { AssistantsRoom } from '../assistants/open.ts';
import type { HubSpotRoom } from '../hubspot/open.ts';
import type { SettingsRoom } from '../settings/open.ts';
import type { Jobs } from '../jobs/jobs.ts';
import type { MailTransport } from '../mail-server/types.ts';
import { z } from 'zod';
import { HOUR, SECOND } from '../ground/clock.ts';
import { askForPortals } from '../jobs/ask.ts';
import { portalQueue, queue } from '../room/queue.ts';
import type { Daemon, Ground, Opened } from '../room/room.ts';
import type { Slot } from '../room/slot.ts';
import type { Tx } from '../database/database.ts';
import { deriveKeys } from '../vault/vault.ts';
import { portalId as toPortalId } from '../ground/identifiers.ts';
import { createEngagement, JUDGE_VISITS_QUEUE } from './engagement/engagement.ts';
import type { Engagement } from './engagement/engagement.ts';
import { engagementRoutes } from './engagement/routes.ts';
import { expireFiles } from './files/files.ts';
import { createMailInbox, MAIL_CONSULT_QUEUE, MAIL_RECEIVE_QUEUE } from './inbox.ts';
import type { MailInbox, MailInboxDeps } from './inbox.ts';
import { mailboxesOf, readNew } from './mailboxes.ts';
import { createMailboxTurns } from './mailbox-turns.ts';
import { createMailboxWatch } from './mailbox-watch.ts';
import type { MailboxWatch } from './mailbox-watch.ts';
import type { Mail } from './mail-entity.ts';
import { addressesOf, eraseMails } from './mails.ts';
import type { MailMeters } from './meters.ts';
import { createMailOutbox } from './outbox.ts';
import { MAIL_FLUSH_QUEUE } from './queueing.ts';
import type { MailOutbox, MailOutboxDeps } from './outbox.ts';
import { resumeRoute } from './pace/resume-route.ts';
import { createPace } from './pace/pace.ts';
import type { Pace } from './pace/pace.ts';
import { mailRoutes } from './routes.ts';
import { createStrayMail } from './stray-mail.ts';

export type MailNeeds = Ground & {
  jobs: Jobs;
  hubspot: HubSpotRoom;
  settings: SettingsRoom;
  mailServer: MailTransport;
  assistants: AssistantsRoom;
};

/** Whose conversations the mails belong to: what to write, what became of it, and what came in. */
export type Conversations = Pick<MailOutboxDeps, 'prepare' | 'stillWanted' | 'hold' | 'onOutcome'> &
  Pick<MailInboxDeps, 'leadOfAddress' | 'wantsOpinion' | 'consult' | 'onReceived'> & {
    /** A person opened a mail or followed a link of it for the first time. */
    onInterest(tx: Tx, mail: Mail): Promise<void>;
  };

export interface MailRoom extends Pick<MailOutbox, 'queue' | 'cancel' | 'putOff' | 'release' | 'drop'> {
  readonly conversations: Slot<Conversations>;
  /** What the mailbox of an assistant does today. */
  readonly mailboxToday: Pace['today'];
  readonly engagement: Pick<Engagement, 'track' | 'interestOf' | 'readingTimes'>;
}

export async function openMail(needs: MailNeeds, reputation: MailMeters): Promise<Opened<MailRoom>> {
  const { config, database, assistants, mailServer: transport } = needs;
  const conversations: MailRoom['conversations'] = needs.slot('mail.conversations');
  const pace = createPace(needs);
  const engagement = createEngagement({
    ...needs,
    publicUrl: config.publicUrl,
    secret: deriveKeys(config.encryptionKeys, 'engagement')[0] ?? '',
    onInterest: (...of) => conversations.filled.onInterest(...of),
  });
  const outbox = createMailOutbox({
    ...needs,
    transport,
    pace,
    hold: (...of) => conversations.filled.hold(...of),
    prepare: (...of) => conversations.filled.prepare(...of),
    stillWanted: (...of) => conversations.filled.stillWanted(...of),
    onOutcome: (...of) => conversations.filled.onOutcome(...of),
    accountOf: assistants.accountOf,
  });
  const inbox = createMailInbox({
    ...needs,
    reputation,
    pace,
    leadOfAddress: (...of) => conversations.filled.leadOfAddress(...of),
    wantsOpinion: (...of) => conversations.filled.wantsOpinion(...of),
    consult: (...of) => conversations.filled.consult(...of),
    onReceived: (...of) => conversations.filled.onReceived(...of),
    onStray: createStrayMail({ ...needs, transport }),
  });
  const watch = createMailboxWatch({
    ...needs,
    transport,
    mailboxes: () => mailboxesOf(needs),
    turns: createMailboxTurns(needs, needs.random.uuid()),
    read: (mailbox, fetchNew) => readNew({ database, store: inbox.store }, mailbox, fetchNew),
  });
  return {
    api: {
      queue: outbox.queue,
      cancel: outbox.cancel,
      putOff: outbox.putOff,
      release: outbox.release,
      drop: outbox.drop,
      conversations,
      mailboxToday: pace.today,
      engagement,
    },
    routes: [
      ...mailRoutes({ database, mailInbox: inbox, inboundSecret: config.mail.inboundSecret }),
      resumeRoute({ ...needs, pace }),
      ...engagementRoutes(engagement),
    ],
    queues: queuesOf(outbox, inbox, engagement),
    daemons: daemonsOf(needs, outbox, watch),
    close: () => watch.stop(),
    on: {
      async pullIn() {
        await outbox.pullIn();
        await pace.pullIn();
      },
      async addresses(portalId, ids, found) {
        for (const id of ids)
          for (const address of await addressesOf(database, portalId, id)) found.add(address);
      },
      forgetUnread: (portalId, addresses) => inbox.forgetUnread(portalId, addresses),
      async erase(tx, portalId, ids) {
        for (const id of ids) await eraseMails(tx, portalId, id);
      },
    },
  };
}

const queuesOf = (outbox: MailOutbox, inbox: MailInbox, engagement: Engagement) => [
  portalQueue(MAIL_FLUSH_QUEUE, outbox.flush),
  queue({
    name: MAIL_RECEIVE_QUEUE,
    options: { concurrency: 4 },
    data: z.object({ id: z.string() }),
    run: ({ id }) => inbox.receive(id),
  }),
  queue({
    name: MAIL_CONSULT_QUEUE,
    options: { concurrency: 4 },
    data: z.object({ id: z.string() }),
    run: ({ id }) => inbox.consult(id),
  }),
  queue({
    name: JUDGE_VISITS_QUEUE,
    options: { concurrency: 2 },
    data: z.object({ portalId: z.string(), id: z.string() }),
    run: ({ portalId, id }) => engagement.judge({ portalId: toPortalId(portalId), id }),
  }),
];

const daemonsOf = (needs: MailNeeds, outbox: MailOutbox, watch: MailboxWatch): Daemon[] => [
  { name: 'watch mailboxes', everyMs: 3 * SECOND, run: () => watch.round() },
  // What a dead process left behind: its jobs may have died with it, its rows have not.
  {
    name: 'sweep mails',
    everyMs: 10 * SECOND,
    run: async () => askForPortals(needs, MAIL_FLUSH_QUEUE, await outbox.portalsWithWork()),
  },
  {
    name: 'expire files',
    everyMs: HOUR,
    run: () => expireFiles(needs.database, needs.clock.now() - needs.config.mail.files.keepMs),
  },
];
