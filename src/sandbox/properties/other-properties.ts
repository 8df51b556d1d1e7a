import { builtIn } from './built-in.ts';
import type { PropertyDefinition } from './property-definition.ts';

const company = builtIn('companyinformation');
const deal = builtIn('dealinformation');
const ticket = builtIn('ticketinformation');
const note = builtIn('notes');
const task = builtIn('tasks');
const email = builtIn('emails');
const readOnly = { readOnly: true };

export const companyProperties: readonly PropertyDefinition[] = [
  company('name', 'Company name'),
  company('domain', 'Company Domain Name'),
  company('website', 'Website URL'),
  company('phone', 'Phone Number', { fieldType: 'phonenumber' }),
  company('industry', 'Industry'),
  company('description', 'Description', { fieldType: 'textarea' }),
  company('numberofemployees', 'Number of Employees', { type: 'number' }),
  company('city', 'City'),
  company('state', 'State/Region'),
  company('zip', 'Postal Code'),
  company('country', 'Country/Region'),
  company('hubspot_owner_id', 'Company owner', { type: 'enumeration', external: true }),
  company('createdate', 'Create Date', { type: 'datetime', ...readOnly }),
  company('hs_lastmodifieddate', 'Last Modified Date', { type: 'datetime', ...readOnly }),
  company('hs_object_id', 'Record ID', { type: 'number', ...readOnly }),
  company('hs_merged_object_ids', 'Merged record IDs', readOnly),
];

/** HubSpot's first pipeline, as an account has it before anybody changed it. */
const dealStages = [
  ['appointmentscheduled', 'Appointment Scheduled'],
  ['qualifiedtobuy', 'Qualified To Buy'],
  ['presentationscheduled', 'Presentation Scheduled'],
  ['decisionmakerboughtin', 'Decision Maker Bought-In'],
  ['contractsent', 'Contract Sent'],
  ['closedwon', 'Closed Won'],
  ['closedlost', 'Closed Lost'],
] as const;

export const dealProperties: readonly PropertyDefinition[] = [
  deal('dealname', 'Deal Name'),
  deal('amount', 'Amount', { type: 'number' }),
  deal('closedate', 'Close Date', { type: 'datetime' }),
  deal('pipeline', 'Pipeline', { type: 'enumeration', options: [['default', 'Sales Pipeline']] }),
  deal('dealstage', 'Deal Stage', { type: 'enumeration', fieldType: 'radio', options: dealStages }),
  deal('dealtype', 'Deal Type', {
    type: 'enumeration',
    fieldType: 'radio',
    options: [
      ['newbusiness', 'New Business'],
      ['existingbusiness', 'Existing Business'],
    ],
  }),
  deal('description', 'Deal Description', { fieldType: 'textarea' }),
  deal('hubspot_owner_id', 'Deal owner', { type: 'enumeration', external: true }),
  deal('createdate', 'Create Date', { type: 'datetime', ...readOnly }),
  deal('hs_lastmodifieddate', 'Last Modified Date', { type: 'datetime', ...readOnly }),
  deal('hs_object_id', 'Record ID', { type: 'number', ...readOnly }),
  deal('hs_merged_object_ids', 'Merged record IDs', readOnly),
];

export const ticketProperties: readonly PropertyDefinition[] = [
  ticket('subject', 'Ticket name'),
  ticket('content', 'Ticket description', { fieldType: 'textarea' }),
  ticket('hs_pipeline', 'Pipeline', { type: 'enumeration', options: [['0', 'Support Pipeline']] }),
  ticket('hs_pipeline_stage', 'Ticket status', {
    type: 'enumeration',
    options: [
      ['1', 'New'],
      ['2', 'Waiting on contact'],
      ['3', 'Waiting on us'],
      ['4', 'Closed'],
    ],
  }),
  ticket('hs_ticket_priority', 'Priority', {
    type: 'enumeration',
    options: ['LOW', 'MEDIUM', 'HIGH', 'URGENT'],
  }),
  ticket('hs_ticket_category', 'Category', {
    type: 'enumeration',
    fieldType: 'checkbox',
    options: ['PRODUCT_ISSUE', 'BILLING_ISSUE', 'FEATURE_REQUEST', 'GENERAL_INQUIRY'],
  }),
  ticket('hubspot_owner_id', 'Ticket owner', { type: 'enumeration', external: true }),
  ticket('createdate', 'Create date', { type: 'datetime', ...readOnly }),
  ticket('hs_lastmodifieddate', 'Last modified date', { type: 'datetime', ...readOnly }),
  ticket('hs_object_id', 'Record ID', { type: 'number', ...readOnly }),
  ticket('hs_merged_object_ids', 'Merged record IDs', readOnly),
];

