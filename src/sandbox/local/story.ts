import { until, type ContactDetail, type ContactRow, type MailRow, type SandboxClient } from './client.ts';

const HOUR_MS = 3_600_000;
const CONTEXT = [
  'Subject: Faster onboarding for 40 reps',
  'Why: You told Rae at the SaaStr booth that 40 new reps start in spring.',
  'Offer: I can show you in 20 minutes how other teams have their reps ready in two weeks.',
  'Ask: Would Thursday suit you?',
  'Private: They also talk to a competitor. Budget is approved.',
].join('\n');

interface Story {
  client: SandboxClient;
  repUserId: number;
  repOwnerId: string;
  assistantOwnerId: string;
  say(line: string): void;
}

/**
 * Plays how a contact goes to the assistant and comes back: everything in it happens for real. The first contact is
 * written to with the assistant's default Context, as an account starts; a second one has its own.
 */
export async function tellStory(story: Story): Promise<void> {
  const { client, say } = story;
  const [contact, other] = await chooseContacts(story);
  const name = nameOf(contact);
  say(`Rae Rep makes Tara the owner of ${name}.`);
  await handOver(story, contact);
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
  say(`For ${nameOf(other)}, whom Rae met at a fair, she writes a Context and makes Tara the owner.`);
  await client.update(other.id, story.repUserId, { baton_context: CONTEXT });
  await handOver(story, other);
  say(`Tara writes to ${nameOf(other)} with that Context: “${(await firstMail(client, other)).subject}”.`);
}

const nameOf = ({ properties }: ContactRow): string =>
  `${properties['firstname'] ?? ''} ${properties['lastname'] ?? ''}`.trim();

async function handOver({ client, ...story }: Story, { id }: ContactRow): Promise<void> {
  await client.update(id, story.repUserId, { hubspot_owner_id: story.assistantOwnerId });
  await timeline(client, id, 'the confirmation note', (detail) =>
    detail.timeline.some((entry) => entry.kind === 'note'),
  );
}

/** Whom the story is about. @throws when the rep owns no two contacts that can be written to */
export async function chooseContacts({
  client,
  repOwnerId,
}: Pick<Story, 'client' | 'repOwnerId'>): Promise<[ContactRow, ContactRow]> {
  const rows = await client.contacts(`ownerId=${repOwnerId}&limit=50`);
  const [first, second] = rows.filter(
    ({ properties }) =>
      properties['email'] && properties['hs_email_optout'] !== 'true' && properties['firstname'],
  );
  if (!first || !second) throw new Error('Rae Rep owns no two contacts with an email address.');
  return [first, second];
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
