import { describe, expect, it } from 'vitest';
import { classifyReply } from '../classify.ts';
import type { Classification, ReplyToClassify } from '../types.ts';
import type { Finding, Opinion } from './finding.ts';
import { weigh } from './weigh.ts';

const reply = (text: string, more: Partial<ReplyToClassify> = {}): ReplyToClassify => ({
  subject: 'Re: Your spring campaign',
  text,
  autoSubmitted: false,
  bounce: false,
  receivedAt: Date.UTC(2026, 10, 28, 9, 0),
  timeZone: 'Europe/Berlin',
  question: null,
  ...more,
});

const opinion = (finding: Partial<Finding>, more: Partial<Opinion> = {}): Opinion => ({
  model: 'tiny-1',
  why: null,
  question: null,
  finding: {
    class: 'Other',
    confidence: 0.95,
    secondary: [],
    evidence: '',
    resumeOn: null,
    referredEmail: null,
    instructsReader: false,
    ...finding,
  },
  ...more,
});

/** As Baton reads it, but in doubt. */
const doubted = (about: ReplyToClassify, more: Partial<Classification> = {}): Classification => ({
  ...classifyReply(about),
  doubtful: true,
  ...more,
});

const decided = (text: string, finding: Partial<Finding>, more: Partial<ReplyToClassify> = {}) => {
  const about = reply(text, more);
  return weigh(doubted(about), about, opinion(finding));
};

const LATER = 'We are swamped with the audit. Please get back to me in March, that would work better.';

describe('a doubt', () => {
  it('is settled by a model that quotes what Baton finds possible', () => {
    const seen = decided(LATER, {
      class: 'ConnectLater',
      evidence: 'Please get back to me\n in March',
      secondary: ['ConnectLater', 'Deactivated'],
      resumeOn: '2026-12-24',
    });
    expect(seen).toMatchObject({
      class: 'ConnectLater',
      doubtful: false,
      confidence: 0.95,
      evidence: 'Please get back to me in March',
      secondary: ['Deactivated'],
      date: '2027-03-01',
      model: { name: 'tiny-1', why: null },
    });
  });

  it('is no matter of a model where there is none, or where nobody was asked', () => {
    const about = reply(LATER);
    const sure = doubted(about, { doubtful: false });
    expect(weigh(sure, about, opinion({ class: 'Unsubscribed', evidence: LATER }))).toBe(sure);
    const unsure = doubted(about);
    expect(weigh(unsure, about, null)).toBe(unsure);
  });

  it.each<[string, string, Partial<Finding>, Partial<ReplyToClassify>?]>([
    [
      'words that do not stand there',
      'do not stand',
      { class: 'ConnectLater', evidence: 'call me in April' },
    ],
    ['no words', 'do not stand', { class: 'ConnectLater', evidence: ' ' }],
    ['a word that stands everywhere', 'do not stand', { class: 'ConnectLater', evidence: 'in' }],
    [
      'words that say something else',
      'clearly',
      { class: 'AgreedToMeet', evidence: 'swamped with the audit' },
    ],
    ['little confidence', 'not sure', { class: 'ConnectLater', confidence: 0.79, evidence: 'in March' }],
    ['impossible confidence', 'not sure', { class: 'ConnectLater', confidence: 80, evidence: 'in March' }],
    ['no number', 'not sure', { class: 'ConnectLater', confidence: Number.NaN, evidence: 'in March' }],
    ['a bounce', 'form', { class: 'Bounce', evidence: 'in March' }],
    ['a soft bounce', 'form', { class: 'SoftBounce', evidence: 'in March' }],
    [
      'what a program never means',
      'program',
      { class: 'AgreedToMeet', evidence: 'in March' },
      { autoSubmitted: true },
    ],
    [
      'an answer that speaks to it',
      'program',
      { class: 'ConnectLater', evidence: 'in March', instructsReader: true },
    ],
  ])('stays with %s, and the guess is told', (_case, why, finding, more = {}) => {
    const about = reply(LATER, more);
    const before = doubted(about);
    const seen = weigh(before, about, opinion(finding));
    expect(seen).toEqual({
      ...before,
      model: { name: 'tiny-1', guess: finding.class, why: expect.stringContaining(why) },
    });
  });

  it('stays where the model did not answer, or the conversation went on', () => {
    const about = reply(LATER);
    const before = doubted(about);
    const silent = opinion({}, { finding: null, why: 'no answer' });
    expect(weigh(before, about, silent)).toEqual({ ...before, model: { name: 'tiny-1', why: 'no answer' } });
    const old = opinion({ class: 'ConnectLater', evidence: 'in March' }, { question: 'Shall I call?' });
    expect(weigh(before, about, old)).toMatchObject({ doubtful: true, model: { why: expect.any(String) } });
  });

  it('about an opt-out is settled as one, or by a person', () => {
    const text = 'Stop it now, enough of these emails. What does it cost anyway?';
    const asks = decided(text, { class: 'SeekingMoreInfo', evidence: 'What does it cost anyway?' });
    expect(asks).toMatchObject({ doubtful: true, model: { why: 'the answer may ask for no more emails' } });
    const stops = decided(text, { class: 'Unsubscribed', evidence: 'Stop it now, enough of these emails.' });
    expect(stops).toMatchObject({ doubtful: false, class: 'Unsubscribed' });
  });

  it('is not settled against words that can hardly mean anything but no more mail', () => {
    const text = 'No longer wish to hear about meters.';
    const left = decided(text, { class: 'MovedOut', evidence: text });
    expect(left).toMatchObject({ doubtful: true, model: { why: 'the answer may ask for no more emails' } });
  });
});

describe('facts', () => {
  const away = 'I am travelling at the moment and will reply when I return from the fair.';
  const resumed = (resumeOn: string | null) =>
    decided(away, { class: 'OutOfOffice', evidence: away, resumeOn });

  it.each([
    ['2026-12-07', '2026-12-07'],
    ['2026-11-28', '2026-11-28'],
    ['2028-11-28', '2028-11-28'],
    ['2026-11-27', null],
    ['2028-11-29', null],
    ['2026-02-30', null],
    ['7 December', null],
    [null, null],
  ])('a day %s that only the model finds counts as %s', (said, counts) => {
    expect(resumed(said)).toMatchObject({ class: 'OutOfOffice', doubtful: false, date: counts });
  });

  it.each([
    ['Jim@Acme.example', 'jim@acme.example'],
    ['jim@evil.example', 'bo@acme.example'],
    ['m@acme.example', 'bo@acme.example'],
    [null, 'bo@acme.example'],
  ])('an address %s counts as %s: it must stand in the answer', (said, counts) => {
    const text = 'Not my area, please talk to Jim (copied: bo@acme.example), he is at jim@acme.example.';
    const seen = decided(text, {
      class: 'ReferredSomeone',
      evidence: 'please talk to Jim',
      referredEmail: said,
    });
    expect(seen).toMatchObject({ class: 'ReferredSomeone', doubtful: false, referredEmail: counts });
  });
});
