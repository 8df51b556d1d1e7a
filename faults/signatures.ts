import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { startWorld, type World } from '../test/world/world.ts';
import { localSecrets } from '../src/sandbox/local/environment.ts';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { pick, seededRandom, type Random } from '../src/sandbox/ground/random.ts';
import { mutations, SIGNATURE, sign, TIMESTAMP, type Original } from './mutations.ts';
import { openRawConnection, type RawAnswer, type RawRequest } from './raw-http.ts';
import type { Outcome, Scenario, Size } from './scenario.ts';

const FORGERIES: Readonly<Record<Size, number>> = { short: 2_500, full: 100_000 };
const CONNECTIONS = 8;
/** A valid request after so many forged ones; among them, seldom, one of a card: an account's cards have a limit. */
const VALID_EVERY = 10;
const CARD_EVERY = 250;
const CONTACT_ID = 104_242_001;

type Target = World & { clientSecret: string };

interface Tally {
  /** By what refused them. */
  refused: Map<string, number>;
  byMutation: Map<string, number>;
  valid: number;
  /** Events that Baton must have stored: those of valid webhooks. */
  events: number;
  findings: string[];
}

/** Forged requests against the real server: none may be taken, and nothing of them stored. */
export const signatures: Scenario = {
  name: 'signatures',
  async run(size, seed, tell) {
    const world = await startWorld({ contacts: 0, sandbox: { latencyMs: 0 } });
    const baton = { ...world, clientSecret: localSecrets(world.directory).clientSecret };
    const file = join(world.directory, 'baton.sqlite');
    try {
      const before = { stored: storedEvents(file), checked: await checkedSignatures(baton.batonUrl) };
      const tally = await forge(baton, FORGERIES[size], seed, tell);
      checkCounts(tally, {
        stored: storedEvents(file) - before.stored,
        checked: (await checkedSignatures(baton.batonUrl)) - before.checked,
      });
      return outcomeOf(tally, FORGERIES[size]);
    } finally {
      await world.stop();
    }
  },
};

async function forge(
  baton: Target,
  count: number,
  seed: number,
  tell: (progress: string) => void,
): Promise<Tally> {
  const tally: Tally = { refused: new Map(), byMutation: new Map(), valid: 0, events: 0, findings: [] };
  let next = 0;
  const lane = async (): Promise<void> => {
    const connection = openRawConnection(Number(new URL(baton.batonUrl).port));
    while (next < count) {
      const number = next++;
      // Its own chance for each: what is found can be repeated, whatever the others did meanwhile.
      const random = seededRandom(seed * 1_000_003 + number);
      const { name, forged } = forgery(baton, number, random);
      judge(tally, `${name} (seed ${seed}, number ${number})`, forged, await connection.send(forged));
      count1(tally.byMutation, name);
      if (number % VALID_EVERY === 0) await sendValid(baton, tally, number, connection.send);
      if (number % 10_000 === 9_999) tell(`${number + 1} of ${count} forged requests`);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  return tally;
}

const count1 = (counts: Map<string, number>, name: string): void =>
  void counts.set(name, (counts.get(name) ?? 0) + 1);

function forgery(baton: Target, number: number, random: Random): { name: string; forged: RawRequest } {
  for (;;) {
    const original = random() < 0.5 ? webhook(baton, number, random) : cardRequest(baton, random);
    const [name, mutate] = pick(Object.entries(mutations), random);
    const forged = mutate(original, random);
    if (meaning(forged) !== meaning(original.request)) return { name, forged };
  }
}

/** What is signed and the signature: two requests alike in these are the same request. */
function meaning({ method, target, headers, body }: RawRequest): string {
  const [path = '', ...rest] = target.split('?');
  const values = (wanted: string) =>
    headers
      .filter(([name]) => name.toLowerCase() === wanted.toLowerCase())
      .map(([, value]) => value.replace(/^[ \t]+|[ \t]+$/g, ''));
  const decoded = rest
    .join('?')
    .replace(/%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, (escape) => decodeURIComponent(escape));
  return JSON.stringify([method, path, decoded, values(SIGNATURE), values(TIMESTAMP), body.toString('hex')]);
}

function judge(tally: Tally, what: string, request: RawRequest, answer: RawAnswer): void {
  const refusal = refusalOf(answer);
  if (refusal) return count1(tally.refused, refusal);
  const { method, target, headers, body } = request;
  tally.findings.push(
    `taken with ${answer.status} ${answer.body.slice(0, 80)}: ${what}: ${method} ${target} ${JSON.stringify(headers)} ${body.toString().slice(0, 80)}`,
  );
}

/** Who refused it; null: nobody. A status that no refusal has means that it came past the check of the signature. */
function refusalOf({ status, body }: RawAnswer): string | null {
  if (status === 401) return 'the signature check';
  if (status === 404) return 'the routes';
  if (status === 400 && body === '') return 'the HTTP parser';
  return null;
}

async function sendValid(
  baton: Target,
  tally: Tally,
  number: number,
  send: (request: RawRequest) => Promise<RawAnswer>,
): Promise<void> {
  const random = seededRandom(number);
  const isCard = number % CARD_EVERY === 0;
  const { request } = isCard ? cardRequest(baton, random, 'card') : webhook(baton, number, random);
  const { status, body } = await send(request);
  tally.valid += 1;
  if (status !== 200) return void tally.findings.push(`a valid request was refused with ${status} ${body}`);
  if (isCard) return;
  tally.events += (JSON.parse(request.body.toString()) as unknown[]).length;
  const again = await send(request);
  if (again.status !== 401)
    tally.findings.push(`a request was taken again when it was replayed: ${again.status}`);
}

/** Each with events of its own, so that each one stored can be counted. */
function webhook({ clientSecret, batonUrl, sandbox }: Target, number: number, random: Random): Original {
  const time = sandbox.clock.now();
  const events = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) => ({
    eventId: Math.floor(random() * 2 ** 32),
    subscriptionId: 1,
    portalId: PORTAL_ID,
    appId: 7_000_001,
    occurredAt: time,
    subscriptionType: 'contact.propertyChange',
    attemptNumber: 0,
    objectId: 1_000_000 + number * 10 + index,
    propertyName: 'email',
    propertyValue: pick(['zoë☕@example.com', 'a@example.com', ''], random),
    changeSource: 'CRM_UI',
    sourceId: 'userId:1',
  }));
  const body = Buffer.from(JSON.stringify(events));
  return sign(clientSecret, batonUrl, { method: 'POST', target: '/webhooks/hubspot', body }, time);
}

