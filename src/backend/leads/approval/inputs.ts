import type { Assistant } from '../../assistants/assistants.ts';
import type { Change, InputName, Inputs } from '../../reviews/review-entity.ts';
import type { Footer, SequenceStep } from '../../writing/types.ts';
import type { Lead } from '../lead/lead-entity.ts';

/** What the text of a step is written from, as it is now. */
export function inputsOf(lead: Lead, assistant: Assistant, step: SequenceStep, footer: Footer): Inputs {
  const { facts } = lead;
  const { name, email, role, signature, companyDescription, brochureUrl, calendarUrl } = assistant;
  return {
    context: lead.ownContext ?? assistant.defaultContext,
    firstName: facts.firstName ?? '',
    lastName: facts.lastName ?? '',
    company: facts.company ?? '',
    jobTitle: facts.jobTitle ?? '',
    email: facts.email ?? '',
    priorOwner: lead.priorOwnerName ?? '',
    assistant: [name, email, role, signature, companyDescription, brochureUrl ?? '', calendarUrl ?? ''].join(
      '\n',
    ),
    step: [step.subject, step.body, step.ps ?? ''].join('\n'),
    ...fieldsInput(facts.fields),
    footer: [footer.disclosure ?? '', footer.postalAddress].filter(Boolean).join('\n'),
  };
}

/** Absent where the email prints none. */
function fieldsInput(fields: Lead['facts']['fields']): Pick<Inputs, 'fields'> {
  const said = Object.entries(fields ?? {}).map(([tag, text]) => `${tag}: ${text ?? ''}`);
  return said.length === 0 ? {} : { fields: said.join('\n') };
}

/** What is different now. `said`: differences that are to be shown already, which may be none any more. */
export function changesBetween(before: Inputs, now: Inputs, said: readonly Change[] = []): Change[] {
  // The keys of a record are exactly its key type.
  const names = Object.keys(now) as InputName[];
  return names.flatMap((what): Change[] => {
    const from = said.find((change) => change.what === what)?.from ?? before[what] ?? '';
    const to = now[what] ?? '';
    return from === to ? [] : [{ what, from, to }];
  });
}
