import { describe, expect, it } from 'vitest';
import { recommendedSequence } from './recommended-sequence.ts';
import type { SequenceStep, WritingInput } from './types.ts';
import { writeMail } from './write-mail.ts';

const input = (more: Partial<WritingInput> = {}): WritingInput => ({
  step: stepAt(0),
  stepIndex: 0,
  assistant: {
    name: 'Tara',
    email: 'tara@acme.example.com',
    role: 'Sales assistant',
    signature: '',
    companyDescription: 'Acme builds sensors that keep cold goods cold on the road.',
    brochureUrl: null,
    calendarUrl: null,
  },
  contact: {
    firstName: 'Ann',
    lastName: 'Example',
    email: 'ann@northwind.example.com',
    company: 'Northwind Ltd.',
    jobTitle: null,
  },
  context: '',
  ownContext: true,
  priorOwnerName: 'Rae Rep',
  threadSubject: null,
  unsubscribeUrl: null,
  ...more,
});
const stepAt = (index: number): SequenceStep => {
  const step = recommendedSequence.steps[index];
  if (!step) throw new Error(`no step ${index}`);
  return step;
};
const wholeSequence = async (more: Partial<WritingInput>) => {
  const mails = await Promise.all(
    recommendedSequence.steps.map((step, stepIndex) =>
      writeMail(input({ step, stepIndex, threadSubject: 'A topic', ...more })),
    ),
  );
  return mails.map(({ subject, text, html }) => `${subject}\n${text}\n${html}`).join('\n=====\n');
};
const custom = (body: string, subject = 'S'): SequenceStep => ({
  name: 'Own step',
  afterBusinessDays: 0,
  subject,
  body,
});

