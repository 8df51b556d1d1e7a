import type { EntitySchema } from 'typeorm';
import { afterAll } from 'vitest';
import { openAnother } from '../../src/backend/database/test-database.ts';
import { createVault } from '../../src/backend/vault/vault.ts';
import { ReconcileEntity } from '../../src/backend/reconcile/reconcile-entity.ts';
import { entities } from '../../src/backend/house/schema.ts';
import type { KnowledgeItemView } from '../../src/cards/knowledge/contract.ts';
import type { ReviewsView } from '../../src/cards/pages/contract.ts';
import type { PhrasesView } from '../../src/cards/phrases/contract.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { createSandboxClient, until } from '../../src/sandbox/local/client.ts';
import type { SandboxClient } from '../../src/sandbox/local/client.ts';
import { completeFirstRun } from '../../src/sandbox/local/first-run.ts';
import { emailsOf, notesOf, PORTAL, startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

/** Words that stand in the second account's data and nowhere else. */
export const SECRETS_OF_B = {
  context: 'Bandwurmkontext of account B',
  contact: 'Wunibald',
  assistant: 'Berthold',
  company: 'Betriebsgeheimnis of account B',
  phrase: 'Bring the Blasebalg to our table',
  excluded: 'blasebalgwerk.example.com',
  knowledge: 'Zeppelinpreisliste of account B',
  sequence: 'Kaltakquise of account B',
  campaign: 'Messekontakte of account B',
};

export interface Account {
  portalId: number;
  client: SandboxClient;
  admin: { id: string; userId: number };
  rep: { id: string; userId: number };
  assistant: { id: string; ownerId: string; email: string };
  contact: { id: string; email: string };
  /** An action on many leads that is over; '' for the first account. */
  bulk: string;
  /** The id of a taught phrase; '' for the first account. */
  phrase: string;
  /** The id of a text of the knowledge; '' for the first account. */
  knowledge: string;
  /** The id of a campaign of its own; '' for the first account. */
  campaign: string;
  /** The id of a sequence of its own; '' for the first account. */
  sequence: string;
  /** The id of an email to its contact that waits for approval; '' for the first account. */
  review: string;
}

export type Row = Record<string, unknown>;

export interface TwoAccounts {
  baton: LocalBaton;
  a: Account;
  b: Account;
  database: Awaited<ReturnType<typeof openAnother>>;
  /** Everything Baton has of an account, table by table; waits until nothing of it moves any more. */
  stateOf(account: Account): Promise<Record<string, Row[]>>;
  /** What HubSpot has of the account's contact. */
  contactIn(account: Account): Promise<unknown>;
  /** Calls to HubSpot for an account so far. */
  callsFor(account: Account): Promise<number>;
  /** The unsubscribe link in the first mail to the account's contact. */
  unsubscribeToken(account: Account): string;
}

export const KEYS = [{ id: 'test', key: Buffer.alloc(32, 7) }];

/** Tables with a portal of their own that change by themselves, all the time. */
const RESTLESS = new Set(['hubspot_limit', 'hubspot_call_count', 'hubspot_said_limits', 'reconcile']);

/** Two connected accounts, each with an assistant in conversation with a contact, in one Baton. Call in `beforeAll`. */
export async function startTwoAccounts(): Promise<TwoAccounts> {
  const baton = await startLocalBatonForSuite();
  const a = await prepareFirst(baton);
  const b = await prepareSecond(baton);
  const database = await openAnother(baton.databaseUrl, entities);
  afterAll(() => database.close());
  const { manager } = database;
  // A day has passed at once: what is due because of it comes before anything is compared.
  await until('what webhooks missed to be looked for', async () => {
    const rounds = await manager.find(ReconcileEntity);
    return (
      rounds.length === 2 &&
      rounds.every(({ nextAt, round }) => nextAt > baton.sandbox.clock.now() && round === null)
    );
  });
  const read = async (account: Account): Promise<Record<string, Row[]>> => {
    const state: Record<string, Row[]> = {};
    for (const entity of tablesOfPortals()) {
      const where = { portalId: String(account.portalId) };
      const rows = await manager.findBy<Row>(entity, where);
      state[entity.options.tableName ?? ''] = rows.sort((x, y) =>
        JSON.stringify(x) < JSON.stringify(y) ? -1 : 1,
      );
    }
    return state;
  };
  return {
    baton,
    a,
    b,
    database,
    stateOf: (account) =>
      until(`account ${account.portalId} to rest`, async () => {
        const before = await read(account);
        await new Promise((resolve) => setTimeout(resolve, 300));
        const after = await read(account);
        return JSON.stringify(before) === JSON.stringify(after) ? after : undefined;
      }),
    contactIn: async ({ client, contact }) => client.contact(contact.id),
    async callsFor({ portalId }) {
      return ((await baton.client.call('GET', `/calls?portalId=${portalId}`)) as { total: number }).total;
    },
    unsubscribeToken: ({ portalId, contact }) => {
      const content = JSON.stringify({ contactId: contact.id, address: contact.email });
      const binding = { portalId: String(portalId), purpose: 'unsubscribe-link' };
      return `${portalId}.${Buffer.from(createVault(KEYS).seal(content, binding)).toString('base64url')}`;
    },
  };
}

/** Tables whose rows belong to an account. */
export const tablesOfPortals = (): EntitySchema<Row>[] =>
  // The list is heterogeneous; as rows they are alike.
  (entities as unknown as EntitySchema<Row>[]).filter(
    ({ options }) => 'portalId' in options.columns && !RESTLESS.has(options.tableName ?? ''),
  );

async function prepareFirst(baton: LocalBaton): Promise<Account> {
  const { client, people } = baton;
  const settings = await settingsOf(baton, client, people.ada.userId);
  const [assistant] = settings.assistants;
  const account = {
    portalId: PORTAL,
    client,
    admin: people.ada,
    rep: people.rae,
    assistant: { id: assistant?.id ?? '', ownerId: people.tara.id, email: assistant?.email ?? '' },
    contact: await baton.newContact(),
    bulk: '',
    phrase: '',
    knowledge: '',
    sequence: '',
    campaign: '',
    review: '',
  };
  await handOver(account);
  return account;
}

async function prepareSecond(baton: LocalBaton): Promise<Account> {
  const made = (await baton.client.call('POST', '/portals', { name: 'Bravo' })) as { portalId: number };
  const client = createSandboxClient(baton.sandbox.url, made.portalId);
  const owners = await client.owners();
  const person = (name: string) => {
    const owner = owners.find(({ email }) => email.startsWith(`${name}@`));
    return { id: owner?.id ?? '', userId: owner?.userId ?? 0, email: owner?.email ?? '' };
  };
  const [admin, rep, tara] = [person('ada'), person('rae'), person('tara')];
  const run = { client, batonUrl: baton.url, portalId: made.portalId, adminUserId: admin.userId };
  await completeFirstRun(run, tara.email);
  const { assistants } = await settingsOf(baton, client, admin.userId);
  const id = assistants[0]?.id ?? '';
  const profile = {
    name: SECRETS_OF_B.assistant,
    email: tara.email,
    role: 'Assistant',
    signature: 'B',
    companyDescription: SECRETS_OF_B.company,
    defaultContext: SECRETS_OF_B.context,
    sequenceId: 'recommended',
    brochureUrl: null,
    calendarUrl: null,
    mailbox: {
      smtpUrl: baton.sandbox.mail?.smtpUrl(tara.email),
      imapUrl: baton.sandbox.mail?.imapUrl(tara.email),
    },
  };
  const change = async (body: object): Promise<void> => {
    const sent = { method: 'PUT', body };
    const changed = await client.fetchAs(admin.userId, `${baton.url}/api/assistants/${id}`, sent);
    if (changed.status !== 200) throw new Error(JSON.stringify(changed.body));
  };
  await change(profile);
  const contact = await newContact({ portalId: made.portalId, client, rep });
  const account = {
    portalId: made.portalId,
    client,
    admin,
    rep,
    contact,
    bulk: '',
    phrase: await teach(baton, client, admin.userId),
    knowledge: await inform(baton, client, admin.userId),
    sequence: await plan(baton, client, admin.userId),
    campaign: await campaignIn(baton, client, admin.userId),
    review: '',
    assistant: { id, ownerId: tara.id, email: tara.email },
  };
  await handOver(account);
  await baton.passTime('the first mail', async () => (await baton.mailsTo(contact.email))[0]);
  // Mails are logged a few seconds later, many at once.
  baton.sandbox.clock.advance(10_000);
  await until('the logged mail', async () => emailsOf(await client.contact(contact.id)).length === 1);
  await change({ ...profile, approval: 'all' });
  const review = await waitForDraft(baton, account);
  return { ...account, review, bulk: await askForMany(baton, account) };
}

async function teach(baton: LocalBaton, client: SandboxClient, userId: number): Promise<string> {
  await client.fetchAs(userId, `${baton.url}/api/exclusions`, {
    method: 'POST',
    body: { text: SECRETS_OF_B.excluded },
  });
  await client.fetchAs(userId, `${baton.url}/api/fields`, {
    method: 'POST',
    body: { tag: 'of_b', object: 'contact', property: 'zip', format: 'text', fallback: SECRETS_OF_B.phrase },
  });
  const body = { example: SECRETS_OF_B.phrase, class: 'AgreedToMeet', mode: 'always' };
  const taught = await client.fetchAs(userId, `${baton.url}/api/phrases`, { method: 'POST', body });
  return (taught.body as PhrasesView).phrases[0]?.id ?? '';
}

async function inform(baton: LocalBaton, client: SandboxClient, userId: number): Promise<string> {
  const body = { kind: 'text', title: '', text: SECRETS_OF_B.knowledge, assistantId: null, expiresOn: null };
  const added = await client.fetchAs(userId, `${baton.url}/api/knowledge/items`, { method: 'POST', body });
  return (added.body as KnowledgeItemView).id;
}

async function plan(baton: LocalBaton, client: SandboxClient, userId: number): Promise<string> {
  const sent = { method: 'POST', body: sequenceOf(SECRETS_OF_B.sequence) };
  const added = await client.fetchAs(userId, `${baton.url}/api/sequences`, sent);
  return (added.body as { id: string }).id;
}

async function campaignIn(baton: LocalBaton, client: SandboxClient, userId: number): Promise<string> {
  const sent = { method: 'POST', body: { draft: campaignOf(SECRETS_OF_B.campaign), requestId: 'of-b' } };
  const added = await client.fetchAs(userId, `${baton.url}/api/campaigns`, sent);
  return (added.body as { id: string }).id;
}

export const campaignOf = (name: string) => ({
  name,
  goal: '',
  list: null,
  assistantId: '',
  sequenceId: '',
  takesOwnership: true,
  approval: 'assistant',
  automatic: false,
  leaving: 'keep',
  startAt: null,
  endAt: null,
  hours: null,
  dailyCap: null,
  protectedOwners: [],
});

/** A sequence of one email. */
export const sequenceOf = (name: string) => ({
  name,
  languages: ['en'],
  emails: [
    {
      id: '',
      name: 'First',
      afterBusinessDays: 0,
      texts: { en: { subject: name, body: `About ${name}.` } },
    },
  ],
});

/** The next email to the contact waits for approval. */
const waitForDraft = (baton: LocalBaton, { client, admin }: Account): Promise<string> =>
  baton.passTime('an email to wait for approval', async () => {
    const { body } = await client.fetchAs(admin.userId, `${baton.url}/api/pages/reviews`);
    return (body as ReviewsView).reviews[0]?.id;
  });

/** Changes nothing: the contact is not paused. */
async function askForMany(baton: LocalBaton, { client, admin }: Account): Promise<string> {
  const path = `${baton.url}/api/pages/bulk`;
  const body = { action: { kind: 'resume' }, on: { filter: {} }, requestId: 'of-b' };
  const asked = await client.fetchAs(admin.userId, path, { method: 'POST', body });
  const { id } = asked.body as { id: string };
  await until('the action to end', async () => {
    const { body: job } = await client.fetchAs(admin.userId, `${path}/${id}`);
    return (job as { state: string }).state === 'done';
  });
  return id;
}

async function newContact({ portalId, client, rep }: Pick<Account, 'portalId' | 'client' | 'rep'>) {
  const email = 'wunibald@customer-of-b.example.com';
  const row = (await client.call('POST', `/portals/${portalId}/contacts`, {
    userId: rep.userId,
    properties: {
      email,
      firstname: SECRETS_OF_B.contact,
      company: 'Customer',
      hubspot_owner_id: rep.id,
      baton_context: SECRETS_OF_B.context,
    },
  })) as { id: string };
  return { id: row.id, email };
}

async function settingsOf(baton: LocalBaton, client: SandboxClient, userId: number): Promise<SettingsView> {
  return (await client.fetchAs(userId, `${baton.url}/api/settings`)).body as SettingsView;
}

async function handOver({ client, contact, rep, assistant }: Account): Promise<void> {
  await client.update(contact.id, rep.userId, { hubspot_owner_id: assistant.ownerId });
  await until('the assistant to begin', async () => {
    const seen = await client.contact(contact.id);
    return notesOf(seen).length === 1 && seen.properties['baton_status'] === 'in_progress';
  });
}

/** B's link for files, said to be of A. */
export async function uploadPath({ a, b, baton }: TwoAccounts): Promise<string> {
  const path = `${baton.url}/api/knowledge/upload-link`;
  const answer = await b.client.fetchAs(b.admin.userId, path, { method: 'POST', body: {} });
  return (answer.body as { url: string }).url
    .slice(baton.url.length)
    .replace(`${b.portalId}.`, `${a.portalId}.`);
}
