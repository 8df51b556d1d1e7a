import type { Portal } from '../accounts/portal.ts';
import { associate } from '../associations/associations.ts';
import { COMPANY, CONTACT, DEAL, TICKET, type ObjectType } from '../records/object-types.ts';
import { personAuthor, type StoredRecord } from '../records/record.ts';
import { createRecord } from '../records/write.ts';
import { createSchema, newSchema } from '../schemas/write.ts';

const DAY = 86_400_000;
const EVERY = 9;
const COUNT = 18;
const stages = [
  'appointmentscheduled',
  'qualifiedtobuy',
  'presentationscheduled',
  'contractsent',
  'closedwon',
];
const subjects = [
  'Pallet arrived damaged',
  'Invoice shows two addresses',
  'Login does not work',
  'Wrong quantity',
];

/** Two custom objects, and a few records of every kind that a sync writes to, linked to contacts and their companies. */
export function seedObjects(portal: Portal): void {
  const delivery = createSchema(portal, newSchema.parse(deliverySchema));
  createSchema(portal, newSchema.parse(subscriptionSchema));
  const deliveries = portal.objectType(delivery.objectTypeId);
  const now = portal.world.clock.now();
  const contacts = [...portal.table(CONTACT).all()]
    .filter((_contact, index) => index % EVERY === 0)
    .slice(0, COUNT);
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  for (const [index, contact] of contacts.entries()) {
    const at = now - (COUNT - index) * 9 * DAY;
    const company = companyOf(portal, contact);
    const name = company?.properties.name ?? contact.properties.company ?? 'Unknown';
    const make = madeFor(portal, contact, at);
    const deal = make(DEAL, {
      dealname: `${name} – order ${1_040 + index}`,
      dealstage: stages[index % stages.length] ?? '',
      pipeline: 'default',
      amount: String(1_200 + 870 * index),
      closedate: new Date(at + 30 * DAY).toISOString(),
    });
    if (company) associate(portal, deal, company, []);
    if (index % 3 === 0)
      make(TICKET, {
        subject: subjects[(index / 3) % subjects.length] ?? '',
        hs_pipeline: '0',
        hs_pipeline_stage: String(1 + (index % 4)),
        hs_ticket_priority: 'MEDIUM',
      });
    if (index % 2 === 0)
      make(deliveries, {
        tracking_number: `SHP-${70_310 + index}`,
        status: index % 4 === 0 ? 'delivered' : 'on_its_way',
        weight_kg: String(40 + 11 * index),
        sent_on: day(at + 2 * DAY),
      });
  }
}

function companyOf(portal: Portal, contact: StoredRecord): StoredRecord | undefined {
  const [id = ''] = Object.keys(contact.associations[COMPANY.id] ?? {});
  return portal.table(COMPANY).live(id);
}

/** Makes records for one contact, by its owner. */
const madeFor =
  (portal: Portal, contact: StoredRecord, at: number) =>
  (type: ObjectType, properties: Record<string, string>): StoredRecord => {
    const ownerId = contact.properties.hubspot_owner_id ?? '';
    const userId = portal.owners.get(ownerId)?.userIdIncludingInactive ?? 0;
    const record = createRecord(
      portal,
      type,
      { ...properties, ...(ownerId === '' ? {} : { hubspot_owner_id: ownerId }) },
      { ...personAuthor(userId), at },
    );
    associate(portal, record, contact, []);
    return record;
  };

const text = { type: 'string', fieldType: 'text' };
const deliverySchema = {
  name: 'delivery',
  labels: { singular: 'Delivery', plural: 'Deliveries' },
  primaryDisplayProperty: 'tracking_number',
  secondaryDisplayProperties: ['status'],
  requiredProperties: ['tracking_number'],
  searchableProperties: ['tracking_number'],
  properties: [
    { ...text, name: 'tracking_number', label: 'Tracking number', hasUniqueValue: true },
    {
      name: 'status',
      label: 'Status',
      type: 'enumeration',
      fieldType: 'select',
      options: [
        { value: 'packed', label: 'Packed' },
        { value: 'on_its_way', label: 'On its way' },
        { value: 'delivered', label: 'Delivered' },
      ],
    },
    { name: 'weight_kg', label: 'Weight in kg', type: 'number', fieldType: 'number' },
    { name: 'sent_on', label: 'Sent on', type: 'date', fieldType: 'date' },
  ],
  associatedObjects: ['CONTACT', 'COMPANY', 'DEAL'],
};
const subscriptionSchema = {
  name: 'subscription_plan',
  labels: { singular: 'Subscription plan', plural: 'Subscription plans' },
  primaryDisplayProperty: 'plan_name',
  requiredProperties: ['plan_name'],
  searchableProperties: ['plan_name', 'external_id'],
  properties: [
    { ...text, name: 'plan_name', label: 'Plan name' },
    { ...text, name: 'external_id', label: 'External ID', hasUniqueValue: true },
    { name: 'is_active', label: 'Active', type: 'bool', fieldType: 'booleancheckbox' },
    { name: 'renews_at', label: 'Renews at', type: 'datetime', fieldType: 'date' },
  ],
  associatedObjects: ['CONTACT', 'COMPANY'],
};
