import type { SequenceStep } from './types.ts';

/**
 * The sequence of an assistant that has none of its own: a first mail and seven follow-ups with growing gaps, about
 * ten weeks in all. Greeting, signature and the unsubscribe line are added by the writer.
 *
 * Values: `contact` (firstName, lastName, company, jobTitle, email), `assistant`, `priorOwnerName`; what the Context
 * gives: `opening` (why we write), `value` (what we do), `offer`, `more` (in follow-ups: what was not said yet), `ask`
 * (the question; `own_ask`: empty unless the Context has one that was not asked yet), `topic` (for the subject;
 * `plain_topic` if it can take "for <company>"); and what is true of this contact: `known` (the Context says that the
 * person was met, knows us or decides), `written_before` (a mail left before this one). Each text may be empty, and each
 * but `topic` is whole sentences: no text may put one inside a sentence of its own. In a follow-up `value` and `offer`
 * may have been said before: the words around them must say so.
 */
export const recommendedSequence: { name: string; steps: readonly SequenceStep[] } = {
  name: 'Recommended: 7 follow-ups',
  steps: [
    {
      name: 'First email',
      afterBusinessDays: 0,
      subject:
        '{% if topic != "" %}{{ topic }}{% if contact.company and plain_topic %} for {{ contact.company }}{% endif %}{% elsif contact.company %}An idea for {{ contact.company }}{% else %}A short question{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %}{% assign colleague = priorOwnerName | split: " " | first %}{% if opening contains colleague %} I would like to pick this up with you.{% else %} I work with {{ priorOwnerName }} and would like to pick this up with you.{% endif %}{% endif %}{% elsif priorOwnerName %}I work with {{ priorOwnerName }}, who asked me to get in touch with you{% if contact.company %} at {{ contact.company }}{% endif %}.{% else %}I am getting in touch because I believe we could be of use to {{ contact.company | default: "you" }}.{% endif %}

{{ value }}

{{ offer }}

{{ ask }}{% if assistant.calendarUrl %} If it is easier, pick a time that suits you here: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      name: 'Follow-up 1: did it reach you',
      onlyUnanswered: true,
      afterBusinessDays: 2,
      subject: '',
      body: `{% if written_before == false %}I would like to get in touch with you{% if contact.company %} at {{ contact.company }}{% endif %}.{% elsif known %}I wrote to you a little while ago and would be glad to hear what you think.{% else %}I wanted to make sure that my last email did not get lost.{% endif %}{% if more != "" %}

{{ more }}{% endif %}

Is this of interest to you{% if contact.company %} and {{ contact.company }}{% endif %}? A one-line answer is plenty.`,
    },
    {
      name: 'Follow-up 2: one more thought',
      afterBusinessDays: 3,
      subject: '',
      body: `{% if more != "" %}One more thought, in case it helps. {{ more }}{% else %}I know that your days are full, so I will keep this short.{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}If you like, I can explain the essentials in a ten-minute call, and you decide afterwards whether it is worth more of your time. Which day would suit you?{% endif %}`,
    },
    {
      name: 'Follow-up 3: something to read',
      afterBusinessDays: 4,
      subject: '',
      body: `{% if more != "" %}There is something that I have not mentioned yet. {{ more }}

{% endif %}{% if assistant.brochureUrl %}Some people prefer to read before they talk. Here is a short overview: {{ assistant.brochureUrl }}

If a question comes up while you read, just answer this email.{% else %}Some people prefer to read before they talk. Shall I send you a short summary by email, so that you can look at it when it suits you?{% endif %}`,
    },
    {
      name: 'Follow-up 4: the right person',
      afterBusinessDays: 6,
      subject: '',
      body: `{% if known %}You know best what is worth your time{% if contact.company %} at {{ contact.company }}{% endif %}. Would you tell me in a line or two what matters most to you? Then I will write about that, or not at all.{% else %}Perhaps I am writing to the wrong person. If a colleague{% if contact.company %} at {{ contact.company }}{% endif %} looks after this, would you tell me who it is?

And if it is you after all, I would be glad to hear what matters most to you.{% endif %}{% if more != "" %}

By the way, I have not mentioned this yet. {{ more }}{% endif %}`,
    },
    {
      name: 'Follow-up 5: the right time',
      onlyUnanswered: true,
      afterBusinessDays: 8,
      subject: '',
      body: `Maybe the moment is just not right. That is no problem at all: tell me a month that is better, and I will come back to you then.{% if more != "" %}

Until then, one thing that you may not know yet. {{ more }}{% endif %}

If now is fine, I am happy to find a time for a short call.`,
    },
    {
      name: 'Follow-up 6: in a nutshell',
      afterBusinessDays: 11,
      subject: '',
      body: `{% if written_before %}In case my earlier emails came at a bad time, here it is in a nutshell.{% else %}Here is in a nutshell why I write.{% endif %}

{% if value != "" or offer != "" %}{{ value }} {{ offer }}{% else %}I believe that a short conversation could be useful for both of us.{% endif %}

Does that sound worthwhile? "Yes" or "no" is enough, and I will act accordingly.`,
    },
    {
      name: 'Follow-up 7: goodbye for now',
      onlyUnanswered: true,
      afterBusinessDays: 15,
      subject: '',
      body: `I have not heard from you, so this is my last email for now; I do not want to fill your inbox.

If things change, just answer this email, today or in a year. {% if priorOwnerName %}My colleague {{ priorOwnerName }} and I{% else %}We{% endif %} will be glad to hear from you.

I wish you{% if contact.company %} and everyone at {{ contact.company }}{% endif %} all the best.`,
    },
  ],
};

const unansweredOnly = new Set(
  recommendedSequence.steps.filter((step) => step.onlyUnanswered).map(({ name }) => name),
);

/** Does a step suit somebody who has answered? Conversations begun earlier carry steps that do not say it themselves. */
export const suitsAnswered = ({ name, onlyUnanswered }: SequenceStep): boolean =>
  !onlyUnanswered && !unansweredOnly.has(name);

/**
 * SHA-256 of what these emails said before they had keys, the first 16 hex digits, and their keys: who had them then
 * does not get them a second time.
 */
export const formerBodies: Readonly<Record<string, string>> = {
  b4251eda1bc4c0dd: 'recommended-1',
  '492b6bb31ec2b320': 'recommended-2',
  '0d88b13474a2ce31': 'recommended-3',
  '0f0461dd372b3af0': 'recommended-4',
  '186e58c3c0038aa8': 'recommended-5',
  '18dfa05f6cabe3a1': 'recommended-6',
  '04330b1f59c25f53': 'recommended-7',
  '11c018cb24f3193e': 'recommended-8',
};
