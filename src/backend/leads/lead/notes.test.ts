import { expect, it } from 'vitest';
import type { Assistant } from '../../assistants/assistants.ts';
import { confirmationNote, handBackNote, handBackTask } from './notes.ts';
import { lead, TUESDAY } from '../test-leads.ts';

const tara = { name: 'Tara', defaultContext: 'We sell <pumps>.' } as Assistant;

it('the confirmation names assistant, sequence, Context and the first send time in the contact’s zone', () => {
  const note = confirmationNote(lead({ wakeAt: TUESDAY }), tara);
  expect(note).toContain('Tara has taken over');
  expect(note).toContain('Three emails (3 emails)');
  expect(note).toContain('Tuesday 24 November 2026, 10:00 (Europe/Berlin)');
  expect(note).toContain("Tara's default Context): We sell &lt;pumps&gt;.");
});

it('the confirmation says whose Context it is, and when there is none', () => {
  expect(confirmationNote(lead({ ownContext: 'Met in Lyon.' }), tara)).toContain(
    "the contact's own Context): Met in Lyon.",
  );
  expect(confirmationNote(lead(), { ...tara, defaultContext: '' })).toContain('No Context');
});

it('the hand-back quotes the answer as text, never as HTML, and says what to do', () => {
  const hot = lead({ state: 'Hot', closeReason: 'Agreed to meet: “Thursday”.' });
  const note = handBackNote(hot, tara, {
    ownerName: 'Rae Rep',
    detour: null,
    reply: 'Thursday\n<script>alert(1)</script>',
  });
  expect(note).toContain('hands this contact back to Rae Rep');
  expect(note).toContain('Thursday<br>&lt;script&gt;');
  expect(note).toContain('Confirm the meeting today.');
  expect(handBackTask(hot)).toBe('Confirm the meeting today. (Ada Lovelace)');
});

it('the hand-back without an owner says why', () => {
  const note = handBackNote(lead({ state: 'Processed' }), tara, {
    ownerName: null,
    detour: 'Rae left.',
    reply: null,
  });
  expect(note).toContain('without an owner');
  expect(note).toContain('Rae left.');
});
