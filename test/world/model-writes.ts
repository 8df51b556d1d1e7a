import type { SequenceDraft } from '../../src/cards/sequences/contract.ts';
import type { SettingsView } from '../../src/cards/settings/contract.ts';
import { standInModel } from './doubted-answer.ts';
import type { LocalBaton } from './local-baton.ts';

/** Asks Baton as an admin. @throws where it refuses */
export type AsAdmin = (method: string, path: string, body?: object) => Promise<unknown>;

/** Ada of this installation asks. */
export const asAdmin =
  ({
    client,
    people,
    url,
  }: Pick<LocalBaton, 'client' | 'url'> & { people: { ada: { userId: number } } }): AsAdmin =>
  async (method, path, body) => {
    const { userId } = people.ada;
    const answer = await client.fetchAs(userId, `${url}${path}`, { method, ...(body ? { body } : {}) });
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

/** What goes out where no model writes. */
export const OWN_TEXT = 'This is the text of the sequence.';

/** One email that the assistant writes. */
export const bySequence = (subject = 'From the sequence'): SequenceDraft => ({
  name: 'By the model',
  languages: ['en'],
  emails: [
    {
      id: 'model-1',
      name: 'First email',
      afterBusinessDays: 0,
      onlyUnanswered: false,
      assistantWrites: true,
      texts: { en: { subject, body: OWN_TEXT, ps: '' } },
    },
  ],
});

/** The account's model, that of the stand-in, may write (or not), and Tara follows `bySequence`. */
export async function letModelWrite(ask: AsAdmin, sandboxUrl: string, writes = true): Promise<void> {
  await setWriting(ask, sandboxUrl, writes);
  const { id } = (await ask('POST', '/api/sequences', bySequence())) as { id: string };
  const [tara] = ((await ask('GET', '/api/settings')) as SettingsView).assistants;
  await ask('PUT', `/api/assistants/${tara?.id}`, {
    ...tara,
    mailbox: undefined,
    sequenceId: id,
    confirmed: true,
  });
}

/** Reading answers stays off: the switches are apart. */
export const setWriting = (ask: AsAdmin, sandboxUrl: string, writes: boolean): Promise<unknown> =>
  ask('PUT', '/api/settings/language-model', { ...standInModel(sandboxUrl), enabled: false, writes });

/** What a model writes. @param sources of the sentence */
export const modelSays = (text: string, sources: string[] = [], subject = 'A word from Tara') => ({
  subject,
  subjectSources: [],
  sentences: [
    { text, sources, paragraph: 1 },
    { text: 'Which day would suit you for a short call?', sources: [], paragraph: 2 },
  ],
});
