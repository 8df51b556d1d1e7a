import { until, type SandboxClient } from './client.ts';

export interface FirstRun {
  client: SandboxClient;
  batonUrl: string;
  portalId: number;
  /** A super admin of the account. */
  adminUserId: number;
  /** Of the assistant; default: the recommended one. */
  sequenceId?: string;
}

const ASSISTANT = {
  name: 'Tara',
  role: 'Sales assistant',
  signature: 'Best regards\nTara\nAcme',
  companyDescription: 'Acme helps sales teams to answer every lead on the day it comes in.',
  defaultContext: [
    'About us: We help sales teams to answer every lead on the day it comes in.',
    'Ask: Would you have 20 minutes for a call?',
  ].join('\n'),
  brochureUrl: 'https://www.acme.example.com/brochure.pdf',
  calendarUrl: null,
};

/** Emails to many countries wait until it is there. */
const POSTAL_ADDRESS = 'Acme Inc.\n25 First Street, Cambridge, MA 02141, USA';

/** Whether a process of Baton serves requests now. */
export const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

export const untilReady = async (batonUrl: string): Promise<void> =>
  void (await until('Baton to answer', () => isReady(batonUrl), 180_000));

/** What an admin does once after the installation, through the same doors: connect the account, say who sends, add an assistant. */
export async function completeFirstRun(run: FirstRun, assistantEmail: string): Promise<void> {
  await untilReady(run.batonUrl);
  if (!(await isConnected(run))) await connect(run);
  await setUp(run);
  const settings = await readSettings(run);
  if (settings.assistants.length === 0) {
    const saved = await run.client.fetchAs(run.adminUserId, `${run.batonUrl}/api/settings`, {
      method: 'PUT',
      body: { postalAddress: POSTAL_ADDRESS },
    });
    if (saved.status !== 200) throw new Error(`The address was not taken: ${JSON.stringify(saved.body)}`);
    const body = {
      ...ASSISTANT,
      email: assistantEmail,
      sequenceId: run.sequenceId ?? 'recommended',
      // A test may have given the user contacts before.
      confirmed: true,
    };
    const added = await run.client.fetchAs(run.adminUserId, `${run.batonUrl}/api/assistants`, {
      method: 'POST',
      body,
    });
    if (added.status !== 200)
      throw new Error(`The assistant could not be added: ${JSON.stringify(added.body)}`);
  }
}

/** The three steps after connecting, as they are offered: what HubSpot allows apps, and everything flows. */
async function setUp(run: FirstRun): Promise<void> {
  if ((await readSettings(run)).setUp === null) return;
  const steps = [{ step: 'limits', apiBudget: null }, { step: 'data-sync', on: true }, { step: 'finish' }];
  for (const body of steps) {
    const path = `${run.batonUrl}/api/settings/set-up`;
    const saved = await run.client.fetchAs(run.adminUserId, path, { method: 'PUT', body });
    if (saved.status !== 200) throw new Error(`The set-up was refused: ${JSON.stringify(saved.body)}`);
  }
}

interface Settings {
  setUp: object | null;
  connection: { status: string; provisioned: boolean };
  assistants: unknown[];
}

async function readSettings(run: Pick<FirstRun, 'client' | 'batonUrl' | 'adminUserId'>): Promise<Settings> {
  const { status, body } = await run.client.fetchAs(run.adminUserId, `${run.batonUrl}/api/settings`);
  if (status !== 200) throw new Error(`Baton's settings answered ${status}: ${JSON.stringify(body)}`);
  return body as Settings;
}

const isConnected = async (run: FirstRun): Promise<boolean> =>
  (await readSettings(run)).connection.status === 'connected';

/** The install link, HubSpot's consent page and the way back, as a browser with cookies goes it. */
export async function connect(
  run: Pick<FirstRun, 'client' | 'batonUrl' | 'portalId' | 'adminUserId'>,
  installUrl = `${run.batonUrl}/oauth/install`,
): Promise<void> {
  const start = await fetch(installUrl, { redirect: 'manual' });
  const cookie = start.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const consent = new URL(start.headers.get('location') ?? '');
  const decision = new URLSearchParams([
    ...consent.searchParams,
    ['decision', 'allow'],
    ['portalId', String(run.portalId)],
    ['userId', String(run.adminUserId)],
  ]);
  const allowed = await fetch(`${consent.origin}${consent.pathname}`, {
    method: 'POST',
    body: decision,
    redirect: 'manual',
  });
  const back = allowed.headers.get('location');
  if (!back) throw new Error(`The consent page answered ${allowed.status}: ${await allowed.text()}`);
  const done = await fetch(back, { headers: { cookie }, redirect: 'manual' });
  if (done.status >= 400) throw new Error(`The connection failed: ${await done.text()}`);
  await until('the Baton properties', async () => (await readSettings(run)).connection.provisioned);
}