/** What every activity has. */
function activity(property: ReturnType<typeof builtIn>): PropertyDefinition[] {
  return [
    property('hs_timestamp', 'Activity date', { type: 'datetime' }),
    property('hubspot_owner_id', 'Activity assigned to', { type: 'enumeration', external: true }),
    property('hs_attachment_ids', 'Attached file IDs'),
    property('hs_createdate', 'Create date', { type: 'datetime', ...readOnly }),
    property('hs_lastmodifieddate', 'Last modified date', { type: 'datetime', ...readOnly }),
    property('hs_object_id', 'Record ID', { type: 'number', ...readOnly }),
  ];
}

export const noteProperties: readonly PropertyDefinition[] = [
  ...activity(note),
  note('hs_note_body', 'Note body', { fieldType: 'html' }),
];

export const taskProperties: readonly PropertyDefinition[] = [
  ...activity(task),
  task('hs_task_subject', 'Task Title'),
  task('hs_task_body', 'Task Notes', { fieldType: 'html' }),
  task('hs_task_status', 'Task Status', {
    type: 'enumeration',
    options: ['NOT_STARTED', 'IN_PROGRESS', 'WAITING', 'COMPLETED', 'DEFERRED'],
  }),
  task('hs_task_priority', 'Priority', { type: 'enumeration', options: ['NONE', 'LOW', 'MEDIUM', 'HIGH'] }),
  task('hs_task_type', 'Task Type', { type: 'enumeration', options: ['TODO', 'CALL', 'EMAIL'] }),
  task('hs_task_reminders', 'Reminders'),
];

export const emailProperties: readonly PropertyDefinition[] = [
  ...activity(email),
  email('hs_email_direction', 'Email Direction', {
    type: 'enumeration',
    options: ['EMAIL', 'INCOMING_EMAIL', 'FORWARDED_EMAIL'],
  }),
  email('hs_email_status', 'Email send status', {
    type: 'enumeration',
    options: ['BOUNCED', 'FAILED', 'SCHEDULED', 'SENDING', 'SENT'],
  }),
  email('hs_email_subject', 'Email subject'),
  email('hs_email_text', 'Text body', { fieldType: 'textarea' }),
  email('hs_email_html', 'Email HTML', { fieldType: 'html' }),
  email('hs_email_headers', 'Email headers', { fieldType: 'textarea' }),
  email('hs_email_thread_id', 'Email Thread ID'),
  email('hs_email_message_id', 'Email Message ID'),
  email('hs_email_from_email', 'Email From Address', readOnly),
  email('hs_email_from_firstname', 'Email From First Name', readOnly),
  email('hs_email_from_lastname', 'Email From Last Name', readOnly),
  email('hs_email_to_email', 'Email To Address', readOnly),
  email('hs_email_to_firstname', 'Email To First Name', readOnly),
  email('hs_email_to_lastname', 'Email To Last Name', readOnly),
  email('hs_email_cc_email', 'Email CC Address', readOnly),
  email('hs_email_bcc_email', 'Email BCC Address', readOnly),
];

export const otherGroups = {
  companies: [{ name: 'companyinformation', label: 'Company information' }],
  deals: [{ name: 'dealinformation', label: 'Deal information' }],
  tickets: [{ name: 'ticketinformation', label: 'Ticket information' }],
  notes: [{ name: 'notes', label: 'Notes' }],
  tasks: [{ name: 'tasks', label: 'Tasks' }],
  emails: [{ name: 'emails', label: 'Emails' }],
} as const;
