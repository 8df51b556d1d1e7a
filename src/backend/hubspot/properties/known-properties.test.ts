import { beforeEach, describe, expect, it } from 'vitest';
import { BatonError } from '../../ground/errors.ts';
import { contactId, portalId } from '../../ground/identifiers.ts';
import type { HubSpotCall } from '../calls/client-types.ts';
import { answerError } from '../calls/errors.ts';
import { createContacts } from '../records/contacts.ts';
import { createKnownProperties } from './known-properties.ts';
import type { KnownProperties } from './known-properties.ts';
import { patiently } from './provisioning.ts';

const PORTAL = portalId(4242);
const WANTED = ['email', 'baton_context', 'baton_do_not_contact'];

describe('properties of ours that an account does not have', () => {
  let provisionedAt: number | null;
  let existing: string[];
  let asked: string[][];
  let provisionings: number;
  let known: KnownProperties;

  beforeEach(() => {
    [provisionedAt, existing, asked, provisionings] = [null, ['email'], [], 0];
    known = createKnownProperties({
      find: async () => ({ provisionedAt }),
      async provisionAgain() {
        provisionings += 1;
        provisionedAt = null;
      },
    });
  });

  /** A HubSpot that refuses to read what does not exist. */
  const call = async <Answer>(_portal: unknown, { body, answer }: HubSpotCall<Answer>): Promise<Answer> => {
    const { properties } = body as { properties: string[] };
    asked.push(properties);
    const [missing] = properties.filter((name) => !existing.includes(name));
    if (missing === undefined) {
      const values = Object.fromEntries(properties.map((name) => [name, `${name}!`]));
      return answer.parse({ results: [{ id: '7', properties: values }] });
    }
    const detail = {
      isValid: false,
      error: 'PROPERTY_DOESNT_EXIST',
      name: missing,
      message: 'does not exist',
    };
    const message = `Property values were not valid: ${JSON.stringify([detail])}`;
    const refusal = { status: 400, headers: new Headers(), garbled: false };
    const described = { method: 'POST', path: '/', repeatable: true };
    throw answerError(described, { ...refusal, body: { category: 'VALIDATION_ERROR', message } }, 0);
  };
  const read = async () => {
    const contacts = createContacts({ client: { call }, known });
    const found = await contacts.read(PORTAL, [contactId(7)], { properties: WANTED, lane: 'bulk' });
    return found.get(contactId(7))?.properties;
  };

  it('are not asked for before they are there, and read as empty', async () => {
    expect(await read()).toEqual({ email: 'email!', baton_context: null, baton_do_not_contact: null });
    [provisionedAt, existing] = [1, WANTED];
    expect(await read()).toMatchObject({ baton_context: 'baton_context!' });
    expect(asked).toEqual([['email'], WANTED]);
  });

  it('that an admin deleted are created again, and not asked for until then', async () => {
    [provisionedAt, existing] = [1, WANTED];
    await read();
    existing = ['email'];
    expect(await read()).toMatchObject({ email: 'email!', baton_context: null });
    for (let time = 0; time < 5; time += 1) await read();
    expect(provisionings).toBe(1);
    expect(asked.filter((names) => names.length > 1)).toHaveLength(2);
    [provisionedAt, existing] = [2, WANTED];
    expect(await read()).toMatchObject({ baton_context: 'baton_context!' });
  });
});

describe('provisioning while HubSpot is at fault', () => {
  const failing = (times: number, error: BatonError) => {
    let tries = 0;
    const work = async (): Promise<void> => {
      tries += 1;
      if (tries <= times) throw error;
    };
    return { work, tries: () => tries };
  };
  const away = new BatonError('HUBSPOT_UNAVAILABLE', undefined, { retry: 'backoff' });

  it('goes on after a short pause', async () => {
    const { work, tries } = failing(2, away);
    await patiently(work, [1, 1, 1]);
    expect(tries()).toBe(3);
  });

  it('leaves it to the job after a while, and what does not pass at once', async () => {
    await expect(patiently(failing(9, away).work, [1, 1])).rejects.toBe(away);
    const refused = new BatonError('HUBSPOT_MISSING_SCOPE');
    const { work, tries } = failing(9, refused);
    await expect(patiently(work, [1, 1])).rejects.toBe(refused);
    expect(tries()).toBe(1);
  });
});
