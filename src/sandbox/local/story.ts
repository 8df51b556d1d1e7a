import { until, type ContactDetail, type ContactRow, type MailRow, type SandboxClient } from './client.ts';

const HOUR_MS = 3_600_000;
const CONTEXT =
  'Met at the SaaStr booth. Interested in faster onboarding for 40 reps. Offer a 20 minute demo on Thursday.';

interface Story {
  client: SandboxClient;
  repUserId: number;
  repOwnerId: string;
  assistantOwnerId: string;
  say(line: string): void;
}

/** Plays how a contact goes to the assistant and comes back: everything in it happens for real. */
export async function tellStory(story: Story): Promise<void> {
  const { client, say } = story;
  const contact = await chooseContact(story);
  const name = `${contact.properties['firstname'] ?? ''} ${contact.properties['lastname'] ?? ''}`;
  say(`Rae Rep writes a Context for ${name} and makes Tara the owner.`);
  await client.update(contact.id, story.repUserId, { baton_context: CONTEXT });
  await client.update(contact.id, story.repUserId, { hubspot_owner_id: story.assistantOwnerId });
  await timeline(client, contact.id, 'the confirmation note', (detail) =>
    detail.timeline.some((entry) => entry.kind === 'note'),
  );
  say('Tara leaves a note and plans the first email. The clock moves to business hours …');
  const mail = await firstMail(client, contact);
  say(`The first email leaves: “${mail.subject}”. ${name} answers: “Thursday 3 pm works.”`);
  await client.reply(mail.id, 'Thursday 3 pm works. Looking forward to it!');
  const back = await timeline(
    client,
    contact.id,
    'the hand-back',
    (detail) => detail.properties['hubspot_owner_id'] === story.repOwnerId,
  );
  say(
    `${name} is ${back.properties['baton_lead_connection_status'] ?? ''} and back with Rae Rep, with a note and a task.`,
  );
}

async function chooseContact({ client, repOwnerId }: Story): Promise<ContactRow> {
  const rows = await client.contacts(`ownerId=${repOwnerId}&limit=50`);
  const usable = rows.find(
    ({ properties }) =>
      properties['email'] && properties['hs_email_optout'] !== 'true' && properties['firstname'],
  );
  if (!usable) throw new Error('Rae Rep owns no contact with an email address.');
  return usable;
}

const timeline = (
  client: SandboxClient,
  id: string,
  what: string,
  seen: (detail: ContactDetail) => boolean,
): Promise<ContactDetail> =>
  until(what, async () => {
    const detail = await client.contact(id);
    return seen(detail) ? detail : undefined;
  });

/** Time passes hour by hour until the mail is there: at most over a long weekend. */
async function firstMail(client: SandboxClient, contact: ContactRow): Promise<MailRow> {
  const address = contact.properties['email'] ?? '';
  const arrived = async (): Promise<MailRow | undefined> => (await client.mails(address))[0];
  for (let hour = 0; hour < 24 * 5; hour += 1) {
    const mail = await arrived();
    if (mail) return mail;
    await client.advance(HOUR_MS);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  return until('the first email', arrived);
}