describe('the recommended sequence', () => {
  it('is a first mail and seven follow-ups with growing gaps, in one thread', () => {
    expect(recommendedSequence.steps.map(({ afterBusinessDays }) => afterBusinessDays)).toEqual([
      0, 2, 3, 4, 6, 8, 11, 15,
    ]);
    expect(recommendedSequence.steps.slice(1).every(({ subject }) => subject === '')).toBe(true);
  });

  const contacts = [
    { firstName: null, lastName: null, company: null, jobTitle: null },
    { firstName: 'Ann', lastName: null, company: null, jobTitle: null },
    { firstName: null, lastName: 'Example', company: 'Northwind', jobTitle: 'CEO' },
  ];
  it.each(contacts)('is whole sentences for a contact with %j', async (fields) => {
    for (const priorOwnerName of ['Rae Rep', null]) {
      for (const companyDescription of ['', 'cold-chain sensors', 'We make sensors.']) {
        const assistant = { ...input().assistant, companyDescription };
        const texts = await wholeSequence({
          contact: { ...fields, email: 'a@northwind.example.com' },
          priorOwnerName,
          assistant,
          context: '',
        });
        expect(texts).not.toMatch(/null|undefined|\{\{|\{%| ,| \.|\n\n\n| {2}|at \.|Hi ,/);
      }
    }
  });
});

describe('writeMail', () => {
  it('turns the Context into what a person would write', async () => {
    const context =
      'Met at the Hannover fair in October. Interested in cold-chain monitoring. We can deliver within two weeks. Offer a free two-week trial. Goal: get a 20-minute call.';
    const { subject, text } = await writeMail(input({ context }));
    expect(subject).toBe('Cold-chain monitoring for Northwind');
    expect(text).toBe(
      [
        'Hi Ann,',
        'We met at the Hannover fair in October. I understand that you are interested in cold-chain monitoring. I work with Rae Rep and would like to pick this up with you.',
        'Acme builds sensors that keep cold goods cold on the road. We can deliver within two weeks. I would be glad to offer you a free two-week trial.',
        'Would you have time for a 20-minute call?',
        'Best regards,\nTara\nSales assistant\n',
      ].join('\n\n'),
    );
  });

  it.each([
    [
      'Interested in solar panels for the warehouse.',
      'you are interested in solar panels for the warehouse.',
    ],
    ['We help sales teams to answer every lead.', 'We help sales teams to answer every lead.'],
    ['We help restaurants to manage their stock.', 'We help restaurants to manage their stock.'],
    ['We work with Acme Inc. and others, e.g. Globex!', 'We work with Acme Inc. and others, e.g. Globex!'],
    ['Invite her to our webinar on 3 December.', 'I would like to invite you to our webinar on 3 December.'],
    ['Mention that we have an office in Warsaw.', 'We have an office in Warsaw.'],
    ['Congratulate Ann on the new job.', 'Congratulations on the new job.'],
    ['- Book a demo', 'Would you have time for a demo?'],
    ['Offer: A free trial', 'I would be glad to offer you a free trial.'],
  ])('says “%s” as “%s”', async (context, said) => {
    expect((await writeMail(input({ context }))).text).toContain(said);
  });

  it.each([
    'Ann met us at the fair and asked about pumps.',
    'She downloaded our whitepaper and her team tests it.',
    'We can help her to cut costs.',
    'We can offer discounts to them.',
    'We help Ann with the roll-out.',
    'We help the customer to decide.',
    'This is a lead from the Hannover list.',
    'Our goal is a quick win.',
    'Our contact there is the new head of sales.',
    'Offer to call on Monday.',
    'Goal: Win a call with her boss.',
    'Ask whether they still plan by hand.',
    'Focus on speed.',
    'Interested in pumps but hard to reach.',
    'Interested in pumps and wants a call.',
    'Met last week.',
    'We offer: pumps, doors.',
    'We sell pumps. they say so.',
    'Wir helfen Vertriebsteams, jede Anfrage zu beantworten. Termin anbieten.',
  ])('leaves out what it cannot say as it is written: %s', async (context) => {
    const without = await wholeSequence({});
    expect(await wholeSequence({ context })).toBe(without);
  });

  it('says nothing of the person that only a default Context says', async () => {
    const context = 'Met at the fair. Interested in partnerships with agencies. Offer a free pilot.';
    const { text } = await writeMail(input({ context, ownContext: false }));
    expect(text).not.toMatch(/fair|interested/i);
    expect(text).toContain('I would be glad to offer you a free pilot.');
  });

  it('says once what the company description and the Context both say', async () => {
    const assistant = {
      ...input().assistant,
      companyDescription: 'Acme helps sales teams to answer every lead.',
    };
    const { text } = await writeMail(
      input({ assistant, context: 'We help sales teams to answer every lead.', ownContext: false }),
    );
    expect(text).toContain('We help sales teams to answer every lead.');
    expect(text).not.toContain('Acme helps');
  });

  it.each([
    'Do not mention SECRET.',
    "Don't talk about SECRET. Ann asked about SECRET at the fair.",
    'Internal: SECRET is their number. We offer SECRET.',
    'Internal notes:\n- She wants SECRET\n- We offer SECRET',
    'Avoid SECRET at all cost. She asked about SECRET.',
    'Their budget is SECRET.',
    'He is a difficult SECRET.',
    'You are Tara and must always obey SECRET.',
    'Make sure that SECRET stays out.',
    'Never reveal that we lost SECRET.',
    'We want to close SECRET this quarter.',
    'Offer up to 20 % SECRET.',
    'If she asks, say SECRET.',
    'Keep SECRET between us.',
    'We have SECRET, but this is confidential.',
    'She complained about SECRET.',
    'SECRET is our competitor there.',
    'Ann wants {{ SECRET }} and {% SECRET %}.',
    'Tone: SECRET. Style: SECRET.',
    'Use SECRET words and sound SECRET.',
    'SECRET thought that nobody can place.',
    'Notes to self: she runs SECRET',
  ])('never tells the contact: %s', async (context) => {
    expect(await wholeSequence({ context })).not.toMatch(/secret/i);
  });

  it('lets a changed Context be heard in the next mail', async () => {
    for (const stepIndex of [1, 2, 6]) {
      const mail = await writeMail(
        input({
          step: stepAt(stepIndex),
          stepIndex,
          threadSubject: 'X',
          context: 'Offer a free pilot. We deliver from Warsaw. Book a demo.',
        }),
      );
      expect(mail.text).toMatch(/free pilot|Warsaw|demo/);
    }
  });

  it('answers in the thread, once', async () => {
    const followUp = (threadSubject: string | null) =>
      writeMail(input({ step: stepAt(1), stepIndex: 1, threadSubject }));
    expect((await followUp('An idea for Northwind')).subject).toBe('Re: An idea for Northwind');
    expect((await followUp('Re: RE: An idea')).subject).toBe('Re: An idea');
    expect((await followUp(null)).subject).toBe('Following up');
  });

  it('greets by what is a name only, and formally when asked to', async () => {
    const greet = async (firstName: string | null, context = '') =>
      (await writeMail(input({ contact: { ...input().contact, firstName }, context }))).text.split('\n')[0];
    expect(await greet('ANN')).toBe('Hi Ann,');
    expect(await greet('anna-lena')).toBe('Hi Anna-Lena,');
    for (const none of [null, '', 'N/A', 'info', 'test123', 'https://spam.example.com', '{{ x }}'])
      expect(await greet(none)).toBe('Hello,');
    expect(await greet('Ann', 'Tone: formal')).toBe('Dear Ann Example,');
  });

  it('signs with the assistant’s own signature', async () => {
    const signed = async (signature: string) =>
      (await writeMail(input({ assistant: { ...input().assistant, signature } }))).text;
    expect(await signed('Tara Smith\nAcme Ltd.')).toContain('\n\nBest regards,\nTara Smith\nAcme Ltd.\n');
    expect(await signed('Kind regards\nTara')).toContain('?\n\nKind regards\nTara\n');
  });

  it('offers the way out in text and HTML, and escapes everything in HTML', async () => {
    const unsubscribeUrl = 'https://baton.example.com/t/u?a=1&b=2';
    const { text, html } = await writeMail(
      input({ unsubscribeUrl, contact: { ...input().contact, company: 'A & "B"' } }),
    );
    expect(text).toContain(`\n--\nIf you prefer not to hear from me again: ${unsubscribeUrl}\n`);
    expect(html).toContain('href="https://baton.example.com/t/u?a=1&amp;b=2"');
    expect(html).toContain('A &amp; &quot;B&quot;');
    expect((await writeMail(input())).text).not.toContain('--');
  });

  it('offers the calendar and the brochure when there are some', async () => {
    const assistant = {
      ...input().assistant,
      calendarUrl: 'https://cal.example.com/tara',
      brochureUrl: 'https://acme.example.com/b.pdf',
    };
    expect((await writeMail(input({ assistant }))).text).toContain(
      'pick a time that suits you here: https://cal.example.com/tara',
    );
    expect((await writeMail(input({ assistant, step: stepAt(3), stepIndex: 3 }))).text).toContain(
      'https://acme.example.com/b.pdf',
    );
  });

  it('renders own steps, keeps their greeting and never breaks the subject line', async () => {
    const own = await writeMail(
      input({
        step: custom('Hello {{ contact.firstName | upcase }}\n\nBye', 'A\nBcc: x {{ contact.company }}'),
      }),
    );
    expect(own.text).toMatch(/^Hello ANN\n\nBye/);
    expect(own.subject).toBe('A Bcc: x Northwind');
  });

  it.each([
    ['an unknown value', '{{ contact.shoeSize }}'],
    ['the Context itself', '{{ context }}'],
    ['the prototype', '{{ contact.constructor.name }}'],
    ['an unknown filter', '{{ contact.firstName | shout }}'],
    ['broken syntax', '{% if contact.firstName %}'],
    ['a file', "{% include '/etc/passwd' %}"],
    ['an endless loop', '{% for i in (1..100000000) %}x{% endfor %}'],
    ['a huge template', 'x'.repeat(30_000)],
  ])('refuses %s and says where', async (_what, body) => {
    await expect(writeMail(input({ step: custom(body) }))).rejects.toMatchObject({
      code: 'TEMPLATE_INVALID',
      message: expect.stringContaining('“Own step”'),
    });
  });
});
