import { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import type { AccountCall } from '../api/call.ts';
import { batchOf } from '../api/batch.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest, notFound } from '../api/hubspot-error.ts';
import { associationCategories, type AssociationKind } from './association-kind.ts';
import { associationsBetween, defineAssociation, kindOf } from './association-types.ts';
import { endsOf, mayRead, mayWrite, onPair, type Ends } from './ends.ts';

/** Labels of an account between two object types, a paired one counted once. */
const MAX_LABELS = 10;
const limit = 'associations' as const;

const newLabel = z.object({
  name: z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'name may not have hyphens or begin with a digit'),
  label: z.string().min(1),
  inverseLabel: z.string().min(1).optional(),
});
const changedLabel = z.object({
  associationTypeId: z.number().int(),
  label: z.string().min(1),
  inverseLabel: z.string().min(1).optional(),
});

/** What associations between two object types are called. */
export const labelEndpoints: readonly Endpoint[] = [
  accountEndpoint({
    method: 'GET',
    path: `${onPair}/labels`,
    answers: 200,
    scopes: mayRead,
    limit,
    run: (call) => ({ results: between(call).map(present) }),
  }),
  accountEndpoint({
    method: 'POST',
    path: `${onPair}/labels`,
    answers: 200,
    scopes: mayWrite,
    limit,
    body: newLabel,
    run: create,
  }),
  accountEndpoint({
    method: 'PUT',
    path: `${onPair}/labels`,
    answers: 204,
    scopes: mayWrite,
    limit,
    body: changedLabel,
    run: rename,
  }),
  accountEndpoint({
    method: 'DELETE',
    path: `${onPair}/labels/:typeId`,
    answers: 204,
    scopes: mayWrite,
    limit,
    run: remove,
  }),
];

const present = ({ category, typeId, label }: AssociationKind) => ({ category, typeId, label });

function between(call: AccountCall): AssociationKind[] {
  const { from, to } = endsOf(call);
  return associationsBetween(call.portal, from, to);
}

function create(call: AccountCall<z.infer<typeof newLabel>>) {
  const { name, label, inverseLabel = label } = call.body;
  const labelled = between(call).filter((kind) => kind.category === 'USER_DEFINED' && kind.label !== null);
  if (new Set(labelled.map((kind) => Math.min(kind.typeId, kind.inverse))).size >= MAX_LABELS)
    throw invalidRequest(`No more than ${MAX_LABELS} association labels are allowed between two objects`);
  if (labelled.some((kind) => kind.name === name || kind.label === label))
    throw invalidRequest(`An association label '${label}' (${name}) already exists`);
  const made = defineAssociation(call.portal, endsOf(call), { name, label, inverseLabel });
  return { results: made.map(present) };
}

/** An account's own label of the path's objects. @throws HubSpotError 400 for HubSpot's own, 404 */
function ownLabel(call: AccountCall, typeId: number): AssociationKind {
  const kind = between(call).find((candidate) => candidate.typeId === typeId);
  if (!kind) throw notFound(`No association type ${typeId} leads there`);
  if (kind.category !== 'USER_DEFINED' || kind.label === null)
    throw invalidRequest(`Association type ${typeId} is no label of the account`);
  return kind;
}

function rename(call: AccountCall<z.infer<typeof changedLabel>>) {
  const { associationTypeId, label, inverseLabel } = call.body;
  const { associationKinds } = call.portal;
  const kind = ownLabel(call, associationTypeId);
  const back = kindOf(call.portal, kind.inverse) ?? kind;
  const isPaired = back.label !== kind.label;
  associationKinds.set(String(kind.typeId), { ...kind, label });
  if (back.typeId !== kind.typeId)
    associationKinds.set(String(back.typeId), {
      ...back,
      label: inverseLabel ?? (isPaired ? back.label : label),
    });
}

function remove(call: AccountCall) {
  const kind = ownLabel(call, Number(call.path('typeId')));
  const { from, to } = endsOf(call);
  for (const record of call.portal.table(from).all())
    if (Object.values(record.associations[to.id] ?? {}).some((typeIds) => typeIds.includes(kind.typeId)))
      throw invalidRequest(`The label '${kind.label}' is in use and cannot be deleted`);
  for (const typeId of [kind.typeId, kind.inverse]) call.portal.associationKinds.delete(String(typeId));
}

const definitions = '/crm/associations/V/definitions/configurations';
const onLimits = `${definitions}/:from/:to`;
const namedKind = z.object({ category: z.enum(associationCategories), typeId: z.number().int() });
const limited = batchOf(namedKind.extend({ maxToObjectIds: z.number().int().min(1) }));

/** How many associations of a type a record may have, as admins decide. */
export const associationLimitEndpoints: readonly Endpoint[] = [
  accountEndpoint({
    method: 'GET',
    path: `${definitions}/all`,
    answers: 200,
    scopes: { anyOf: ['crm.objects.contacts.read', 'crm.objects.companies.read', 'crm.objects.custom.read'] },
    limit,
    run: ({ portal }) => ({ results: limitsOf(portal, () => true) }),
  }),
  accountEndpoint({
    method: 'GET',
    path: onLimits,
    answers: 200,
    scopes: mayRead,
    limit,
    run: (call) => ({ results: limitsOf(call.portal, leads(endsOf(call))) }),
  }),
  ...(['create', 'update'] as const).map((action) =>
    accountEndpoint({
      method: 'POST',
      path: `${onLimits}/batch/${action}`,
      answers: 200,
      scopes: mayWrite,
      limit,
      body: limited,
      run: setLimits,
    }),
  ),
  accountEndpoint({
    method: 'POST',
    path: `${onLimits}/batch/purge`,
    answers: 204,
    scopes: mayWrite,
    limit,
    body: batchOf(namedKind),
    run: (call) => {
      for (const { typeId } of call.body.inputs) call.portal.associationLimits.delete(String(typeId));
    },
  }),
];

const leads =
  ({ from, to }: Ends) =>
  (kind: AssociationKind): boolean =>
    kind.fromTypeId === from.id && kind.toTypeId === to.id;

function setLimits(call: AccountCall<z.infer<typeof limited>>) {
  const kinds = between(call);
  const { inputs } = call.body;
  for (const { category, typeId } of inputs)
    if (!kinds.some((kind) => kind.typeId === typeId && kind.category === category))
      throw invalidRequest(`Association type ${typeId} of category ${category} does not lead there`);
  for (const { typeId, maxToObjectIds } of inputs)
    call.portal.associationLimits.set(String(typeId), maxToObjectIds);
  const set = new Set(inputs.map(({ typeId }) => typeId));
  return { status: 'COMPLETE', results: limitsOf(call.portal, ({ typeId }) => set.has(typeId)) };
}

function limitsOf(portal: Portal, wanted: (kind: AssociationKind) => boolean) {
  return [...portal.associationLimits.entries()].flatMap(([typeId, maxToObjectIds]) => {
    const kind = kindOf(portal, Number(typeId));
    return kind && wanted(kind)
      ? [{ ...present(kind), maxToObjectIds, userEnforcedMaxToObjectIds: maxToObjectIds }]
      : [];
  });
}
