/* A small, believable account for the tests of the pages. */
const minute = 60_000;
const now = Date.now();

export const users = [
  { id: 101, email: 'rae@acme.example', firstName: 'Rae', lastName: 'Rep', superAdmin: false },
  { id: 102, email: 'sam@acme.example', firstName: 'Sam', lastName: 'Seller', superAdmin: false },
  { id: 103, email: 'ada@acme.example', firstName: 'Ada', lastName: 'Admin', superAdmin: true },
  { id: 104, email: 'tara@acme.example', firstName: 'Tara', lastName: '', superAdmin: false },
];

export const owners = [
  ...users.map((user) => ({ ...user, id: String(user.id + 900), userId: user.id, archived: false })),
  {
    id: '1099',
    email: 'olaf@acme.example',
    firstName: 'Olaf',
    lastName: 'Gone',
    userId: null,
    archived: true,
  },
];

export function ownerName(id: string | null): string | null {
  const owner = owners.find((one) => one.id === id);
  return owner ? [owner.firstName, owner.lastName].filter(Boolean).join(' ') : null;
}

const people = [
  ['Maria', 'Lindqvist', 'Nordlicht Solar', 'Head of Operations'],
  ['Jonas', 'Weber', 'Weber Maschinenbau', 'Managing Director'],
  ['Aisha', 'Okafor', 'Lagos Freight', 'Procurement Lead'],
  ['Tom', 'Whitfield', 'Whitfield & Sons', 'Partner'],
  ['Chloé', 'Durand', 'Atelier Durand', 'Founder'],
  ['Kenji', 'Watanabe', 'Hikari Optics', 'Sales Engineer'],
] as const;

interface FakeContact {
  id: string;
  ownerName: string | null;
  properties: Record<string, string | null>;
}

export function contacts(): Map<string, FakeContact> {
  const states = [null, null, 'Cold', 'Hot', 'OutOfOffice', 'UnSubscribed'];
  const all = Array.from({ length: 60 }, (_, index): FakeContact => {
    const [firstname, lastname, company, jobtitle] = people[index % people.length] ?? people[0];
    const suffix = index < people.length ? '' : String(index);
    const ownerId = index === 4 ? null : index % 3 === 2 ? '1004' : index % 2 === 0 ? '1001' : '1002';
    const state = ownerId === '1004' ? (states[index % states.length] ?? 'Warm') : null;
    return {
      id: String(501 + index),
      ownerName: ownerName(ownerId),
      properties: {
        firstname,
        lastname: lastname + suffix,
        email: `${firstname}.${lastname}${suffix}@${company.split(' ')[0]}.example`
          .toLowerCase()
          .replace('é', 'e'),
        company,
        jobtitle,
        phone: '+49 30 1234567',
        country: 'Germany',
        hubspot_owner_id: ownerId,
        hs_lead_status: state ? 'IN_PROGRESS' : 'NEW',
        lifecyclestage: 'lead',
        baton_lead_connection_status: state,
        baton_context: index === 0 ? 'Met at the fair in Munich. Interested in the 40 kW inverter.' : null,
        notes_last_updated: new Date(now - index * 97 * minute).toISOString(),
        createdate: new Date(now - 40 * 24 * 60 * minute).toISOString(),
      },
    };
  });
  return new Map(all.map((contact) => [contact.id, contact]));
}

const headers = JSON.stringify({
  from: { email: 'tara@acme.example' },
  to: [{ email: 'maria.lindqvist@nordlicht.example' }],
});

export function timelines(): Map<string, Record<string, unknown>[]> {
  return new Map([
    [
      '501',
      [
        {
          kind: 'note',
          id: 9001,
          at: now - 90 * minute,
          authorName: 'Baton',
          hs_note_body:
            '<p>Tara is now the owner of <strong>Maria Lindqvist</strong>.</p><p>First email: Mon 23 Nov, 09:12.<img src="https://evil.test/p.png" onerror="alert(1)"><script>document.title="hacked"</script></p><p><a href="javascript:alert(1)">bad</a> <a href="https://example.com/ok">good</a></p>',
        },
        {
          kind: 'email',
          id: 9002,
          at: now - 60 * minute,
          authorName: 'Tara',
          hs_email_subject: 'The 40 kW inverter from Munich',
          hs_email_html:
            '<p>Hello Maria,</p><p>it was good to meet you at the fair in Munich.</p><p>Tara</p>',
          hs_email_direction: 'EMAIL',
          hs_email_status: 'SENT',
          hs_email_headers: headers,
        },
        {
          kind: 'email',
          id: 9003,
          at: now - 20 * minute,
          authorName: null,
          hs_email_subject: 'Re: The 40 kW inverter from Munich',
          hs_email_text: 'Thursday 3 pm works.\n\nMaria',
          hs_email_direction: 'INCOMING_EMAIL',
          hs_email_status: 'SENT',
          hs_email_from_email: 'maria.lindqvist@nordlicht.example',
        },
        {
          kind: 'task',
          id: 9004,
          at: now - 10 * minute,
          authorName: 'Baton',
          properties: {
            hs_task_subject: 'Call Maria: she agreed to meet',
            hs_task_body: '<p>She wrote: Thursday 3 pm works.</p>',
            hs_task_status: 'NOT_STARTED',
            hs_task_priority: 'HIGH',
          },
        },
      ],
    ],
  ]);
}

