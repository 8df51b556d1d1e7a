import { describe, expect, it } from 'vitest';
import { newText } from './new-text.ts';

const sent =
  'Hello Nora,\n\nyour team opens three new depots next spring, so planning routes by hand will take even longer.\nWould Thursday at 3 pm work for you for a short call?\n\nBest regards,\nTara\n\n--\nIf you prefer not to hear from me again: https://vendor.example.com/u/abc\n';
const people = ['tara@vendor.example.com', 'tara'];
const read = (text: string, received: readonly string[] = []) =>
  newText(text, people, { sent: [sent], received });
const wrapped = sent.replace(/(.{1,38})(?: |$)/gm, '$1\n');
const marked = (text: string, mark: string) => text.replace(/^/gm, mark);

const quoted: [string, string][] = [
  ['without any header', `No thanks.\n\n${sent}`],
  ['wrapped anew', `No thanks.\n\n${wrapped}`],
  ['two marks deep', `No thanks.\n\n${marked(sent, '> > ')}`],
  [
    'wrapped so that marks are lost',
    `No thanks.\n\n${marked(wrapped, '> ').replace('> for a short', 'for a short')}`,
  ],
  ['in capitals and other quotation marks', `No thanks.\n\n${sent.toUpperCase()}`],
  ['in part', 'No thanks.\n\nWould Thursday at 3 pm work for you for a short call?'],
  [
    'below a header nobody knows',
    `No thanks.\n\nTara <tara@vendor.example.com> raakste op 23.11.2026 09:00 dit:\n\n${sent}`,
  ],
  [
    'below labels nobody knows',
    `No thanks.\n\nFoo: Tara <tara@vendor.example.com>\nBar: 23.11.2026 09:00\nBaz: Nora\n\n${sent}`,
  ],
  [
    'below a wrapped header',
    `No thanks.\n\nOn Monday, 23 November 2026 at 09:00,\nTara <tara@vendor.example.com>\nwrote:\n\n${sent}`,
  ],
  ['above the answer', `On 23.11.2026 09:00, Tara wrote:\n${sent}\nNo thanks.`],
  ['with its link replaced', `No thanks.\n\n${sent.replace(/https\S+/, 'https://safe.example.net/?u=1')}`],
];

describe('what Baton had sent', () => {
  it.each(quoted)('is taken away when it is quoted %s', (_how, text) => {
    expect(read(text).text).toBe('No thanks.');
    expect(read(text).taken.length).toBeGreaterThan(0);
  });

  it('is taken away around answers between the lines', () => {
    const [first = '', ask = ''] = sent.split('\n').filter((line) => line.length > 50);
    const text = `Hello Nora,\n\n${first}\nThat is right.\n${ask}\nFriday is better.\n\nBest regards,\nTara`;
    expect(read(text).text).toBe('That is right.\nFriday is better.');
  });

  it.each([
    ['You wrote "Would Thursday at 3 pm work for you for a short call?". No.', 'You wrote\nNo.'],
    ['Liked “Would Thursday at 3 pm work for you for a short call?”', 'Liked'],
    ['„Would Thursday at 3 pm work for you for a short call?“ gefällt mir', 'gefällt mir'],
    ['« Would Thursday at 3 pm work for you ? » Non.', 'Non.'],
    ['Would Thursday at 3 pm work? For me Thursday at 3 pm works.', null],
  ])('is taken out of the line that quotes it between marks: %s', (text, left) => {
    expect(read(text).text).toBe(left ?? text);
  });

  it('leaves nothing of a mail that is only our own', () => {
    expect(read(sent)).toMatchObject({ text: '', taken: [{ why: 'sent before' }] });
  });

  it.each([
    'Thursday at 3 pm works for me.',
    'Thursday at 3 pm',
    'Yes, Thursday at 3 pm work for you too?',
    'A short call on Thursday would work for me.',
    'Hello Tara, three new depots is right. Best regards, Nora',
  ])('takes no words that a person wrote: %s', (text) => {
    expect(read(text).text).toBe(text);
    expect(read(`${text}\n\n${sent}`).text).toBe(text);
  });

  it('keeps what a person says again, and takes away their own answer below ours', () => {
    const answer = 'Please take me off this list now and never write to me again about routes.';
    expect(read(answer, [answer]).text).toBe(answer);
    expect(read(`Hello?\n\n${sent}\n${answer}`, [answer]).text).toBe('Hello?');
  });

  it('reads scripts without spaces', () => {
    const ours = '木曜日の午後三時に短いお電話でお話しできますでしょうか。どうぞよろしくお願いいたします。';
    const text = `少し考えさせてください。\n\n2026年11月23日(月) 9:00 Tara <tara@vendor.example.com>:\n${ours}`;
    expect(newText(text, people, { sent: [ours], received: [] }).text).toBe('少し考えさせてください。');
  });

  it('is quick with any text', () => {
    const hostile = [
      'a '.repeat(500_000),
      'x'.repeat(1_000_000),
      `${'a b c d '.repeat(5_000)}:`,
      '> '.repeat(500_000),
    ];
    for (const text of hostile)
      expect(newText(text, people, { sent: [text], received: [text] }).text).toBeTypeOf('string');
  }, 20_000);
});
