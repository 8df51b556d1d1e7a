import { describe, expect, it } from 'vitest';
import { systemSequences } from '../writing/sequences.ts';
import { problemsIn, tidied } from './content.ts';
import { mergeFields } from './merge-fields.ts';
import type { SequenceContent } from './sequence-entity.ts';
import { problemsOf } from './template-check.ts';
import type { MappedTags } from './template-check.ts';

const text = (body: string, subject = '') => ({ subject, body, ps: '' });
const content = (change: Partial<SequenceContent> = {}): SequenceContent => ({
  name: 'Ours',
  languages: ['en'],
  emails: [
    {
      id: 'a',
      name: 'First',
      afterBusinessDays: 0,
      onlyUnanswered: false,
      texts: { en: text('Hello there.', 'A question') },
    },
  ],
  ...change,
});

describe('a text with merge fields', () => {
  it.each([
    'Hello {{ contact.firstName | default: "there" }}',
    '{% if contact.company %}at {{ contact.company }}{% endif %}',
    '{% assign name = "x" %}{{ name }}',
    '{% unless contact.company %}a{% endunless %}{{ value }}',
    ...mergeFields.map(({ insert }) => insert),
  ])('%s can be used', (template) => {
    expect(problemsOf(template)).toEqual([]);
  });

  it.each([
    ['{{ contact.compny }}', /no field “contact.compny”/],
    ['{{ firstname }}', /no field “firstname”/],
    ['{{ contact.company | upcase }}', /Not every contact has “contact.company”/],
    ['{{ contact.company | shout }}', /cannot be read/],
    ['{% if contact.company %}', /cannot be read/],
    ['{{ contact.company', /cannot be read/],
    ['{% include "secrets" %}', /cannot be used here/],
    ['{% for i in (1..1000000) %}x{% endfor %}', /cannot be used here/],
  ])('%s is refused', (template, reason) => {
    expect(problemsOf(template).join(' ')).toMatch(reason);
  });
});

describe('a text with fields of the account', () => {
  const field = (tag: string, change: Partial<MappedTags[number]> = {}) => ({
    tag,
    label: tag,
    fallback: '',
    trouble: null,
    ...change,
  });
  const mapped = [
    field('plan'),
    field('seats', { fallback: 'many' }),
    field('lost', { label: 'Renewal', trouble: 'archived' }),
    field('replaced', { fallback: 'soon', trouble: 'gone' }),
  ];

  it.each([
    'Your plan is {{ field.plan }}.',
    '{{ field.seats | upcase }}',
    '{{ field.lost | default: "your renewal" }}',
    '{% if field.lost %}x{% endif %}',
    '{{ field.replaced }}',
  ])('%s can be used', (template) => {
    expect(problemsOf(template, mapped)).toEqual([]);
  });

  it.each([
    ['{{ field.plann }}', /no field “field.plann”/],
    ['{{ field.plan | upcase }}', /Not every contact has “field.plan”/],
    ['{{ field.lost }}', /“Renewal” was deleted in HubSpot\. Write \{\{ field\.lost \| default/],
  ])('%s is refused', (template, reason) => {
    expect(problemsOf(template, mapped).join(' ')).toMatch(reason);
  });
});

describe('a sequence', () => {
  it('of the system can be copied as it is', () => {
    for (const { name, languages, emails } of systemSequences)
      expect(problemsIn({ name, languages, emails })).toEqual([]);
  });

  it('says everything that is wrong with it, and where', () => {
    const [first] = content().emails;
    if (!first) throw new Error('There is no email.');
    const wrong = content({
      name: '',
      languages: ['en', 'de'],
      emails: [first, { ...first, id: 'b', name: '' }],
    });
    expect(problemsIn(wrong)).toEqual([
      { email: null, language: null, field: 'name', text: 'Give the sequence a name.' },
      { email: 0, language: 'de', field: 'body', text: 'The email has no text yet.' },
      { email: 1, language: null, field: 'name', text: 'Give the email a name.' },
      {
        email: 1,
        language: null,
        field: 'afterBusinessDays',
        text: 'A follow-up comes at least one business day later.',
      },
      { email: 1, language: 'de', field: 'body', text: 'The email has no text yet.' },
    ]);
  });

  it('keeps no text of a language that it does not have, and its first email waits for nobody', () => {
    const [first] = content().emails;
    if (!first) throw new Error('There is no email.');
    const emails = [{ ...first, afterBusinessDays: 3, texts: { ...first.texts, fr: text('Bonjour.') } }];
    const kept = tidied(content({ emails })).emails[0];
    expect(kept).toMatchObject({ afterBusinessDays: 0, texts: { en: {} } });
    expect(kept?.texts.fr).toBeUndefined();
  });
});
