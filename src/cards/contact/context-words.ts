import type { ContextLabel, ContextLine, ContextPreview, EmailPreview } from './contract.ts';

/** The labels as they are put before a line, and what each is for. */
export const labelNames: Readonly<Record<ContextLabel, string>> = {
  why: 'Why',
  about: 'About us',
  offer: 'Offer',
  ask: 'Ask',
  subject: 'Subject',
  tone: 'Tone',
  private: 'Private',
};

export const EXAMPLE = [
  'Why: You asked for a case study at the Leeds fair.',
  'About us: We line old water mains without digging.',
  'Offer: The case study, four pages.',
  'Ask: Would Tuesday or Wednesday suit you?',
  'Private: Contract with the competitor ends in March.',
].join('\n');

const TEMPLATE = ['Why: ', 'About us: ', 'Offer: ', 'Ask: ', 'Private: '].join('\n');

export const withTemplate = (text: string): string =>
  text.trim() === '' ? TEMPLATE : `${text.trimEnd()}\n\n${TEMPLATE}`;

interface Mark {
  text: string;
  variant: 'success' | 'warning' | 'info' | 'default';
}

/** What happens to a line, in a few words. @param next 1-based number of the email that leaves next */
export function markOf(line: ContextLine, next: number): Mark {
  if (line.use === 'private') return { text: 'Private', variant: 'default' };
  if (line.use === 'unused') return { text: 'Not used', variant: 'warning' };
  if (line.use === 'tone') return { text: 'Tone', variant: 'info' };
  const left = line.steps.filter((step) => step < next);
  const coming = line.steps.find((step) => step >= next);
  const name = labelNames[labelOfUse[line.use]];
  if (left.length > 0) return { text: `${name}, sent in email ${left[0]}`, variant: 'info' };
  return { text: `${name}, email ${coming ?? next}`, variant: 'success' };
}

const labelOfUse = {
  opening: 'why',
  about: 'about',
  offer: 'offer',
  ask: 'ask',
  subject: 'subject',
} as const satisfies Partial<Record<ContextLine['use'], ContextLabel>>;

/** What stands below a line's text; null: the mark says it all. */
export const remarkOn = (line: ContextLine): string | null =>
  line.use === 'private' ? 'Reaches no email and no note.' : (line.reason ?? line.hint);

export interface Summary {
  text: string;
  /** Something the rep should see before the email leaves. */
  isWarning: boolean;
}

/** With what of the Context an email is written. */
export function summaryOf({ context, step }: EmailPreview): Summary {
  const { of, lines } = context;
  const whose = of === 'own' ? 'this contact’s Context' : 'the assistant’s default Context';
  if (of === 'none') return { text: 'There is no Context to write with.', isWarning: false };
  const here = lines.filter(({ inThisEmail, use }) => inThisEmail && !(use === 'subject' && step > 1));
  if (here.length > 0) return { text: `Written with ${whose}: ${places(here)}.`, isWarning: false };
  const saysMore = lines.some(({ steps }) => steps.some((other) => other !== step));
  if (saysMore)
    return { text: `Nothing of ${whose} is new in this email; it stands in others.`, isWarning: false };
  return {
    text: `Nothing of ${whose} stands in this email: label its lines, for example “Why:” or “Offer:”.`,
    isWarning: true,
  };
}

/** "line 1 (why) and line 3 (offer)" */
function places(lines: ContextPreview['lines']): string {
  const uses = new Map<number, Set<string>>();
  for (const { line, use } of lines) uses.set(line, (uses.get(line) ?? new Set()).add(wordsOfUse[use]));
  const each = [...uses].map(([line, words]) => `line ${line} (${[...words].join(', ')})`);
  const last = each.pop() ?? '';
  return each.length > 0 ? `${each.join(', ')} and ${last}` : last;
}

const wordsOfUse: Readonly<Record<ContextLine['use'], string>> = {
  opening: 'why',
  about: 'about us',
  offer: 'offer',
  ask: 'ask',
  subject: 'subject',
  tone: 'tone',
  private: 'private',
  unused: 'not used',
};

/** As the backend counts lines. */
const LINE_END = /\r\n?|[\n\u2028\u2029\u0085\v\f]/;

/** The Context with another label, or none, before a line that the backend has read. */
export function relabelled(
  text: string,
  { line, at, from }: ContextLine,
  label: ContextLabel | null,
): string {
  const lines = text.normalize('NFC').split(LINE_END);
  const raw = lines[line - 1] ?? '';
  const before = label === null ? '' : `${labelNames[label]}: `;
  return lines.with(line - 1, raw.slice(0, at) + before + raw.slice(from)).join('\n');
}
