/**
 * Whether this app itself made a change.
 * @param source what an event calls `changeSource` and a property's history `sourceType`
 * @param sourceId an app's id if an app made the change
 * @param appId this app's id; null: not known, nothing is its own
 */
export const isMadeByApp = (source: string, sourceId: string, appId: string | null): boolean =>
  appId !== null && source === 'INTEGRATION' && sourceId === appId;
