import { expect, it, onTestFinished } from 'vitest';
import { mailboxSeal } from '../assistants/mailbox-secrets.ts';
import { migrate } from '../database/migrate.ts';
import { createTestDatabase, openAnother } from '../database/test-database.ts';
import { readConfig } from '../ground/config.ts';
import { assistantId, contactId, portalId } from '../ground/identifiers.ts';
import { createLogger } from '../ground/logger.ts';
import { systemRandom } from '../ground/system.ts';
import { createMetrics } from '../http/metrics.ts';
import { createUnsubscribeLinks } from '../unsubscribe/unsubscribe-links.ts';
import { createVault } from '../vault/vault.ts';
import { openRooms } from './open-rooms.ts';
import { rooms } from './rooms.ts';
import { entities, migrations } from './schema.ts';

/** These stand in databases, in sealed secrets and on dashboards of installations: another name loses what is there. */
const tables = {
  Activity: 'activity',
  Assistant: 'assistant',
  BeingRead: 'being_read',
  BulkAction: 'bulk_action',
  BulkLead: 'bulk_lead',
  ClockMark: 'clock_mark',
  ContactWrite: 'contact_write',
  HubSpotCreate: 'hubspot_create',
  HubSpotLimit: 'hubspot_limit',
  InboxEvent: 'inbox_event',
  InboxTurn: 'inbox_turn',
  IncomingMail: 'incoming_mail',
  Journal: 'journal',
  Lead: 'lead',
  LeadLine: 'lead_line',
  Mail: 'mail',
  MailGrant: 'mail_grant',
  MailboxCursor: 'mailbox_cursor',
  MappedField: 'mapped_field',
  ModelProvider: 'model_provider',
  ModelTrial: 'model_trial',
  ModelTrialReply: 'model_trial_reply',
  ModelUsage: 'model_usage',
  PageViewer: 'page_viewer',
  Portal: 'portals',
  PortalSettings: 'portal_settings',
  Reconcile: 'reconcile',
  Review: 'review',
  Suppression: 'suppression',
  job: 'job',
};
const queues = [
  'hubspot.connect',
  'hubspot.provision',
  'hubspot.provision-all',
  'hubspot.flush',
  'hubspot.flush-sweep',
  'hubspot.lead-status',
  'mail.flush',
  'mail.receive',
  'mail.consult',
  'model-trial.ask',
  'leads.hand-back',
  'leads.lines',
  'leads.remind-of-review',
  'app-pages.bulk',
  'app-pages.forget-bulk',
  'disconnect',
  'inbox.process',
  'inbox.reconcile',
  'inbox.journal',
  'inbox.purge',
  'database.purge-deleted',
];
const metrics = [
  'baton_webhook_events_total',
  'baton_journal_events_total',
  'baton_signatures_refused_total',
  'baton_hubspot_call_seconds',
  'baton_database_up',
  'baton_jobs',
  'baton_jobs_oldest_due_seconds',
  'baton_journal_read_timestamp_seconds',
  'baton_reviews_waiting',
  'baton_reviews_oldest_seconds',
];

const config = readConfig({
  PUBLIC_URL: 'https://baton.example.com',
  HUBSPOT_CLIENT_ID: 'client',
  HUBSPOT_CLIENT_SECRET: 'secret',
  ENCRYPTION_KEYS: `k:${Buffer.alloc(32, 1).toString('base64')}`,
});
const vault = createVault(config.encryptionKeys);

it('tables and migrations keep their names', () => {
  const all = entities.map(({ options: { name, tableName } }) => [name, tableName] as const);
  expect(Object.fromEntries(all)).toMatchObject(tables);
  expect(migrations.map(({ name }) => name).slice(0, 3)).toEqual([
    'Initial1763683200000',
    'InboxIndexes1763700000000',
    'ClockMark1763800000000',
  ]);
  const times = migrations.map(({ name }) => Number(name.slice(-13)));
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});

it('queues keep their names', async () => {
  const { url, remove } = await createTestDatabase('sqlite');
  onTestFinished(remove);
  const database = await openAnother(url, entities, migrations);
  onTestFinished(() => database.close());
  await migrate(database);
  const clock = { now: () => 0 };
  const base = { config, clock, random: systemRandom, logger: createLogger('silent'), database, vault };
  const { opened, close } = await openRooms(rooms.rooms, base);
  onTestFinished(close);
  const names = opened.flatMap(({ queues: some }) => some ?? []).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(queues));
});

it('metrics keep their names', async () => {
  const { registry } = createMetrics();
  for (const { meters } of rooms.rooms) meters?.(registry);
  const names = registry.getMetricsAsArray().map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(metrics));
});

it('what was sealed for a purpose opens for it', () => {
  const ids = { portalId: portalId(42), assistantId: assistantId('tara') };
  expect(mailboxSeal(ids)).toEqual({ portalId: '42', purpose: 'mailbox:tara' });
  const content = { contactId: contactId(501), address: 'ada@example.com' };
  const sealed = vault.seal(JSON.stringify(content), { portalId: '42', purpose: 'unsubscribe-link' });
  const links = createUnsubscribeLinks({ vault, publicUrl: config.publicUrl });
  const token = `42.${Buffer.from(sealed).toString('base64url')}`;
  expect(links.read(token)).toEqual({ portalId: '42', ...content });
});
