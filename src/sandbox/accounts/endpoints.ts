import type { AccountCall } from '../api/call.ts';
import { accountEndpoint, type Endpoint } from '../api/endpoint.ts';
import type { TokenBook } from '../oauth/tokens.ts';
import { OBJECT_TYPES, type ObjectType } from '../records/object-types.ts';
import type { DailyLimits } from '../traffic/daily.ts';
import type { Portal } from './portal.ts';

const RECORD_LIMIT = 15_000_000;

export interface AccountParts {
  tokens: TokenBook;
  daily: DailyLimits;
  /** Host of the stand-in's pages. */
  uiHost: () => string;
}

/** Any app that may read some kind of record. */
const mayReadSomething = { anyOf: [...new Set(OBJECT_TYPES.flatMap((type) => type.readScopes))] };

/** The account itself: details, limits, uninstalling the app. */
export const accountEndpoints = ({ tokens, daily, uiHost }: AccountParts): Endpoint[] => [
  accountEndpoint({
    method: 'GET',
    path: '/account-info/V/details',
    answers: 200,
    scopes: ['oauth'],
    run: (call) => details(call, uiHost()),
  }),
  accountEndpoint({
    method: 'GET',
    path: '/account-info/V/api-usage/daily/private-apps',
    answers: 200,
    scopes: ['oauth'],
    run: ({ portal }) => dailyUsage(portal, daily),
  }),
  accountEndpoint({
    method: 'GET',
    path: '/crm/limits/V/records',
    answers: 200,
    scopes: mayReadSomething,
    run: recordLimits,
  }),
  accountEndpoint({
    method: 'GET',
    path: '/crm/limits/V/custom-properties',
    answers: 200,
    scopes: mayReadSomething,
    run: propertyLimits,
  }),
  // HubSpot also mails the admins.
  accountEndpoint({
    method: 'DELETE',
    path: '/appinstalls/V/external-install',
    answers: 204,
    scopes: ['oauth'],
    run: ({ portal }) => tokens.uninstall(portal.id),
  }),
];

function details(call: AccountCall, uiDomain: string) {
  const { portalId, timeZone, currency } = call.portal.account;
  const utcOffsetMilliseconds = offsetOf(timeZone, call.portal.world.clock.now());
  return {
    portalId,
    accountType: 'DEVELOPER_TEST',
    timeZone,
    companyCurrency: currency,
    additionalCurrencies: [],
    utcOffset: `${utcOffsetMilliseconds < 0 ? '-' : '+'}${new Date(Math.abs(utcOffsetMilliseconds)).toISOString().slice(11, 16)}`,
    utcOffsetMilliseconds,
    uiDomain,
    dataHostingLocation: 'na1',
  };
}

/** An account without a daily limit has nothing to tell. */
function dailyUsage({ account, world }: Portal, daily: DailyLimits) {
  const { used, resetsAt } = daily.usage(account);
  const usage = {
    name: 'private-apps-api-calls-daily',
    usageLimit: account.dailyLimit,
    currentUsage: used,
    collectedAt: new Date(world.clock.now()).toISOString(),
    fetchStatus: 'SUCCESS',
    resetsAt: new Date(resetsAt).toISOString(),
  };
  return { results: account.dailyLimit === null ? [] : [usage] };
}

function offsetOf(timeZone: string, now: number): number {
  const seconds = Math.floor(now / 1_000) * 1_000;
  const local = new Date(seconds).toLocaleString('sv-SE', { timeZone });
  return Date.parse(`${local.replace(' ', 'T')}Z`) - seconds;
}

function usageOf(portal: Portal, type: ObjectType, usage: number, limit: number) {
  const { singular, plural } = portal.schemas.get(type.id)?.labels ?? {
    singular: capitalised(type.singular),
    plural: capitalised(type.name),
  };
  return { objectTypeId: type.id, singularLabel: singular, pluralLabel: plural, ...shareOf(usage, limit) };
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const shareOf = (usage: number, limit: number) => ({ limit, usage, percentage: (100 * usage) / limit });

function recordLimits({ portal }: AccountCall) {
  const hubspotDefinedObjectTypes = OBJECT_TYPES.filter((type) => !type.engagement).map((type) =>
    usageOf(portal, type, [...portal.table(type).all()].length, RECORD_LIMIT),
  );
  const custom = portal.objectTypes().filter((type) => portal.schemas.has(type.id));
  const byObjectType = custom.map((type) =>
    usageOf(portal, type, [...portal.table(type).all()].length, RECORD_LIMIT),
  );
  const used = byObjectType.reduce((sum, { usage }) => sum + usage, 0);
  const customObjectTypes = { ...shareOf(used, RECORD_LIMIT), byObjectType };
  return { hubspotDefinedObjectTypes, customObjectTypes };
}

function propertyLimits({ portal }: AccountCall) {
  const byObjectType = portal.objectTypes().map((type) => {
    const custom = portal.propertiesOf(type).filter((definition) => !definition.hubspotDefined);
    return usageOf(portal, type, custom.length, portal.account.customPropertyLimit);
  });
  return { byObjectType };
}
