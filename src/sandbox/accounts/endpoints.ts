import { Router } from 'express';
import type { TokenBook } from '../oauth/tokens.ts';
import { CONTACT, OBJECT_TYPES } from '../records/object-types.ts';
import { endpoint, noContent, ok, requireScopes, type ApiAnswer, type ApiCall } from '../api/call.ts';
import { HUBSPOT_API_VERSION } from '../api/version.ts';

const RECORD_LIMIT = 15_000_000;

/** The account itself: details, limits, uninstalling the app. @param uiHost host of the stand-in's pages */
export function accountApi(tokens: TokenBook, uiHost: () => string): Router {
  const router = Router();
  router.get(
    `/account-info/${HUBSPOT_API_VERSION}/details`,
    endpoint((call) => details(call, uiHost())),
  );
  router.get(`/crm/limits/${HUBSPOT_API_VERSION}/records`, endpoint(recordLimits));
  router.get(`/crm/limits/${HUBSPOT_API_VERSION}/custom-properties`, endpoint(propertyLimits));
  router.delete(
    `/appinstalls/${HUBSPOT_API_VERSION}/external-install`,
    endpoint((call) => uninstall(call, tokens)),
  );
  return router;
}

function details(call: ApiCall, uiDomain: string): ApiAnswer {
  requireScopes(call, ['oauth']);
  const { portalId, timeZone, currency } = call.portal.account;
  const utcOffsetMilliseconds = offsetOf(timeZone, call.portal.world.clock.now());
  return ok({
    portalId,
    accountType: 'DEVELOPER_TEST',
    timeZone,
    companyCurrency: currency,
    additionalCurrencies: [],
    utcOffset: `${utcOffsetMilliseconds < 0 ? '-' : '+'}${new Date(Math.abs(utcOffsetMilliseconds)).toISOString().slice(11, 16)}`,
    utcOffsetMilliseconds,
    uiDomain,
    dataHostingLocation: 'na1',
  });
}

function offsetOf(timeZone: string, now: number): number {
  const seconds = Math.floor(now / 1_000) * 1_000;
  const local = new Date(seconds).toLocaleString('sv-SE', { timeZone });
  return Date.parse(`${local.replace(' ', 'T')}Z`) - seconds;
}

function requireAnyRead(call: ApiCall): void {
  if (!call.grant.scopes.some((scope) => /^crm\.objects\..+\.read$/.test(scope)))
    requireScopes(call, CONTACT.readScopes);
}

function usageOf(objectTypeId: string, label: string, usage: number, limit: number) {
  return { objectTypeId, singularLabel: label, limit, usage, percentage: (100 * usage) / limit };
}

function recordLimits(call: ApiCall): ApiAnswer {
  requireAnyRead(call);
  const byObjectType = OBJECT_TYPES.filter((type) => !type.engagement).map((type) =>
    usageOf(type.id, type.singular, [...call.portal.table(type).all()].length, RECORD_LIMIT),
  );
  return ok({ hubspotDefinedObjectTypes: byObjectType, customObjectTypes: [] });
}

function propertyLimits(call: ApiCall): ApiAnswer {
  requireAnyRead(call);
  const byObjectType = OBJECT_TYPES.map((type) => {
    const custom = call.portal.propertiesOf(type).filter((definition) => !definition.hubspotDefined);
    return usageOf(type.id, type.singular, custom.length, call.portal.account.customPropertyLimit);
  });
  return ok({ byObjectType });
}

/** HubSpot also mails the admins. */
function uninstall(call: ApiCall, tokens: TokenBook): ApiAnswer {
  requireScopes(call, ['oauth']);
  tokens.uninstall(call.portal.id);
  return noContent;
}
