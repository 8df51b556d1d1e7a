import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attempts, before, begin, everythingOfB, plain, world } from './attempts.ts';
import { SECRETS_OF_B, tablesOfPortals } from './two-accounts.ts';
import type { Row, TwoAccounts } from './two-accounts.ts';

beforeAll(begin, 120_000);
beforeEach(() => giveTwins(world, before.state));

/**
 * Gives account A rows with the very ids of account B's: whatever asks for an id without the account finds the wrong
 * one of the two. It also shows that every key holds the account.
 */
async function giveTwins({ a, b, database }: TwoAccounts, state: Record<string, Row[]>): Promise<void> {
  for (const entity of tablesOfPortals()) {
    const table = entity.options.tableName ?? '';
    if (['portals', 'portal_settings'].includes(table)) continue;
    const account = { portalId: String(a.portalId) };
    const ids = 'contactId' in entity.options.columns ? { contactId: b.contact.id } : {};
    if (table === 'assistant') Object.assign(ids, { assistantId: b.assistant.id });
    if (Object.keys(ids).length > 0) await database.manager.delete(entity, { ...account, ...ids });
    const twins = (state[table] ?? []).map((row) => ({
      ...without([...WORDS_OF_B, b.contact.email], row),
      ...account,
      ...(table === 'assistant' ? TWIN : {}),
    }));
    await database.manager.createQueryBuilder().insert().into(entity).values(twins).orIgnore().execute();
  }
}

/** The twin has B's ids, and none of B's words. */
function without(words: readonly string[], row: Row): Row {
  const text = words.reduce((json, word) => json.replaceAll(word, 'Twin'), JSON.stringify(row));
  return JSON.parse(text) as Row;
}

const WORDS_OF_B = Object.values(SECRETS_OF_B);

const TWIN = {
  email: 'twin@acme.example.com',
  name: 'Twin',
  companyDescription: '',
  defaultContext: '',
  sealedMailbox: null,
};

describe('account A cannot read or change account B', () => {
  it('has a case for every route', async () => {
    const { text } = await plain('GET', '/api/openapi.json');
    const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, unknown>> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(Object.keys(attempts).sort()).toEqual(routes.sort());
  });

  it('has data of B to look for', () => {
    const state = JSON.stringify(before.state);
    for (const word of Object.values(SECRETS_OF_B)) expect(state).toContain(word);
    expect((before.state['mail'] ?? []).length).toBeGreaterThan(0);
  });

  it.each(Object.entries(attempts))('%s', { timeout: 60_000 }, async (_route, attempt) => {
    const answers = await attempt();
    expect(answers.length).toBeGreaterThan(0);
    for (const { status, text } of answers) {
      expect(status).toBeGreaterThan(0);
      for (const word of [...WORDS_OF_B, world.b.contact.email, `"${world.b.portalId}"`])
        expect(text).not.toContain(word);
    }
    const after = await everythingOfB();
    expect(after.state).toEqual(before.state);
    expect(after.contact).toEqual(before.contact);
    expect(after.calls).toBe(before.calls);
  });
});

describe('B itself', () => {
  it('still works: it was not only out of reach because nothing was', async () => {
    const { b, baton } = world;
    const path = `/api/contacts/${b.contact.id}`;
    const card = await b.client.fetchAs(b.rep.userId, `${baton.url}${path}/card`);
    expect(JSON.stringify(card.body)).toContain(SECRETS_OF_B.assistant);
    const page = await plain('GET', `/t/unsubscribe/${world.unsubscribeToken(b)}`);
    expect(page).toMatchObject({ status: 200, text: expect.stringContaining(b.contact.email) });
    await plain('POST', `/t/unsubscribe/${world.unsubscribeToken(b)}`);
    expect((await world.stateOf(b))['suppression']).toHaveLength(1);
  });
});
