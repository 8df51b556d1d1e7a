/** The contact properties Baton creates. Names and values are part of the product: portals filter and report on them. */
export const BATON_GROUP = { name: 'baton', label: 'Baton' } as const;

export interface PropertyOption {
  value: string;
  label: string;
}

export interface BatonProperty {
  name: string;
  label: string;
  description: string;
  type: 'string' | 'enumeration' | 'datetime' | 'bool';
  fieldType: 'text' | 'textarea' | 'select' | 'date' | 'booleancheckbox';
  /** In the order shown. Empty for types without options. */
  options: readonly PropertyOption[];
}

const option = (value: string, label = value): PropertyOption => ({ value, label });

export const batonProperties: readonly BatonProperty[] = [
  {
    name: 'baton_context',
    label: 'Context',
    description:
      "What the assistant should know about this contact. When filled, it is used instead of the assistant's default Context.",
    type: 'string',
    fieldType: 'textarea',
    options: [],
  },
  {
    name: 'baton_lead_connection_status',
    label: 'Lead Connection Status',
    description: 'Where the lead stands with the assistant. Kept current by Baton.',
    type: 'enumeration',
    fieldType: 'select',
    options: [
      option('New'),
      option('Pending'),
      option('Cold'),
      option('Engaged'),
      option('Warm'),
      option('OutOfOffice', 'Out of office'),
      option('Hot'),
      option('Responded'),
      option('LeadAtRisk', 'Lead at risk'),
      option('Processed'),
      option('DeActivated', 'Deactivated'),
      option('UnSubscribed', 'Unsubscribed'),
    ],
  },
  {
    name: 'baton_status',
    label: 'Conversation Status',
    description: "The state of the contact's conversation with the assistant. Kept current by Baton.",
    type: 'enumeration',
    fieldType: 'select',
    options: [
      option('not_started', 'Not started'),
      option('in_progress', 'In progress'),
      option('paused', 'Paused'),
      option('bounced', 'Bounced'),
      option('canceled', 'Canceled'),
      option('human_review', 'Human review'),
      option('not_interested', 'Not interested'),
      option('not_interested_now', 'Not interested now'),
      option('qualified', 'Qualified'),
      option('stopped_responding', 'Stopped responding'),
      option('unresponsive', 'Unresponsive'),
      option('do_not_contact', 'Do not contact'),
    ],
  },
  {
    name: 'baton_assistant',
    label: 'Assistant',
    description: 'The assistant that works on this contact, or did last. Kept current by Baton.',
    type: 'string',
    fieldType: 'text',
    options: [],
  },
  {
    name: 'baton_prior_owner',
    label: 'Prior owner',
    description: 'Who owned the contact before the assistant, and gets it back. Kept current by Baton.',
    type: 'string',
    fieldType: 'text',
    options: [],
  },
  {
    name: 'baton_campaign_name',
    label: 'Campaign',
    description: 'The campaign that enrolled the contact. Kept current by Baton.',
    type: 'string',
    fieldType: 'text',
    options: [],
  },
  {
    name: 'baton_campaign_status',
    label: 'Campaign status',
    description: 'Whether that campaign runs. Kept current by Baton.',
    type: 'enumeration',
    fieldType: 'select',
    options: [
      option('draft', 'Draft'),
      option('running', 'Running'),
      option('paused', 'Paused'),
      option('completed', 'Completed'),
      option('archived', 'Archived'),
    ],
  },
  {
    name: 'baton_campaign_creator',
    label: 'Campaign creator',
    description: 'Who made that campaign. Kept current by Baton.',
    type: 'string',
    fieldType: 'text',
    options: [],
  },
  {
    name: 'baton_campaign_url',
    label: 'Campaign link',
    description: "That campaign's page in Baton. Kept current by Baton.",
    type: 'string',
    fieldType: 'text',
    options: [],
  },
  {
    name: 'baton_do_not_contact',
    label: 'Do Not Contact (Baton)',
    description: 'Yes: no assistant ever writes to this contact again.',
    type: 'bool',
    fieldType: 'booleancheckbox',
    options: [option('true', 'Yes'), option('false', 'No')],
  },
  {
    name: 'baton_last_synced_at',
    label: 'Last synced by Baton',
    description: 'When Baton last wrote to this contact.',
    type: 'datetime',
    fieldType: 'date',
    options: [],
  },
];
