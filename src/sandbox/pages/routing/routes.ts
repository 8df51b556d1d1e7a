export type Route =
  | { page: 'list' }
  | { page: 'record'; portalId: string; contactId: string }
  | { page: 'objects'; portalId: string; typeId: string }
  | { page: 'object'; portalId: string; typeId: string; recordId: string }
  | { page: 'segments'; portalId: string }
  | { page: 'segment'; portalId: string; listId: string }
  | { page: 'mail'; mailId: string | null }
  | { page: 'settings'; portalId: string }
  /** `at`: the path inside the app's pages, `/` for their first. */
  | { page: 'app'; portalId: string; appId: string; at: string }
  | { page: 'play' }
  | { page: 'sandbox' }
  | { page: 'unknown' };

const CONTACT_TYPE = '0-1';

/** The page a path stands for. The record's path is HubSpot's own. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter(Boolean);
  const [first, second, third, fourth, fifth] = parts;
  if (first === undefined) return { page: 'list' };
  if (first === 'contacts' && second && third === 'record' && fourth && fifth && parts.length === 5)
    return recordRoute(second, fourth, fifth);
  if (
    first === 'contacts' &&
    second &&
    third === 'objects' &&
    fourth &&
    parts.slice(4).join('/') === 'views/all/list'
  )
    // Contacts have a page of their own, which shows only what the person may see.
    return fourth === CONTACT_TYPE ? { page: 'list' } : { page: 'objects', portalId: second, typeId: fourth };
  if (first === 'contacts' && second && third === 'objectLists' && fourth)
    return segmentRoute(second, fourth, parts.slice(4));
  if (first === 'mail' && parts.length <= 2) return { page: 'mail', mailId: second ?? null };
  if (first === 'settings' && second && parts.length === 2) return { page: 'settings', portalId: second };
  // where HubSpot has them: the connected apps of an account, and the settings of one
  if (first === 'integrations-settings' && second && third === 'installed')
    return { page: 'settings', portalId: second };
  if (first === 'app' && second && third)
    return { page: 'app', portalId: second, appId: third, at: `/${parts.slice(3).join('/')}` };
  if (first === 'play' && parts.length === 1) return { page: 'play' };
  if (first === 'sandbox' && parts.length === 1) return { page: 'sandbox' };
  return { page: 'unknown' };
}

/** A contact has a page of its own. */
const recordRoute = (portalId: string, typeId: string, recordId: string): Route =>
  typeId === CONTACT_TYPE
    ? { page: 'record', portalId, contactId: recordId }
    : { page: 'object', portalId, typeId, recordId };

/** `filters` at the end is where HubSpot opens the editor; here both are one page. */
function segmentRoute(portalId: string, listId: string, rest: readonly string[]): Route {
  if (rest.length > 1 || (rest[0] ?? 'filters') !== 'filters') return { page: 'unknown' };
  return listId === 'all' ? { page: 'segments', portalId } : { page: 'segment', portalId, listId };
}

/** @param listId default: all lists */
export const segmentPath = (portalId: string, listId = 'all') =>
  `/contacts/${portalId}/objectLists/${listId}`;

/** @param typeId default: contacts */
export const recordPath = (portalId: string, recordId: string, typeId = CONTACT_TYPE) =>
  `/contacts/${portalId}/record/${typeId}/${recordId}`;

/** All records of one kind, where HubSpot shows them. */
export const objectsPath = (portalId: string, typeId: string) =>
  `/contacts/${portalId}/objects/${typeId}/views/all/list`;

/** Where HubSpot shows a page of an app. `to` is the app's own path, `params` become the query. */
export function appPagePath(
  portalId: string,
  appId: string,
  to = '/',
  params: Readonly<Record<string, string>> = {},
): string {
  const inside = to.split('/').filter(Boolean);
  const query = new URLSearchParams(params).toString();
  return `/app/${[portalId, appId, ...inside].join('/')}${query ? `?${query}` : ''}`;
}
