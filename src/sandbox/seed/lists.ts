import type { Portal } from '../accounts/portal.ts';
import type { PropertyFilter } from '../lists/filters.ts';
import type { ListRecord } from '../lists/list.ts';
import { createList } from '../lists/write.ts';
import { COMPANY, CONTACT } from '../records/object-types.ts';

const ATTENDEES = 24;

/** Lists to try a campaign with: one that a person filled, and two that fill themselves. */
export function seedLists(portal: Portal): void {
  const admin = [...portal.users.values()].find((user) => user.superAdmin);
  const make = (name: string, list: Pick<ListRecord, 'objectTypeId' | 'processingType' | 'filterBranch'>) =>
    createList(portal, { name, ...list, filterBranch: list.filterBranch ?? undefined }, admin?.id);
  const attendees = make('Webinar attendees', {
    objectTypeId: CONTACT.id,
    processingType: 'MANUAL',
    filterBranch: null,
  });
  portal.lists.join(attendees, whoAttended(portal));
  make('German manufacturers', {
    objectTypeId: CONTACT.id,
    processingType: 'DYNAMIC',
    filterBranch: anyOf(
      [is('country', 'Germany'), contains('industry', 'Machinery')],
      [is('country', 'Germany'), contains('industry', 'Automotive')],
    ),
  });
  make('Companies of 500 people and more', {
    objectTypeId: COMPANY.id,
    processingType: 'DYNAMIC',
    filterBranch: anyOf([atLeast('numberofemployees', 500)]),
  });
}

/** Some who can be written to, old and new, of all owners. */
function whoAttended(portal: Portal): string[] {
  const reachable = [...portal.table(CONTACT).all()].filter(
    ({ properties }) =>
      properties.email?.includes('@') &&
      !properties.hs_email_optout &&
      !properties.hs_email_bad_address &&
      !properties.hs_email_hard_bounce_reason_enum,
  );
  const every = Math.max(1, Math.floor(reachable.length / ATTENDEES));
  return reachable
    .filter((_contact, index) => index % every === 1)
    .map(({ id }) => id)
    .slice(0, ATTENDEES);
}

const anyOf = (...groups: PropertyFilter[][]): ListRecord['filterBranch'] => ({
  filterBranchType: 'OR',
  filters: [],
  filterBranches: groups.map((filters) => ({ filterBranchType: 'AND', filters, filterBranches: [] })),
});

const text =
  (operator: 'IS_EQUAL_TO' | 'CONTAINS') =>
  (property: string, value: string): PropertyFilter => ({
    filterType: 'PROPERTY',
    property,
    operation: { operationType: 'MULTISTRING', operator, values: [value] },
  });
const is = text('IS_EQUAL_TO');
const contains = text('CONTAINS');

const atLeast = (property: string, value: number): PropertyFilter => ({
  filterType: 'PROPERTY',
  property,
  operation: { operationType: 'NUMBER', operator: 'IS_GREATER_THAN_OR_EQUAL_TO', value },
});