export const history = {
  hubspot_owner_id: [
    { value: '1004', timestamp: new Date(now - 90 * minute).toISOString(), sourceType: 'CRM_UI' },
    { value: '1001', timestamp: new Date(now - 9000 * minute).toISOString(), sourceType: 'IMPORT' },
  ],
};

const text = { type: 'string', fieldType: 'text', options: [] };
const choice = (labels: Record<string, string>) => ({
  type: 'enumeration',
  fieldType: 'select',
  options: Object.entries(labels).map(([value, label]) => ({ value, label, hidden: false })),
});

export const definitions = [
  { name: 'firstname', label: 'First name', ...text },
  { name: 'lastname', label: 'Last name', ...text },
  { name: 'email', label: 'Email', ...text },
  { name: 'company', label: 'Company name', ...text },
  { name: 'jobtitle', label: 'Job title', ...text },
  { name: 'phone', label: 'Phone number', ...text },
  { name: 'country', label: 'Country/Region', ...text },
  { name: 'hubspot_owner_id', label: 'Contact owner', ...choice({}), referencedObjectType: 'OWNER' },
  {
    name: 'hs_lead_status',
    label: 'Lead status',
    ...choice({ NEW: 'New', IN_PROGRESS: 'In progress', CONNECTED: 'Connected', UNQUALIFIED: 'Unqualified' }),
  },
  { name: 'lifecyclestage', label: 'Lifecycle stage', ...choice({ lead: 'Lead', customer: 'Customer' }) },
  { name: 'baton_context', label: 'Context', type: 'string', fieldType: 'textarea', options: [] },
  { name: 'baton_lead_connection_status', label: 'Lead Connection Status', ...text },
  {
    name: 'createdate',
    label: 'Create date',
    type: 'datetime',
    fieldType: 'date',
    options: [],
    modificationMetadata: { readOnlyValue: true },
  },
];

export const companies = {
  results: [
    {
      toObjectId: 7001,
      associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' }],
      properties: { name: 'Nordlicht Solar' },
    },
  ],
  hasMore: false,
  nextOffset: 0,
};

const outgoing = {
  from: 'tara@acme.example',
  to: 'maria.lindqvist@nordlicht.example',
  subject: 'The 40 kW inverter from Munich',
  messageId: '<1@acme.example>',
  text: 'Hello Maria,\n\nit was good to meet you at the fair in Munich.\n\nTara',
  html: '<p>Hello Maria,</p><p>it was good to meet you at the fair in Munich. Shall we talk on Thursday?</p><p>Tara<br>Acme</p><img src="https://baton.test/open.gif" width="1" height="1"><script>parent.hacked = true</script>',
  headers: [
    { name: 'From', value: 'Tara <tara@acme.example>' },
    { name: 'To', value: 'Maria Lindqvist <maria.lindqvist@nordlicht.example>' },
    { name: 'List-Unsubscribe', value: '<https://baton.test/u/1>' },
  ],
  raw: 'From: Tara <tara@acme.example>\r\n\r\nHello Maria',
};

export function mails() {
  const at = now - 60 * minute;
  return [
    { id: '1', at, mailbox: outgoing.from, direction: 'out', read: false, ...outgoing },
    { id: '2', at, mailbox: outgoing.to, direction: 'in', read: false, ...outgoing },
    {
      ...outgoing,
      id: '3',
      at: now - 20 * minute,
      from: outgoing.to,
      to: outgoing.from,
      subject: `Re: ${outgoing.subject}`,
      mailbox: outgoing.from,
      direction: 'in',
      read: false,
      text: 'Thursday 3 pm works',
      html: '',
    },
  ];
}

export const calls = {
  total: 212,
  byPath: {
    'POST /crm/objects/2026-09/contacts/batch/update': 96,
    'GET /crm/objects/2026-09/contacts/{id}': 72,
    'POST /crm/objects/2026-09/notes': 44,
  },
  byStatus: { 200: 160, 201: 44, 207: 1, 429: 7 },
  recent: [
    {
      at: now,
      portalId: 4242,
      method: 'POST',
      path: '/crm/objects/2026-09/notes',
      status: 201,
      durationMs: 6,
      fault: null,
    },
    {
      at: now - 900,
      portalId: 4242,
      method: 'GET',
      path: '/crm/owners/2026-09',
      status: 429,
      durationMs: 1,
      fault: 'status',
    },
  ],
};

export const deliveries = [
  {
    at: now,
    portalId: 4242,
    attempt: 0,
    durationMs: 12,
    status: 200,
    error: null,
    events: [{ subscriptionType: 'object.propertyChange', objectId: 501, propertyName: 'hubspot_owner_id' }],
  },
  {
    at: now - 4000,
    portalId: 4242,
    attempt: 1,
    durationMs: 5000,
    status: null,
    error: 'connect ECONNREFUSED',
    events: [{ subscriptionType: 'object.deletion', objectId: 502 }],
  },
];
