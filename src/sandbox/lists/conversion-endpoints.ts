import { z } from 'zod';
import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import { invalidRequest } from '../api/hubspot-error.ts';
import { addressed, mayRead, mayWrite } from './endpoints.ts';
import type { ListRecord } from './list.ts';
import { listMissing } from './write.ts';

const path = '/crm/lists/V/:listId/schedule-conversion';
const conversionSchema = z.discriminatedUnion('conversionType', [
  z.object({
    conversionType: z.literal('CONVERSION_DATE'),
    year: z.number().int(),
    month: z.number().int().min(1).max(12),
    day: z.number().int().min(1).max(31),
  }),
  z.object({
    conversionType: z.literal('INACTIVITY'),
    timeUnit: z.enum(['DAY', 'WEEK', 'MONTH']),
    offset: z.number().int().min(1),
  }),
]);

/** A DYNAMIC list becomes a static one, on a day or when nobody joined for a while. */
export const conversionEndpoints: readonly Endpoint[] = [
  accountEndpoint({ method: 'GET', path, answers: 200, scopes: mayRead, run: read }),
  accountEndpoint({
    method: 'PUT',
    path,
    answers: 200,
    scopes: mayWrite,
    body: conversionSchema,
    run: schedule,
  }),
  accountEndpoint({ method: 'DELETE', path, answers: 204, scopes: mayWrite, run: cancel }),
];

function present({ listId, conversion, convertedAt }: ListRecord) {
  return {
    listId,
    ...(conversion ? { requestedConversionTime: conversion } : {}),
    ...(convertedAt === undefined ? {} : { convertedAt: new Date(convertedAt).toISOString() }),
  };
}

function read(call: AccountCall) {
  const list = addressed(call);
  if (!list.conversion && list.convertedAt === undefined) throw listMissing(`conversion of ${list.listId}`);
  return present(list);
}

function schedule(call: AccountCall<z.infer<typeof conversionSchema>>) {
  const list = addressed(call);
  if (list.processingType !== 'DYNAMIC')
    throw invalidRequest(`Only DYNAMIC lists are converted; list ${list.listId} is ${list.processingType}`, {
      subCategory: 'ILS.INVALID_LIST_PROCESSING_TYPE',
    });
  const scheduled = { ...list, conversion: call.body };
  call.portal.lists.save(scheduled);
  return present(scheduled);
}

function cancel(call: AccountCall) {
  const { conversion: _cancelled, ...list } = addressed(call);
  call.portal.lists.save(list);
}
