import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CardView } from '../../src/cards/contact/contract.ts';
import { until } from '../../src/sandbox/local/client.ts';
import { shownText } from '../../src/backend/unsubscribe/shown-text.ts';
import { handOver } from '../world/hand-over.ts';
import { startLocalBatonForSuite } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';
import { asAdmin, letModelWrite, modelSays, OWN_TEXT, setWriting } from '../world/model-writes.ts';
import type { AsAdmin } from '../world/model-writes.ts';

const LONG = { timeout: 120_000 };
const MINUTE = 60_000;

describe('a language model writes emails', () => {
  let baton: LocalBaton;
  const ask: AsAdmin = (...asked) => asAdmin(baton)(...asked);
  const card = async (id: string) => (await ask('GET', `/api/contacts/${id}/card`)) as CardView;
  const timeline = async (id: string): Promise<string> => {
    const view = await card(id);
    return 'timeline' in view ? JSON.stringify(view.timeline) : '';
  };
  const said = async (id: string): Promise<string> =>
    ((await baton.client.call('GET', `/mail/${id}`)) as { text: string }).text;
  /** The first mail is due: what is asked from now on is asked while it waits. */
  const due = () => baton.sandbox.clock.advance(6 * MINUTE);
  const mailTo = (email: string) => until('the mail', async () => (await baton.mailsTo(email))[0], 60_000);
  const questions = (words: string) =>
    baton.sandbox.models.asked.map(({ text }) => text).filter((text) => text.includes(words));

  beforeAll(async () => {
    baton = await startLocalBatonForSuite();
    await letModelWrite(ask, baton.sandbox.url);
  }, 120_000);
  beforeEach(async () => {
    baton.sandbox.models.faults.replace([]);
    baton.sandbox.models.script = [];
    await setWriting(ask, baton.sandbox.url, true);
  });

  it('from the Context of this contact and of nobody else; private lines never leave', LONG, async () => {
    baton.sandbox.models.script = ['amber', 'cobalt'].map((secret) => ({
      contains: `about ${secret} paint`,
      answer: modelSays(`You asked us about ${secret} paint.`, ['C1']),
    }));
    const contacts = await Promise.all(
      ['amber', 'cobalt'].map((secret) =>
        handOver(baton, {
          firstname: `Fay-${secret}`,
          baton_context: `Why: you asked us about ${secret} paint.\nPrivate: ${secret} budget is secret.`,
        }),
      ),
    );
    due();
    const [amber, cobalt] = await Promise.all(
      contacts.map(async ({ email }) => said((await mailTo(email)).id)),
    );
    expect(amber).toContain('Hi Fay-amber,\n\nYou asked us about amber paint.\n\nWhich day would suit you');
    expect(cobalt).toContain('You asked us about cobalt paint.');
    for (const [own, other] of [
      ['amber', 'cobalt'],
      ['cobalt', 'amber'],
    ] as const) {
      expect(questions(own)).toHaveLength(1);
      expect(questions(own)[0]).not.toContain(other);
    }
    expect(JSON.stringify(baton.sandbox.models.asked)).not.toMatch(/secret|customer\d+\.example/);
    expect(await timeline(contacts[0]?.id ?? '')).toMatch(/tiny-1 wrote “First email”.*From 1 source/);
  });

  it('what stands in no source waits for a person although nobody approves anything', LONG, async () => {
    baton.sandbox.models.script = [
      {
        contains: 'about teal paint',
        answer: modelSays('You asked us about teal paint, at 37 % off.', ['C1']),
      },
    ];
    const contact = await handOver(baton, { baton_context: 'Why: you asked us about teal paint.' });
    due();
    const draft = await until('the draft', async () => {
      const view = await card(contact.id);
      return view.kind === 'waiting-approval' ? view.draft : undefined;
    });
    expect(draft.claims).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ source: null, words: expect.stringMatching(/^37/) }),
      ]),
    );
    expect(draft.writtenBy).toBe('tiny-1 wrote it.');
    expect(await baton.mailsTo(contact.email)).toEqual([]);
    // Written again it is asked again, once, and waits whatever it says.
    baton.sandbox.models.script = [
      { contains: 'about teal paint', answer: modelSays('You asked us about teal paint.', ['C1']) },
    ];
    await ask('POST', `/api/contacts/${contact.id}/draft/write-again`, {
      id: draft.id,
      version: draft.version,
    });
    const again = await until('the new draft', async () => {
      const view = await card(contact.id);
      return view.kind === 'waiting-approval' && view.draft.version > draft.version ? view.draft : undefined;
    });
    expect(again.text).not.toContain('37 %');
    expect(questions('teal')).toHaveLength(2);
    await ask('POST', `/api/contacts/${contact.id}/draft/approve`, { id: again.id, version: again.version });
    const left = await said((await mailTo(contact.email)).id);
    expect(shownText(left).replaceAll('\r\n', '\n')).toBe(again.text);
    expect(questions('teal')).toHaveLength(2);
  });

  it(
    'a model that is down all day: emails leave as the sequence says, and the timeline tells',
    LONG,
    async () => {
      baton.sandbox.models.faults.replace([{ kind: 'status', status: 503, ms: 0 }]);
      const contact = await handOver(baton, { baton_context: 'Why: you asked us about olive paint.' });
      due();
      await until('the question', async () => questions('olive')[0]);
      baton.sandbox.clock.advance(4 * MINUTE);
      const mail = await mailTo(contact.email);
      expect(await said(mail.id)).toContain(OWN_TEXT);
      expect(await timeline(contact.id)).toMatch(/written with the sequence’s own text.*did not write it: /);
    },
  );

  it('is another switch than reading, off until somebody turns it', LONG, async () => {
    await setWriting(ask, baton.sandbox.url, false);
    const contact = await handOver(baton, { baton_context: 'Why: you asked us about rose paint.' });
    due();
    expect(await said((await mailTo(contact.email)).id)).toContain(OWN_TEXT);
    expect(questions('rose')).toEqual([]);
    expect(await timeline(contact.id)).toContain('switched off');
  });

  it('another owner while the model writes: it counts at once, and nothing is sent', LONG, async () => {
    baton.sandbox.models.faults.replace([{ kind: 'hang', status: 500, ms: 0 }]);
    const contact = await handOver(baton, { baton_context: 'Why: you asked us about plum paint.' });
    due();
    await until('the question', async () => questions('plum')[0], 60_000);
    expect(await baton.mailsTo(contact.email)).toEqual([]);
    await baton.client.update(contact.id, baton.people.sam.userId, { hubspot_owner_id: baton.people.sam.id });
    await until('the end', async () => (await card(contact.id)).kind !== 'nurturing', 60_000);
    baton.sandbox.clock.advance(5 * MINUTE);
    // Somebody else's email is sent meanwhile: Baton is not just late.
    await setWriting(ask, baton.sandbox.url, false);
    const other = await handOver(baton);
    due();
    await mailTo(other.email);
    expect(await baton.mailsTo(contact.email)).toEqual([]);
    expect(questions('plum')).toHaveLength(1);
  });
});
