import { createSandboxClient } from '../../src/sandbox/local/client.ts';
import { PORTAL_ID } from '../../src/sandbox/local/installation.ts';

export const clientOf = (product) => createSandboxClient(product.url, PORTAL_ID);

/** The owner whose address begins so. */
export const ownerOf = async (client, start) =>
  (await client.owners()).find(({ email }) => email.startsWith(start));

/** A contact that HubSpot has, with what the pages of the stand-in do not ask for. */
export async function newContact(product, ownerStart, properties) {
  const client = clientOf(product);
  const owner = await ownerOf(client, ownerStart);
  const all = { company: 'Brightwater', ...properties, hubspot_owner_id: owner.id };
  await client.call('POST', `/portals/${PORTAL_ID}/contacts`, { userId: owner.userId, properties: all });
}
