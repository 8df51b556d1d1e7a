import { setTimeout as pause } from 'node:timers/promises';
import { readAnswer } from '../src/cards/requests/answers.ts';
import type { Answer } from '../src/cards/requests/answers.ts';
import { LiveView } from '../src/cards/requests/live-view.ts';
import { signatureV3 } from '../src/sandbox/webhooks/signature.ts';
import { localSecrets } from '../src/sandbox/local/environment.ts';
import { PORTAL_ID } from '../src/sandbox/local/installation.ts';
import { LATENCY_MS, processorTimeOf, startWorld, when, type World } from '../test/world/world.ts';
import { countCalls, resetCalls } from './call-counts.ts';
import { quantile, type Figure, type Result } from './figures.ts';

const CARDS = 500;
const HAND_OVERS = 20;
const MINUTES = 4;

/** Many people look at records; now and then one of them hands a contact over. */
export async function cards(): Promise<Result> {
  const world = await startWorld({ contacts: CARDS + HAND_OVERS });
  try {
    return {
      setting: [
        `${CARDS} cards of one account, all of one person, opened within a minute and left open for ${MINUTES} minutes: the card's own`,
        `LiveView, each request signed as HubSpot's proxy signs it. Every ${(MINUTES * 60) / HAND_OVERS} s another contact is handed over by the`,
        `card's button. ${LATENCY_MS} ms API latency; SQLite, one process.`,
      ],
      figures: await measure(world),
    };
  } finally {
    await world.stop();
  }
}

interface Seen {
  /** Looks by the minute in which they began. */
  looks: number[];
  /** How often HubSpot's proxy would have counted so many at once. */
  mostInFlight: number;
  unchanged: number;
  refused: number;
}

async function measure(world: World): Promise<Figure[]> {
  await resetCalls(world.client);
  const seen: Seen = { looks: [], mostInFlight: 0, unchanged: 0, refused: 0 };
  const begun = performance.now();
  const minuteOf = (): number => Math.floor((performance.now() - begun) / 60_000);
  const load = createLook(world, seen, minuteOf);
  const before = await processorTimeOf(world.batonUrl);
  const views = world.contacts
    .slice(0, CARDS)
    .map((id) => new LiveView<Card>({ load: (known) => load(id, known), pause: () => 4_000 }));
  const handOvers = handOverAll(world, world.contacts.slice(CARDS));
  for (const view of views) {
    view.start();
    await pause(60_000 / CARDS);
  }
  await when('all minutes', () => minuteOf() >= MINUTES, 1_200_000, 100);
  for (const view of views) view.stop();
  const seconds = (performance.now() - begun) / 1_000;
  const cpu = (await processorTimeOf(world.batonUrl)) - before;
  const latencies = await handOvers;
  const { total, byPath } = await countCalls(world.client);
  const reads = Object.entries(byPath).reduce(
    (sum, [path, calls]) => (path.includes('contacts/batch/read') ? sum + calls : sum),
    0,
  );
  const [first = 0, ...later] = seen.looks;
  const looks = seen.looks.reduce((sum, count) => sum + count, 0);
  return [
    { what: 'looks in the first minute', value: first, unit: 'requests' },
    { what: 'looks in the last minute', value: later[MINUTES - 2] ?? Number.NaN, unit: 'requests' },
    { what: 'the same at a fixed pace of 4 s', value: CARDS * 15, unit: 'requests' },
    { what: 'answered “unchanged”', value: (100 * seen.unchanged) / looks, unit: '%' },
    { what: 'in flight at once, at most (HubSpot: 20)', value: seen.mostInFlight, unit: 'requests' },
    { what: 'answered 429, hand-overs included', value: seen.refused, unit: 'requests', target: '0' },
    { what: 'processor time of Baton', value: cpu / seconds / 10, unit: '% of one processor' },
    { what: 'calls to HubSpot', value: total, unit: 'calls' },
    { what: '  of them to read contacts', value: reads, unit: 'calls' },
    { what: 'hand-over until the card says so, p50', value: quantile(latencies, 0.5), unit: 's' },
    {
      what: 'hand-over until the card says so, p95',
      value: quantile(latencies, 0.95),
      unit: 's',
      target: '1 s',
    },
  ];
}

interface Card {
  kind: string;
  version: string;
  assistants?: { id: string }[];
}

/** Asks as HubSpot's proxy does for a card, and counts. */
function createLook(world: World, seen: Seen, minuteOf: () => number) {
  let inFlight = 0;
  return async (id: string, known: Card | null): Promise<Answer<Card>> => {
    seen.looks[minuteOf()] = (seen.looks[minuteOf()] ?? 0) + 1;
    seen.mostInFlight = Math.max(seen.mostInFlight, (inFlight += 1));
    const answer = await ask(world, 'GET', `/api/contacts/${id}/card`, known?.version);
    inFlight -= 1;
    if (!answer.ok && answer.problem.kind === 'busy') seen.refused += 1;
    if (!answer.ok || answer.value.kind !== 'unchanged') return answer;
    seen.unchanged += 1;
    return known ? { ok: true, value: known } : answer;
  };
}

async function ask(
  { batonUrl, directory, people, sandbox }: World,
  method: string,
  path: string,
  since?: string,
  body = '',
): Promise<Answer<Card>> {
  const who = `userId=${people.rae.userId}&portalId=${PORTAL_ID}&userEmail=rae%40acme.example.com&appId=7000001`;
  const uri = `${batonUrl}${path}?${since === undefined ? '' : `since=${since}&`}${who}`;
  const now = sandbox.clock.now();
  const signature = signatureV3(localSecrets(directory).clientSecret, { method, uri, body }, now);
  const response = await fetch(uri, {
    method,
    headers: { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': String(now) },
    ...(body === '' ? {} : { body }),
  });
  return readAnswer<Card>(response);
}

/** @returns seconds of each, until the answer shows the contact with the assistant */
async function handOverAll(world: World, contacts: readonly string[]): Promise<number[]> {
  const seconds: number[] = [];
  for (const id of contacts) {
    await pause((MINUTES * 60_000) / HAND_OVERS);
    const start = performance.now();
    const card = await ask(world, 'GET', `/api/contacts/${id}/card`);
    const assistantId = card.ok ? card.value.assistants?.[0]?.id : undefined;
    const path = `/api/contacts/${id}/hand-over`;
    const answer = await ask(world, 'POST', path, undefined, JSON.stringify({ assistantId }));
    if (!answer.ok)
      throw new Error(`A hand-over was refused: ${answer.problem.code} ${answer.problem.message}`);
    seconds.push((performance.now() - start) / 1_000);
  }
  return seconds;
}
