import type { CampaignChoices, CampaignDetail, CampaignDraft } from '../../src/cards/campaigns/contract.ts';
import { PORTAL_ID } from '../../src/sandbox/local/installation.ts';
import type { World as WholeWorld } from './world.ts';

type World = Pick<WholeWorld, 'client' | 'batonUrl' | 'sandbox'> & { people: { ada: { userId: number } } };

/** What Ada, an admin, asks of the page Campaigns. @throws on any answer but 200 */
export async function askCampaigns(
  { client, people, batonUrl }: World,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const request = { method, ...(body ? { body } : {}) };
  const answer = await client.fetchAs(people.ada.userId, `${batonUrl}/api/campaigns${path}`, request);
  if (answer.status !== 200)
    throw new Error(`${method} ${path} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

export const seeCampaign = async (world: World, id: string): Promise<CampaignDetail> =>
  (await askCampaigns(world, 'GET', `/${id}`)) as CampaignDetail;

/** HubSpot takes so many at once. */
const JOIN_AT_ONCE = 10_000;

/** Puts contacts into a list that people keep by hand, or takes them out. */
export const changeList = (
  world: World,
  listId: string,
  what: 'add' | 'remove',
  contacts: readonly string[],
) => lists(world, 'PUT', `/${listId}/memberships/${what}`, contacts);

/** A draft of Tara's on a list of its own with these contacts. Resolves to its id. */
export async function newCampaign(
  world: World,
  name: string,
  contacts: readonly string[],
  change: Partial<CampaignDraft> = {},
): Promise<string> {
  const made = await lists(world, 'POST', '', { name, objectTypeId: '0-1', processingType: 'MANUAL' });
  const { list } = made as { list: { listId: string } };
  for (let start = 0; start < contacts.length; start += JOIN_AT_ONCE)
    await changeList(world, list.listId, 'add', contacts.slice(start, start + JOIN_AT_ONCE));
  const { assistants } = (await askCampaigns(world, 'GET', '/choices')) as CampaignChoices;
  const draft: CampaignDraft = {
    name,
    goal: 'Meetings',
    list: { id: list.listId, name },
    assistantId: assistants[0]?.value ?? '',
    sequenceId: '',
    takesOwnership: true,
    approval: 'none',
    automatic: false,
    leaving: 'keep',
    startAt: null,
    endAt: null,
    hours: null,
    dailyCap: null,
    protectedOwners: [],
    ...change,
  };
  return ((await askCampaigns(world, 'POST', '', { draft, requestId: name })) as { id: string }).id;
}

async function lists({ sandbox }: World, method: string, path: string, body: unknown): Promise<unknown> {
  const token = sandbox.issueAccessToken(PORTAL_ID, ['crm.lists.read', 'crm.lists.write']);
  const answer = await fetch(`${sandbox.url}/crm/lists/2026-09${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
