import type { SequenceStep } from './types.ts';

/** The answer to someone who asks for material. */
export const brochureStep: SequenceStep = {
  name: 'Brochure',
  afterBusinessDays: 0,
  subject: '',
  body: `Thank you for asking.

Here is the brochure: {{ assistant.brochureUrl }}

{% if priorOwnerName %}My colleague {{ priorOwnerName }} will follow up with you.{% else %}A colleague will follow up with you.{% endif %}`,
};
