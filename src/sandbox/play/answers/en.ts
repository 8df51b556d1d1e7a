import type { Answers } from './answers.ts';

export const english: Answers = {
  texts: {
    agrees: [
      'Hi,\n\nThursday at 3 pm works for me. Please send an invitation.\n\nThanks,\n{first}',
      'Sounds good, let’s talk. I am free on Tuesday between 10 and 12.\n\n{first}',
      'Yes, I would like to hear more. Can you call me tomorrow afternoon?\n\nBest,\n{first}',
    ],
    'asks for a brochure': [
      'Hello,\n\nbefore we talk, could you send me your brochure? I would like to read it first.\n\nKind regards,\n{first}',
      'Do you have some material that I can forward to my team? A PDF would be perfect.\n\n{first}',
    ],
    'is away': [
      'Thank you for your email.\n\nI am out of the office and will be back on {date}. I have no access to my email until then.\n\nFor urgent matters please call our switchboard.',
      'I am on annual leave until {date}. Your message will not be forwarded.\n\nBest regards\n{first}',
    ],
    'asks for later': [
      'Hi,\n\nthis is a busy time for us. Please get back to me on {date}.\n\nThanks,\n{first}',
      'Interesting, but not right now. Could you contact me again on {date}?\n\n{first}',
    ],
    'opts out': [
      'Please take me off your list.',
      'I do not want to receive any more emails from you. Please unsubscribe me.\n\n{first}',
    ],
    'refers to somebody': [
      'Hello,\n\nI am not the right person for this. Please contact my colleague {colleague} ({address}).\n\nRegards,\n{first}',
      '{colleague} looks after this topic at our company: {address}. I am sure it is better placed there.\n\n{first}',
    ],
    'is hard to read': [
      'Well, you know how it is here.',
      'Hm. We had something like that once. Let me think about who still remembers it.\n\n{first}',
    ],
    'is angry': [
      'Where did you get my address? I never agreed to this. Under the GDPR I demand to know what data you hold about me, and I will pass this on to our lawyer.\n\n{first}',
      'This is spam. If I hear from you once more, you will hear from our legal department.',
    ],
  },
  awaySubject: 'Out of office: {subject}',
  colleague: { first: 'Helen', last: 'Marsh' },
};
