import { expect, it } from 'vitest';
import { notesOf, startLocalBaton } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

/** What no database or address takes as it is: half an emoji, the other half, NUL. */
const ODD = 'cut \uD83D, \uDE00 and \0';
const KEPT = 'cut \uFFFD, \uFFFD and \uFFFD';

async function ask(baton: LocalBaton, method: string, path: string, body?: object): Promise<unknown> {
  const answer = await baton.client.fetchAs(baton.people.rae.userId, `${baton.url}${path}`, {
    method,
    ...(body ? { body } : {}),
  });
  expect(answer, `${method} ${path}`).toMatchObject({ status: 200 });
  return answer.body;
}

it.each(['sqlite', 'postgres'] as const)(
  'texts that cannot be stored hold nothing up, on %s',
  async (kind) => {
    const baton = await startLocalBaton({ kind });
    const { id, email } = await baton.newContact({ firstname: `N${ODD}`, company: ODD });
    const card = `/api/contacts/${id}`;
    const first = (await ask(baton, 'GET', `${card}/card`)) as { assistants: { id: string }[] };
    await ask(baton, 'POST', `${card}/next-email`, { context: `We met. ${ODD}` });
    await ask(baton, 'GET', `${card}/next-email?context=We%20met%00`);
    const assistantId = first.assistants[0]?.id;
    await ask(baton, 'POST', `${card}/hand-over`, { assistantId });
    const saved = await ask(baton, 'PUT', `${card}/context`, { context: ODD, base: '' });
    expect(saved).toMatchObject({ context: { own: KEPT } });
    await baton.seeContact(
      id,
      'the Context in HubSpot',
      ({ properties }) => properties['baton_context'] === KEPT,
    );
    await baton.seeContact(id, 'the note', (contact) => notesOf(contact).length > 0);
    const mail = await baton.passTime('the first mail', async () => (await baton.mailsTo(email))[0]);
    await baton.client.reply(mail.id, `Call me on Tuesday, please. ${ODD}`);
    await baton.seeContact(
      id,
      'the hand-back',
      ({ properties }) => properties['hubspot_owner_id'] === baton.people.rae.id,
    );
    const after = (await ask(baton, 'GET', `${card}/card`)) as { kind: string };
    expect(['handing-back', 'done']).toContain(after.kind);
    expect(JSON.stringify(after)).not.toMatch(/\\u(0000|d[89a-f])/i);
    const answer = await fetch(`${baton.url}/api/contacts/%00/card`);
    expect(answer.status).toBeLessThan(500);
  },
  120_000,
);
