import { setTimeout as pause } from 'node:timers/promises';
import { HUBSPOT_API_VERSION } from '../src/sandbox/api/version.ts';
import type { World } from '../test/world/world.ts';

const OBJECTS = `/crm/objects/${HUBSPOT_API_VERSION}`;

/** What Baton keeps on a contact, so that both clients write the same. */
const STATUS = {
  hs_lead_status: 'IN_PROGRESS',
  baton_lead_connection_status: 'Cold',
  baton_status: 'in_progress',
  baton_assistant: 'Tara',
  baton_prior_owner: 'Rae Rep',
  baton_last_synced_at: '2026-11-23T15:00:00.000Z',
};

/**
 * The client that one writes first: one call for each contact, owner, property, note, task and email. It keeps nothing,
 * so it cannot tell what a lost answer did; when told that it comes too often, it waits a second and tries again.
 */
export class NaiveClient {
  /** Calls that were answered with success. */
  calls = 0;
  readonly #url: string;
  readonly #token: string;
  readonly #ownerId: string;

  constructor({ sandbox, people }: World, portalId: number) {
    this.#url = sandbox.url;
    this.#token = sandbox.issueAccessToken(portalId);
    this.#ownerId = people.rae.ownerId;
  }

  async pickUp(contactId: string): Promise<void> {
    await this.#call(
      'GET',
      `${OBJECTS}/contacts/${contactId}?properties=email&propertiesWithHistory=hubspot_owner_id`,
    );
    await this.#call('GET', `/crm/owners/${HUBSPOT_API_VERSION}/${this.#ownerId}`);
    await this.#writeStatus(contactId);
    await this.#create('notes', 202, contactId, { hs_note_body: 'Tara has taken over this contact.' });
  }

  async sendAndLog(contactId: string, direction: 'EMAIL' | 'INCOMING_EMAIL' = 'EMAIL'): Promise<void> {
    if (direction === 'EMAIL')
      await this.#call('GET', `${OBJECTS}/contacts/${contactId}?properties=hubspot_owner_id,hs_email_optout`);
    await this.#create('emails', 198, contactId, {
      hs_email_direction: direction,
      hs_email_subject: 'Hello',
    });
  }

  async handBack(contactId: string): Promise<void> {
    await this.#writeStatus(contactId);
    await this.#call('GET', `/crm/owners/${HUBSPOT_API_VERSION}/${this.#ownerId}`);
    await this.#patch(contactId, { hubspot_owner_id: this.#ownerId });
    await this.#create('notes', 202, contactId, { hs_note_body: 'Tara hands this contact back.' });
    await this.#create('tasks', 204, contactId, { hs_task_subject: 'Confirm the meeting today.' });
  }

  async #writeStatus(contactId: string): Promise<void> {
    for (const [name, value] of Object.entries(STATUS)) await this.#patch(contactId, { [name]: value });
  }

  #patch(contactId: string, properties: Record<string, string>): Promise<void> {
    return this.#call('PATCH', `${OBJECTS}/contacts/${contactId}`, { properties });
  }

  #create(
    object: string,
    associationTypeId: number,
    contactId: string,
    properties: Record<string, string>,
  ): Promise<void> {
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }];
    return this.#call('POST', `${OBJECTS}/${object}`, {
      properties: { hs_timestamp: STATUS.baton_last_synced_at, ...properties },
      associations: [{ to: { id: contactId }, types }],
    });
  }

  async #call(method: string, path: string, body?: unknown): Promise<void> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (answer.status === 429) {
      await pause(1_000);
      return this.#call(method, path, body);
    }
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    this.calls += 1;
  }
}