const actions = ['card', 'context', 'hand-back', 'pause', 'resume', 'next-email'] as const;

function cardRequest(
  { clientSecret, batonUrl, sandbox }: Target,
  random: Random,
  action: (typeof actions)[number] = pick(actions, random),
): Original {
  const who = `userId=41&portalId=${PORTAL_ID}&userEmail=ada%40acme.example.com&appId=7000001`;
  const target = `/api/contacts/${CONTACT_ID + Math.floor(random() * 9)}/${action}?${who}`;
  const method = action === 'card' ? 'GET' : action === 'context' ? 'PUT' : 'POST';
  const text = action === 'context' ? '{"context":"Zoë met us","base":""}' : pick(['', '{}'], random);
  const body = Buffer.from(method === 'GET' ? '' : text);
  return sign(clientSecret, batonUrl, { method, target, body }, sandbox.clock.now());
}

function storedEvents(file: string): number {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare('SELECT count(*) AS stored FROM inbox_event').get();
  database.close();
  return Number(row?.['stored']);
}

/** Requests that the check of the signature refused, as Baton counts them itself. */
async function checkedSignatures(batonUrl: string): Promise<number> {
  const text = await (await fetch(`${batonUrl}/metrics`)).text();
  const counts = [...text.matchAll(/^baton_signatures_refused_total\{[^}]*\} (\d+)/gm)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

function checkCounts(tally: Tally, seen: { stored: number; checked: number }): void {
  const { findings, events, refused } = tally;
  if (seen.stored !== events) findings.push(`${seen.stored} events are stored, ${events} were sent validly`);
  const byCheck = refused.get('the signature check') ?? 0;
  // Each valid webhook was sent once more: the check refused that as well.
  if (seen.checked < byCheck)
    findings.push(`${byCheck} answers say that the signature is wrong, ${seen.checked} were checked`);
}

function outcomeOf({ refused, byMutation, valid, findings }: Tally, count: number): Outcome {
  const by = [...refused].map(([who, times]) => `${times} by ${who}`).join(', ');
  return {
    done: `${count} forged requests of ${byMutation.size} kinds, refused: ${by}; ${valid} valid ones between them`,
    lost: 0,
    doubled: 0,
    stuck: 0,
    wrong: findings.length,
    recoveryMs: null,
    findings: findings.slice(0, 20),
  };
}
