import { describe, expect, it } from 'vitest';
import type { Assistant } from '../../assistants/assistants.ts';
import { checkDraft } from '../../facts/check-draft.ts';
import type { Language } from '../../ground/languages.ts';
import { answerByHand, brochureStep, laterStep } from '../../writing/answer-steps.ts';
import { stepsOf, systemSequences } from '../../writing/sequences.ts';
import { writeMail } from '../../writing/write-mail.ts';
import { writingFor } from '../conversation/writing-for.ts';
import { lead as leadOf, TUESDAY } from '../test-leads.ts';
import { draftOf, ownTexts, sourcesOf } from './sources.ts';

const contexts = [
  '',
  'Met at the SaaStr booth. Interested in faster onboarding for 40 reps. Offer a 20 minute call.',
  'We help water suppliers to find leaks. Our sensors cut losses by 12 %. Offer a free trial of 30 days.',
  'Interested in pumps. Ask: Would Thursday at 3 pm suit you? Keep it short.',
  'We have worked with Thornbury Water since 2019. Offer a case study. Be formal.',
  'Unser Werkzeug spart 3 Stunden pro Woche. Wir liefern in 5 Tagen.',
];

const assistant: Assistant = {
  portalId: leadOf().portalId,
  assistantId: leadOf().assistantId,
  name: 'Tara',
  email: 'tara@acme.example.com',
  role: 'Sales assistant',
  signature: 'Best regards\nTara Assistant\nAcme Ltd\n+44 20 7946 0000',
  companyDescription: 'Acme helps sales teams to answer every lead on the day it comes in.',
  defaultContext: 'We help sales teams to answer every lead on the day it comes in. Offer a 20 minute call.',
  sequenceId: 'recommended',
  brochureUrl: 'https://www.acme.example.com/brochure.pdf',
  calendarUrl: 'https://cal.example.com/tara',
  approval: 'none',
  language: 'en',
  ownerId: null,
  sealedMailbox: null,
  addedByEmail: null,
  createdAt: 0,
  dailyCap: null,
  mostActive: null,
  warmUpSince: null,
};

const people = [
  {
    firstName: 'Nora',
    lastName: 'Quinn',
    company: 'Thornbury Water',
    jobTitle: 'Head of Operations',
    priorOwnerName: 'Rae Rep',
  },
  { firstName: null, lastName: null, company: null, jobTitle: null, priorOwnerName: null },
  {
    firstName: 'Jürgen',
    lastName: 'Müller',
    company: 'Stadtwerke Köln GmbH',
    jobTitle: null,
    priorOwnerName: 'Sam Seller',
  },
];

const languages: readonly Language[] = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'ja'];
const steps = [
  ...systemSequences.flatMap((sequence) => languages.flatMap((language) => stepsOf(sequence, language))),
  brochureStep,
  ...languages.flatMap((language) => [
    laterStep(language, '2027-01-11', null),
    laterStep(language, '2027-03-01', null),
    laterStep(language, null, null),
    answerByHand(language, { brochure: assistant.brochureUrl ?? '' }),
    answerByHand(language, { calendar: assistant.calendarUrl ?? '' }),
  ]),
];

/** What was asked for stands in the thread: "around 11 January" is the contact's own word. */
const ASKED = 'Not now. Write to me again on 11 January 2027 or in March 2027, and send the brochure.';

describe('no text of ours is marked beside its own sources', () => {
  it.each(people.map((person) => [person.firstName ?? 'nobody known', person] as const))(
    'to %s',
    async (_who, { priorOwnerName, ...facts }) => {
      const marked: string[] = [];
      for (const context of contexts)
        for (const [stepIndex, step] of steps.entries()) {
          const email = 'nora@thornbury.example.com';
          const lead = leadOf({
            facts: { ...facts, email },
            priorOwnerName,
            ownContext: context === '' ? null : context,
          });
          const mail = {
            direction: 'in',
            subject: '',
            text: ASKED,
            round: lead.round,
            mailId: 'in-1',
            at: TUESDAY,
          } as never;
          const first = {
            direction: 'out',
            subject: 'An idea',
            text: 'Hello',
            round: lead.round,
            mailId: 'o-1',
            at: TUESDAY - 1,
          } as never;
          const thread = stepIndex === 0 ? [] : [first, mail];
          const { subject, letter, given } = await writeMail({
            ...writingFor(lead, assistant, { thread: [], labels: [] }),
            step,
            stepIndex: stepIndex % 8,
            threadSubject: stepIndex === 0 ? null : 'An idea',
            unsubscribeUrl: null,
          });
          const properties = {
            firstname: facts.firstName,
            lastname: facts.lastName,
            company: facts.company,
            jobtitle: facts.jobTitle,
            email,
          };
          const sources = sourcesOf(lead, assistant, { properties }, thread, {
            own: ownTexts(step, given),
          });
          const draft = draftOf(assistant, { lang: step.language ?? 'en', subject, letter, at: TUESDAY });
          for (const claim of checkDraft(draft, sources))
            if (claim.source === null)
              marked.push(`${step.name} (${step.language ?? 'en'}) “${claim.words}”: ${claim.reason}`);
        }
      expect([...new Set(marked)]).toEqual([]);
    },
  );
});
