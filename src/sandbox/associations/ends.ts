import type { Portal } from '../accounts/portal.ts';
import type { AccountCall } from '../api/call.ts';
import type { ObjectType } from '../records/object-types.ts';

export const onPair = '/crm/associations/V/:from/:to';

/** The two kinds of record of a path. */
export interface Ends {
  from: ObjectType;
  to: ObjectType;
}

export const endsOf = (call: Pick<AccountCall, 'path' | 'portal'>): Ends => ({
  from: call.portal.objectType(call.path('from')),
  to: call.portal.objectType(call.path('to')),
});

const bothEnds =
  (access: 'readScopes' | 'writeScopes') => (value: (name: string) => string, portal: Portal) => [
    ...portal.objectType(value('from'))[access],
    ...portal.objectType(value('to'))[access],
  ];
export const mayRead = bothEnds('readScopes');
export const mayWrite = bothEnds('writeScopes');
