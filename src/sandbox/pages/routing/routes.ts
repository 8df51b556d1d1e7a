export type Route =
  | { page: 'list' }
  | { page: 'record'; portalId: string; contactId: string }
  | { page: 'mail'; mailId: string | null }
  | { page: 'settings'; portalId: string }
  | { page: 'sandbox' }
  | { page: 'unknown' };

/** The page a path stands for. The record's path is HubSpot's own. */
export function routeOf(path: string): Route {
  const parts = path.split('/').filter(Boolean);
  const [first, second, third, fourth, fifth] = parts;
  if (first === undefined) return { page: 'list' };
  if (first === 'contacts' && second && third === 'record' && fourth === '0-1' && fifth && parts.length === 5)
    return { page: 'record', portalId: second, contactId: fifth };
  if (first === 'mail' && parts.length <= 2) return { page: 'mail', mailId: second ?? null };
  if (first === 'settings' && second && parts.length === 2) return { page: 'settings', portalId: second };
  // where HubSpot has them: the connected apps of an account, and the settings of one
  if (first === 'integrations-settings' && second && third === 'installed')
    return { page: 'settings', portalId: second };
  if (first === 'sandbox' && parts.length === 1) return { page: 'sandbox' };
  return { page: 'unknown' };
}

export const recordPath = (portalId: string, contactId: string) =>
  `/contacts/${portalId}/record/0-1/${contactId}`;
