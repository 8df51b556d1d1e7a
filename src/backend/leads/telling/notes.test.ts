import { expect, it } from 'vitest';
import type { Assistant } from '../../assistants/assistants.ts';
import { confirmationNote, handBackNote } from './notes.ts';
import type { LeadState } from '../deciding/states.ts';
import { lead, TUESDAY } from '../test-leads.ts';

const tara = {
  name: 'Tara',
  defaultContext: 'Offer: Try <our pumps>\nPrivate: margin 30 %\n\nBudget: 20k',
} as Assistant;

it('the confirmation names assistant, sequence, Context and the first send time in the contact’s zone', () => {
  const note = confirmationNote(lead({ wakeAt: TUESDAY }), tara, []);
  expect(note).toContain('Tara has taken over');
  expect(note).toContain('Three emails (3 emails)');
  expect(note).toContain('Tuesday 24 November 2026, 10:00, Berlin time');
  expect(note).toContain("Tara's default Context): Try &lt;our pumps&gt;");
  expect(note).toContain('Not used, as long as no label stands before it: 20k');
  expect(note).not.toContain('margin');
});

it('the confirmation says whose Context it is, and when there is none or nothing of it can be said', () => {
  const of = (ownContext: string | null, defaultContext = '') =>
    confirmationNote(lead({ ownContext }), { ...tara, defaultContext }, [{ word: 'Hook', label: 'why' }]);
  expect(of('Hook: you called us')).toContain("the contact's own Context): you called us");
  expect(of('She is rude.')).toContain("Nothing of the contact's own Context can stand in the emails.");
  expect(of(null)).toContain('No Context');
  expect(of(`Offer: ${'<'.repeat(70_000)}`).length).toBeLessThan(65_536);
});

it('the hand-back tells what happened and quotes the answer as text, never as HTML', () => {
  const hot = lead({
    state: 'Hot',
    stage: 'handing_back',
    step: 1,
    closeReason: 'Agreed to meet: “Thursday”.',
  });
  const answer = {
    text: 'Thursday\n<script>alert(1)</script>',
    at: TUESDAY,
    replyClass: 'AgreedToMeet',
  } as const;
  const note = handBackNote(hot, tara, { ownerName: 'Rae Rep', detour: null, answer });
  expect(note).toContain('hands this contact back to Rae Rep');
  expect(note).toContain('Why: Agreed to meet: “Thursday”.');
  expect(note).toContain('Lead state: Hot. Emails sent: 1 of 3.');
  expect(note).toContain(
    'Their answer, Tuesday 24 November 2026, 10:00, Berlin time:<br>Thursday<br>&lt;script&gt;',
  );
});

it.each([
  ['Bounce', 'What the mail server reported, Tuesday'],
  ['OutOfOffice', 'An automatic answer came, Tuesday'],
  ['Other', 'Their answer, Tuesday'],
] as const)('says whose words they are: %s', (replyClass, words) => {
  const answer = { text: 'Words', at: TUESDAY, replyClass };
  expect(handBackNote(lead(), tara, { ownerName: 'Rae', detour: null, answer })).toContain(words);
});

it('writes states as people read them, and none when nothing came of the conversation', () => {
  const text = { ownerName: 'Rae', detour: null, answer: null };
  const note = (state: LeadState) => handBackNote(lead({ state, stage: 'handing_back' }), tara, text);
  expect(note('UnSubscribed')).toContain('Lead state: Unsubscribed.');
  expect(note('DeActivated')).toContain('Lead state: Deactivated.');
  expect(note('OutOfOffice')).not.toMatch(/OutOfOffice|Lead state/);
  expect(note('Cold')).toContain('ended before it came to an answer');
});

it('the hand-back without an owner says why', () => {
  const detour = 'Rae left.';
  const note = handBackNote(lead({ state: 'Processed' }), tara, { ownerName: null, detour, answer: null });
  expect(note).toContain('without an owner');
  expect(note).toContain('Rae left.');
});
