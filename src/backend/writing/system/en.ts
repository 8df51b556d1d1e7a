import type { ToneTexts } from './texts.ts';

/** Written by someone who writes English every day. */
export const english: ToneTexts = {
  formal: [
    {
      subject:
        '{% if topic != "" %}{{ topic }}{% elsif contact.company %}Enquiry to {{ contact.company }}{% else %}A brief enquiry{% endif %}',
      body: `{% if opening != "" %}{{ opening }}{% if priorOwnerName %} I work with {{ priorOwnerName }} and would like to continue the conversation with you.{% endif %}{% elsif priorOwnerName %}I work with {{ priorOwnerName }}, who asked me to contact you{% if contact.company %} at {{ contact.company }}{% endif %}.{% elsif value != "" %}Please allow me to introduce us briefly.{% else %}I am writing because I believe that we could be of use to {% if contact.company %}{{ contact.company }}{% else %}you{% endif %}.{% endif %}

{{ value }} {{ offer }}

{% if own_ask != "" %}{{ own_ask }}{% else %}Would you be available for a short conversation in the coming days?{% endif %}{% if assistant.calendarUrl %} You are welcome to choose a time here: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `I am writing with reference to my previous email.{% if more != "" %}

{{ more }}{% endif %}

I would be grateful for a brief reply as to whether this is of interest to you.`,
    },
    {
      body: `{% if assistant.brochureUrl %}Should you prefer to look at this in your own time, you will find an overview here: {{ assistant.brochureUrl }}{% else %}Should you prefer to look at this in your own time, I would be pleased to send you a written summary.{% endif %}

I am at your disposal for any questions.`,
    },
    {
      body: `{% if known %}I would like to keep to what matters to you in this. Please let me know at what time a conversation would suit you.{% else %}It may be that a colleague of yours is responsible for this matter. If so, I would be grateful if you could tell me whom to address.

If you deal with it yourself, please let me know at what time a conversation would suit you.{% endif %}`,
    },
    {
      body: `As I have not received a reply, I shall not write to you again on this matter.

Should it become of interest at a later date, a short answer to this email is all it takes.`,
    },
  ],
  brief: [
    {
      subject: '{% if topic != "" %}{{ topic }}{% else %}A short question{% endif %}',
      body: `{% if opening == "" and value == "" and offer == "" %}I believe that we could be of use to {% if contact.company %}{{ contact.company }}{% else %}you{% endif %}.{% else %}{{ opening }} {{ value }} {{ offer }}{% endif %}

{% if own_ask != "" %}{{ own_ask }}{% else %}Is that worth ten minutes to you?{% endif %}{% if assistant.calendarUrl %} My calendar: {{ assistant.calendarUrl }}{% endif %}`,
    },
    {
      body: `{% if more != "" %}{{ more }}

{% endif %}Worth a look? "Yes" or "no" is plenty.`,
    },
    {
      body: `{% if assistant.brochureUrl %}To read instead of talk: {{ assistant.brochureUrl }}{% else %}Shall I put it in three lines for you to read?{% endif %}`,
    },
    { body: `This is my last email on this. If the time is better one day, just answer here.` },
  ],
};
