import type { Happening } from '../play/chronicle.ts';
import type { WeekView } from '../play/week.ts';
import type { SandboxClient } from './client.ts';

interface Order {
  portalId: number;
  userId: number;
  assistantId: string;
  seed: number;
}

const LOOK_EVERY_MS = 500;
const SETTLED_MS = 5 * 60_000;

/** Plays a week, and says each thing when it has happened. @throws with what to do when it cannot be played */
export async function tellWeek(
  client: SandboxClient,
  { portalId, ...order }: Order,
  say: (line: string) => void,
): Promise<void> {
  const path = `/portals/${portalId}/week`;
  await client.call('POST', path, order);
  const said = new Set<string>();
  for (;;) {
    // The control API is this package's own.
    const { week } = (await client.call('GET', path)) as { week: WeekView };
    const isOver = week.status !== 'playing';
    for (const { name, happening } of inOrder(week)) {
      // What a decision comes to is known a little later.
      if (!isOver && happening.at > week.now - SETTLED_MS) continue;
      const line = `${dayOf(happening.at)}  ${name}: ${sentence(happening)}`;
      if (!said.has(line)) say(line);
      said.add(line);
    }
    if (week.status === 'failed') throw new Error(week.problem ?? 'The week failed.');
    if (isOver) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

const inOrder = ({ contacts }: WeekView) =>
  contacts
    .flatMap(({ name, happenings }) => happenings.map((happening) => ({ name, happening })))
    .sort((a, b) => a.happening.at - b.happening.at);

const dayOf = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(at);

function sentence(happening: Happening): string {
  switch (happening.kind) {
    case 'mail':
      return `gets an email: ${happening.subject}`;
    case 'answer':
      return `${happening.behaviour}${happening.text ? `: ${oneLine(happening.text)}` : ''}`;
    case 'decision':
      return `→ ${happening.changes.map(({ label, value }) => `${label} ${value || 'cleared'}`).join(', ')}`;
    case 'note':
      return `note: ${oneLine(happening.body.replace(/<[^>]+>/g, ' '))}`;
    case 'task':
      return `task for ${happening.owner ?? 'nobody'}: ${happening.subject}`;
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 160);
