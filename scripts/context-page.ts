/** `npm run readme` also writes docs/context.md from the code: how to write a Context, and what becomes of each line. */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { contextLabels, labelWords } from '../src/backend/writing/context/labels.ts';
import type { ContextLabel } from '../src/backend/writing/context/labels.ts';
import { languages } from '../src/backend/ground/languages.ts';
import type { Language } from '../src/backend/ground/languages.ts';
import { readContext } from '../src/backend/writing/read-context.ts';
import { recommendedSequence } from '../src/backend/writing/recommended-sequence.ts';
import { samples, writingInput } from '../src/backend/writing/test-contexts.ts';
import type { Sample } from '../src/backend/writing/test-contexts.ts';
import { row, table } from './states-answers.ts';

const PAGE = 'docs/context.md';

const meanings: Readonly<Record<ContextLabel, string>> = {
  why: 'Why you write. Opens the first email; what has no room there comes in a follow-up.',
  about: 'What you do. The first such line stands in the first email, each further one in a follow-up.',
  offer: 'What the contact can have. As with “About us”.',
  ask: 'The question that ends the email. A second one ends a follow-up.',
  subject: 'The subject of the first email, and so of the thread.',
  tone: 'How to greet and how much to say: formal, informal, short, in any of the languages.',
  private: 'For colleagues. Reaches no email, no preview, no note and no log.',
};

const names: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  pt: 'Portuguese',
  it: 'Italian',
  nl: 'Dutch',
  ja: 'Japanese',
};

/** Text that a table of Markdown can hold. */
const cell = (text: string): string =>
  text
    .replace(/\p{Cf}/gu, '')
    .replaceAll('\\', '\\\\')
    .replace(/[<>|*_`[\]{}]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/https?:/g, (scheme) => scheme.replace(':', '&#58;'))
    .replace(/\r\n?|\n/g, '<br>');

async function sampleRow({ id, industry, context, own, says }: Sample): Promise<string> {
  const { lines } = await readContext({
    ...writingInput({ context, ownContext: own }),
    steps: recommendedSequence.steps,
    next: 0,
  });
  const uses = lines.map(({ line, use, steps }) =>
    steps.length > 0
      ? `${line}: ${use}, email ${steps.map((step) => step + 1).join(', ')}`
      : `${line}: ${use}`,
  );
  return row(id, cell(industry), cell(context), cell(says.join('\n')), cell(uses.join('\n')));
}

/** docs/context.md as the code has it. */
export async function contextPage(): Promise<string> {
  const rows = [];
  for (const sample of samples()) rows.push(await sampleRow(sample));
  return format(page(rows), { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

const page = (rows: readonly string[]): string => `# Writing a Context

<!-- written by npm run readme -->

A Context tells an assistant what to say to one contact (the property \`baton_context\`), or to all that have none of their
own (the assistant's default). It is lines. A label before a line says where it goes:

\`\`\`text
Why: You asked Rae for a case study from another water company.
About us: We line old mains without digging up the road.
Offer: The case study from the Severn valley, four pages.
Ask: Would Tuesday or Wednesday suit you for twenty minutes?
Private: Competitor is in, contract ends in March.
\`\`\`

The card marks each line with what happens to it, offers the labels by a click, and shows the email beside it as you type.

![A Context with its lines marked, and the email beside it](images/context.png) ![On a phone](images/context-narrow.png)

## What happens to a line

${table(
  ['Label', 'Its line'],
  contextLabels.map((label) => row(`**${labelWords[label].en[0]}**`, meanings[label])),
)}

- A labelled line stands in an email **as it is written**. Baton only makes its first letter large and ends it as a sentence,
  an Ask as a question. So write whole sentences to the contact: “You asked for …”, not “She asked for …”.
- The assistant signs the email and was not there when you met: write “You met Rae at the fair” rather than “We met”.
- Each line is said once. What the emails that really left have said is not said again as if it were new: the first email
  brings why, the first line about you, the first offer and the question, each follow-up what is still unsaid. A follow-up
  that repeats says so. A changed Context is heard in the next email.
- Somebody who, by the Context, was met, knows you or decides is not asked whether this is the right person.
- Liquid in a Context is text like any other.
- **In another language than the email**, a line that was written for this contact stands as it is, and the editor says so;
  of a default Context, which everybody gets, it is left out.
- **Without a label** a line is left out, and the card says so. Only a few closed forms of English sentences are taken over
  into English emails: “We help …” and its like, “Met at …” and “Interested in …” in a contact's own Context, “Offer a free
  trial”, “Ask for a 20-minute call”. The table at the end shows what they take and what they leave.
- A label on a line of its own is for the lines below it, until an empty line or another label; Private until another label.
  What follows a private line is private too, until an empty line. “(internal: …)” within a line, or a second label in it,
  is understood.
- Several subjects: the first is taken. Two lines that say the same: the first is. Lines beyond the 1,000th and lines of more
  than 2,000 characters are left out.

## Labels

Upper and lower case, accents, full-width letters and colons, a dash instead of the colon, bullets, bold, and brackets such as
【提案】 do not matter. An admin adds further words in the settings, each with its meaning.

![Words of an account's own](images/context-labels.png)

${table(
  ['', ...contextLabels.map((label) => labelWords[label].en[0] ?? '')],
  languages.map((language) =>
    row(names[language], ...contextLabels.map((label) => labelWords[label][language].join(', '))),
  ),
)}

## ${rows.length} contexts

What reps of many trades write, well and badly, and every sentence that the eight emails of the recommended sequence may take
from it, for Ann Example of Northwind, whom Rae Rep handed to Tara. \`vitest run src/backend/writing/contexts.test.ts\` holds
that the emails say all of it, each once, and nothing else.

${table(['', 'Trade', 'Context', 'The emails say', 'Line by line'], rows)}
`;

if (import.meta.main) writeFileSync(PAGE, await contextPage());
