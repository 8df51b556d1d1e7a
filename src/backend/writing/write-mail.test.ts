import { describe, expect, it } from 'vitest';
import { recommendedSequence } from './recommended-sequence.ts';
import { wholeConversation, writingInput } from './test-contexts.ts';
import type { SequenceStep, WritingInput } from './types.ts';
import { writeMail } from './write-mail.ts';

const input = (more: Partial<WritingInput> = {}): WritingInput => ({
  ...writingInput({
    assistant: {
      ...writingInput().assistant,
      companyDescription: 'Acme builds sensors that keep cold goods cold on the road.',
    },
    contact: { ...writingInput().contact, company: 'Northwind Ltd.' },
    ...more,
  }),
  step: more.step ?? stepAt(0),
  stepIndex: more.stepIndex ?? 0,
});
const stepAt = (index: number): SequenceStep => {
  const step = recommendedSequence.steps[index];
  if (!step) throw new Error(`no step ${index}`);
  return step;
};
const wholeSequence = async (more: Partial<WritingInput>) =>
  (await wholeConversation({ ...input(), ...more }))
    .map(({ subject, text, html }) => `${subject}\n${text}\n${html}`)
    .join('\n=====\n');
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
  it('says labelled lines as they are written', async () => {
    const context = [
      'Why: you asked us in Hannover for a case study',
      'About us: we deliver within two weeks',
      'Offer: A free two-week trial, set up by us.',
      'Ask: Would Thursday suit you',
      'Subject: cold chains in Hannover',
    ].join('\n');
    const { subject, text } = await writeMail(input({ context }));
    expect(subject).toBe('Cold chains in Hannover');
    expect(text).toBe(
      [
        'Hi Ann,',
        'You asked us in Hannover for a case study. I work with Rae Rep and would like to pick this up with you.',
        'Acme builds sensors that keep cold goods cold on the road. We deliver within two weeks.',
        'A free two-week trial, set up by us.',
        'Would Thursday suit you?',
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
    ['- Book a demo', 'Would you have time for a demo?'],
    ['Met Ann at the Hannover fair', 'You met my colleague Rae Rep at the Hannover fair.'],
    ['Offer her a free two-week trial', 'I would be glad to offer you a free two-week trial.'],
  ])('says “%s” without a label as “%s”', async (context, said) => {
    expect((await writeMail(input({ context }))).text).toContain(said);
  });

  it('names nobody as the one who was met whom it does not know', async () => {
    const { text } = await writeMail(
      input({ context: 'Met at the fair.', priorOwnerName: 'rae@acme.example.com' }),
    );
    expect(text).toContain('You met our team at the fair.');
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
    'Offer to call on Monday.',
    'Goal: Win a call with her boss.',
    'Ask whether they still plan by hand.',
    'Interested in pumps but hard to reach.',
    'Interested in pumps and wants a call.',
    'Met last week.',
    'We offer: pumps, doors.',
    'We sell pumps. they say so.',
    'Mention that we have an office in Warsaw.',
    'Wir helfen Vertriebsteams, jede Anfrage zu beantworten. Termin anbieten.',
  ])('leaves out what has no label and cannot be said: %s', async (context) => {
    const ours = await wholeSequence({ context: 'She decides.' });
    const plain = await wholeSequence({});
    expect([ours, plain]).toContain(await wholeSequence({ context }));
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
    'Offer: a trial (internal: SECRET)',
    'Offer: a trial. Private: SECRET',
    'Private:\n\nSECRET\n\nWe help SECRET.',
    'Privat: a\nSECRET',
    '社内：SECRET',
    'Budget: SECRET',
    'Use SECRET words and sound SECRET.',
    'SECRET thought that nobody can place.',
    'Notes to self: she runs SECRET',
  ])('never tells the contact: %s', async (context) => {
    expect(await wholeSequence({ context })).not.toMatch(/secret/i);
  });

  it('takes Liquid in a Context as the text that it is', async () => {
    const context = 'Offer: {{ assistant.email }} {% assign x = 1 %}';
    expect((await writeMail(input({ context }))).text).toContain('{{ assistant.email }} {% assign x = 1 %}.');
  });

  it('says nothing twice as if it were new, and a changed Context in the next mail', async () => {
    const lines = ['Why: W1', 'About us: A1', 'About us: A2', 'Offer: O1', 'Ask: K1'];
    const first = await writeMail(input({ context: lines.join('\n') }));
    expect(first.text).toMatch(/W1\.[^]*A1\.[^]*O1\.[^]*K1\?/);
    expect(first.text).not.toContain('A2');
    const said = [{ step: 0, subject: first.subject, text: first.text }];
    const next = async (context: string, stepIndex: number) =>
      (await writeMail(input({ context, said, step: stepAt(stepIndex), stepIndex }))).text;
    expect(await next(lines.join('\n'), 1)).toMatch(/lost\.\n\nA2\.\n\nIs this/);
    expect(await next(lines.join('\n').replace('O1', 'O9'), 2)).toContain(
      'One more thought, in case it helps. A2.',
    );
    expect(await next('Offer: O9', 2)).toContain('One more thought, in case it helps. O9.');
    expect(await next('Offer: o1!', 2)).toContain('I know that your days are full');
    expect(await next(lines.join('\n'), 2)).not.toContain('K1');
    expect(await next(lines.join('\n'), 6)).toMatch(/in a nutshell\.\n\nA2\. O1\./);
  });

  it.each([
    'We met at the fair',
    'Knows us well',
    'Kennt uns',
    'Entscheiderin',
    'Cliente desde 2019',
    '名刺交換済み',
  ])('asks nobody who is known whether it reaches the right person: %s', async (context) => {
    const said = [{ step: 0, subject: 'S', text: 'T' }];
    const texts = await Promise.all(
      [1, 4].map(
        async (stepIndex) =>
          (await writeMail(input({ context, said, step: stepAt(stepIndex), stepIndex }))).text,
      ),
    );
    expect(texts.join()).not.toMatch(/wrong person|get lost/);
  });

  it('asks others, and speaks of an earlier mail only if one left', async () => {
    const write = async (stepIndex: number, said: WritingInput['said'], context = 'Not the decision maker') =>
      (await writeMail(input({ context, said, step: stepAt(stepIndex), stepIndex }))).text;
    const said = [{ step: 0, subject: 'S', text: 'T' }];
    expect(await write(4, said)).toContain('wrong person');
    expect(await write(1, said)).toContain('my last email did not get lost');
    expect(await write(1, [])).not.toMatch(/last email|wrote/);
    expect(await write(6, [])).not.toContain('earlier emails');
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
    expect(await greet('Ann', 'Ton: förmlich')).toBe('Dear Ann Example,');
    expect(await greet('Ann', 'Tone: not too formal')).toBe('Hi Ann,');
  });

  it.each([
    ['de', 'Best regards\nTara\nAcme', 'Freundliche Grüße\nTara\nAcme'],
    ['en', 'Mit freundlichen Grüßen\nTara', 'Best regards,\nTara'],
    ['ja', 'Cordialement,\nTara', 'どうぞよろしくお願いいたします。\nTara'],
    ['fr', 'Bien à vous,\nTara', 'Bien à vous,\nTara'],
    ['it', 'Tara\nAcme', 'Cordiali saluti,\nTara\nAcme'],
  ] as const)('closes in the language of the email: %s, signed %s', async (language, signature, closing) => {
    const step = { ...input().step, language, subject: 'x', body: 'x' };
    const { text } = await writeMail(input({ step, assistant: { ...input().assistant, signature } }));
    expect(text).toContain(`\n\n${closing}\n`);
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
