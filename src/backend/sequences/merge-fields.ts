/** A value that a text of a sequence may use. */
export interface MergeField {
  /** As it stands between the braces: "contact.company". */
  name: string;
  label: string;
  /** Not every contact or account has it: a text says what stands there instead, or asks whether it is there. */
  optional: boolean;
  /** How a text begins to use it. */
  insert: string;
}

const always = (name: string, label: string): MergeField => ({
  name,
  label,
  optional: false,
  insert: `{{ ${name} }}`,
});
const perhaps = (name: string, label: string, fallback: string): MergeField => ({
  name,
  label,
  optional: true,
  insert: `{{ ${name} | default: "${fallback}" }}`,
});
const link = (name: string, label: string): MergeField => ({
  name,
  label,
  optional: true,
  insert: `{% if ${name} %}{{ ${name} }}{% endif %}`,
});

export const mergeFields: readonly MergeField[] = [
  perhaps('contact.firstName', 'First name', 'there'),
  perhaps('contact.lastName', 'Last name', ''),
  perhaps('contact.company', 'Company', 'your company'),
  perhaps('contact.jobTitle', 'Job title', 'your role'),
  always('contact.email', 'Email'),
  perhaps('priorOwnerName', 'Prior owner', 'a colleague'),
  always('assistant.name', 'Assistant: name'),
  always('assistant.role', 'Assistant: role'),
  always('assistant.email', 'Assistant: email'),
  always('assistant.companyDescription', 'Assistant: company description'),
  link('assistant.brochureUrl', 'Assistant: brochure'),
  link('assistant.calendarUrl', 'Assistant: calendar'),
  always('opening', 'Context: why we write'),
  always('value', 'Context: about us'),
  always('offer', 'Context: offer'),
  always('more', 'Context: a further point'),
  always('ask', 'Context: the question, or a usual one'),
  always('own_ask', 'Context: the question'),
  always('topic', 'Context: topic'),
  always('plain_topic', 'Context: topic that takes “for …”'),
  always('known', 'Context: says that we know the contact'),
  always('written_before', 'An email left before'),
];
