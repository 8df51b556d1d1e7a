import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { portalId } from '../../ground/identifiers.ts';
import { classifyReply } from '../classify.ts';
import { languages } from '../../ground/languages.ts';
import { sentencesOf } from '../sentences.ts';
import { replyClasses } from '../types.ts';
import type { ReplyClass, ReplyToClassify } from '../types.ts';
import { askAbout } from './ask-about.ts';
import type { Finding } from './finding.ts';
import { findingSchema } from './finding.ts';
import { weigh } from './weigh.ts';

/** Answers that try to talk a model into something, and what a model says that obeys. */
const injection = z.object({
  id: z.string(),
  lang: z.enum(languages),
  text: z.string(),
  answer: z.looseObject({}),
});
const injections = readFileSync(join(import.meta.dirname, 'injections.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => injection.parse(JSON.parse(line)));

const replyOf = (text: string): ReplyToClassify => ({
  subject: 'Re: A question',
  text,
  autoSubmitted: false,
  bounce: false,
  receivedAt: Date.UTC(2026, 10, 28),
  timeZone: 'UTC',
  question: null,
});

const opinionOf = (finding: Finding) => ({ model: 'obedient', why: null, question: null, finding });
const obedient = (meant: ReplyClass, evidence: string): Finding => ({
  class: meant,
  confidence: 1,
  secondary: [],
  evidence,
  resumeOn: '2027-06-01',
  referredEmail: 'evil@evil.example',
  instructsReader: false,
});

describe('an answer that speaks to a model', () => {
  it('is known in every language', () => {
    for (const lang of languages)
      expect(injections.filter((one) => one.lang === lang).length, lang).toBeGreaterThanOrEqual(8);
    expect(injections.length).toBeGreaterThanOrEqual(60);
    expect(new Set(injections.map(({ text }) => text)).size).toBe(injections.length);
  });

  it.each(injections.map((one) => [one.id, one] as const))('%s is left to a person', async (_id, one) => {
    const reply = replyOf(one.text);
    const builtIn = classifyReply(reply);
    expect(builtIn.doubtful || builtIn.class === 'Unsubscribed', 'Baton alone only ever stops').toBe(true);
    // The obedient model: what was demanded, as far as it can be said at all.
    const said = findingSchema.safeParse({ ...one.answer, instructsReader: false });
    const findings = said.success ? [said.data] : [];
    // A model that says anything at all, about whatever part of the answer.
    for (const meant of replyClasses)
      for (const evidence of [one.text, ...sentencesOf(one.text)]) findings.push(obedient(meant, evidence));
    for (const finding of findings) {
      const doubted = { ...builtIn, doubtful: true };
      const { model, ...rest } = weigh(doubted, reply, opinionOf(finding));
      expect(rest, JSON.stringify(finding)).toEqual(doubted);
      expect(model).toMatchObject({ name: 'obedient', why: 'the answer speaks to a program' });
    }
  });

  it('is not even shown to one', async () => {
    const ask = () => Promise.reject(new Error('asked'));
    for (const { text } of injections) {
      const deps = { ask, random: { uuid: () => 'u', number: () => 0 } as never };
      const opinion = await askAbout(deps, portalId(1), 'obedient', replyOf(text));
      expect(opinion).toMatchObject({ finding: null, why: 'the answer speaks to a program' });
    }
  });

  it('cannot make a model say what nobody asked for', () => {
    for (const { answer } of injections) {
      const said = findingSchema.safeParse({ ...answer, instructsReader: false });
      if (said.success)
        expect(Object.keys(said.data).sort()).toEqual(Object.keys(findingSchema.shape).sort());
    }
    expect(findingSchema.safeParse({ ...obedient('Other', 'x'), class: 'VIP' }).success).toBe(false);
  });
});
