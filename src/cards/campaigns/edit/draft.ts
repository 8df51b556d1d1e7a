import { hoursProblem } from '../../settings/schedule-words.ts';
import type { CampaignChoices, CampaignDraft } from '../contract.ts';
import { rulesProblem } from '../rules/words.ts';

export const steps = ['List', 'Assistant', 'Schedule', 'Review'] as const;
export const lastStep = steps.length;

/** The step that an address names, 1 to 4. */
export const stepOf = (param: string): number =>
  Math.min(lastStep, Math.max(1, Math.trunc(Number(param)) || 1));

/** A new campaign: what most want, and what can do no harm where they differ. */
export function newDraft({ assistants }: CampaignChoices): CampaignDraft {
  const ready = assistants.filter((one) => one.ready);
  return {
    name: '',
    goal: '',
    list: null,
    assistantId: ready.length === 1 ? (ready[0]?.value ?? '') : '',
    sequenceId: '',
    takesOwnership: true,
    approval: 'assistant',
    automatic: false,
    leaving: 'keep',
    startAt: null,
    endAt: null,
    hours: null,
    dailyCap: null,
    protectedOwners: [],
  };
}

export const longestName = 120;
export const longestGoal = 500;

/** What is wrong, one sentence for a field. */
export type DraftProblems = Partial<Record<keyof CampaignDraft, string>>;

type Rule = (draft: CampaignDraft) => string | null;

const rules: readonly (readonly [step: number, field: keyof CampaignDraft, rule: Rule])[] = [
  [1, 'name', ({ name }) => (name.trim() === '' ? 'Give it a name.' : null)],
  [
    1,
    'name',
    ({ name }) => (name.length > longestName ? `A name has at most ${longestName} characters.` : null),
  ],
  [1, 'list', ({ list }) => (list === null ? 'Choose a list.' : null)],
  [2, 'assistantId', ({ assistantId }) => (assistantId === '' ? 'Choose an assistant.' : null)],
  [3, 'hours', ({ hours }) => (hours === null ? null : hoursProblem(hours))],
  [
    3,
    'endAt',
    ({ startAt, endAt }) =>
      endAt !== null && startAt !== null && endAt <= startAt ? 'The last day is before the first one.' : null,
  ],
  [
    3,
    'dailyCap',
    ({ dailyCap }) =>
      dailyCap !== null && (!Number.isInteger(dailyCap) || dailyCap < 1)
        ? 'A limit is a whole number from 1 on.'
        : null,
  ],
  [3, 'rules', ({ rules: itsRules }) => rulesProblem(itsRules)],
];

/** What is wrong with a draft as far as a step asks it. */
export function problemsOf(draft: CampaignDraft, step: number): DraftProblems {
  const problems: DraftProblems = {};
  for (const [at, field, rule] of rules) {
    const found = at === step ? rule(draft) : null;
    if (found !== null) problems[field] ??= found;
  }
  return problems;
}

/** The first step that is not right yet; null: all are. */
export function firstWrongStep(draft: CampaignDraft): number | null {
  const wrong = [1, 2, 3].find((step) => Object.keys(problemsOf(draft, step)).length > 0);
  return wrong ?? null;
}
