import type { StatusTagProps } from '@hubspot/ui-extensions';
import { hoursWords } from '../settings/schedule-words.ts';
import { dayAt } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import { number } from '../wording/numbers.ts';
import type { CampaignChoices, CampaignDraft, CampaignStatus, ListChoice } from './contract.ts';
import { ruleLines } from './rules/words.ts';

interface StatusWords {
  label: string;
  tone: NonNullable<StatusTagProps['variant']>;
}

export const statusWords: Readonly<Record<CampaignStatus, StatusWords>> = {
  draft: { label: 'Draft', tone: 'default' },
  running: { label: 'Running', tone: 'success' },
  paused: { label: 'Paused', tone: 'warning' },
  completed: { label: 'Completed', tone: 'info' },
  archived: { label: 'Archived', tone: 'default' },
};

export const statusChoices = Object.entries(statusWords).map(([value, { label }]) => ({ value, label }));

export const listKinds: Readonly<Record<ListChoice['kind'], string>> = {
  static: 'Static list',
  dynamic: 'Active list',
};

export const approvals = [
  { value: 'assistant', label: 'As the assistant is set' },
  { value: 'none', label: 'No email' },
  { value: 'first', label: 'The first email to each contact' },
  { value: 'all', label: 'Every email' },
  { value: 'marked', label: 'Only emails with a claim that stands in no source' },
] as const satisfies { value: CampaignDraft['approval']; label: string }[];

export const leavings = [
  { value: 'keep', label: 'It goes on', description: 'Leaving the list changes nothing.' },
  { value: 'pause', label: 'It is paused', description: 'No email leaves until a person resumes it.' },
  { value: 'stop', label: 'It is stopped', description: 'The conversation ends, and nothing more is sent.' },
] as const satisfies { value: CampaignDraft['leaving']; label: string; description: string }[];

/** As it stands alone, such as in a table. */
export const capitalized = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What a choice is called; what is gone shows as its value. */
export const labelOf = (choices: readonly { value: string; label: string }[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;

/** How a draft reads: a line for each thing that a person decides. */
export function draftLines(
  draft: CampaignDraft,
  choices: CampaignChoices,
  reader: Reader,
): { label: string; text: string }[] {
  const { assistants, sequences, owners, hours } = choices;
  const day = (at: number | null, none: string) => (at === null ? none : dayAt(at, reader));
  const cap = draft.dailyCap;
  const protectedNames = draft.protectedOwners.map((id) => labelOf(owners, id)).join(', ');
  return [
    { label: 'Name', text: draft.name },
    { label: 'Goal', text: draft.goal === '' ? 'None' : draft.goal },
    { label: 'List', text: draft.list?.name ?? 'Not chosen yet' },
    {
      label: 'Assistant',
      text: draft.assistantId === '' ? 'Not chosen yet' : labelOf(assistants, draft.assistantId),
    },
    {
      label: 'Sequence',
      text: draft.sequenceId === '' ? 'The assistant’s own' : labelOf(sequences, draft.sequenceId),
    },
    {
      label: 'Contact owner',
      text: draft.takesOwnership ? 'The assistant, until it hands back' : 'Stays who it is',
    },
    { label: 'A person approves', text: labelOf(approvals, draft.approval) },
    {
      label: 'Hours',
      text: draft.hours === null ? `The account’s: ${hoursWords(hours)}` : hoursWords(draft.hours),
    },
    { label: 'Enrolls from', text: day(draft.startAt, 'The start') },
    { label: 'Last day of emails', text: day(draft.endAt === null ? null : draft.endAt - 1, 'None') },
    {
      label: 'Emails a day',
      text: cap === null ? 'As many as the mailbox may' : `At most ${number(cap, reader.locale)}`,
    },
    { label: 'New members of the list', text: draft.automatic ? 'Are enrolled as they join' : 'Wait' },
    { label: 'Who leaves the list', text: labelOf(leavings, draft.leaving) },
    { label: 'Contacts left out', text: protectedNames === '' ? 'Of no owner' : `Of ${protectedNames}` },
    { label: 'Rules', text: ruleLines(draft.rules, reader).join(' ') || 'None' },
  ];
}
