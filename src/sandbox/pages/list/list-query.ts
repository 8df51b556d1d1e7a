import { useCallback, useMemo } from 'react';
import { useRouter } from '../routing/router.tsx';
import { useWorld } from '../shell/world.tsx';

export interface ListQuery {
  text: string;
  /** '' for all, 'none' for contacts without an owner. */
  ownerId: string;
  limit: number;
  /** The cursors of the pages from the second to the current one. */
  trail: string[];
}

export function readListQuery(query: URLSearchParams): ListQuery {
  const limit = Number(query.get('limit'));
  return {
    text: query.get('q') ?? '',
    ownerId: query.get('owner') ?? '',
    limit: [25, 50, 100].includes(limit) ? limit : 50,
    trail: (query.get('after') ?? '').split(',').filter(Boolean),
  };
}

export function writeListQuery(portalId: string, query: ListQuery): string {
  const params = new URLSearchParams({ portal: portalId });
  if (query.text) params.set('q', query.text);
  if (query.ownerId) params.set('owner', query.ownerId);
  if (query.limit !== 50) params.set('limit', String(query.limit));
  if (query.trail.length) params.set('after', query.trail.join(','));
  return `/?${params}`;
}

/** The list view's search, filter and page, kept in the address. */
export function useListQuery() {
  const { place, go } = useRouter();
  const { portal, user } = useWorld();
  const [portalId, userId] = [portal.portalId, user.id];
  const query = useMemo(() => readListQuery(place.query), [place.query]);
  const change = useCallback(
    (part: Partial<ListQuery>, replace = true) =>
      go(writeListQuery(portalId, { ...query, trail: [], ...part }), { replace }),
    [go, portalId, query],
  );
  const apiPath = useMemo(() => {
    const params = new URLSearchParams({ limit: String(query.limit) });
    if (query.text) params.set('query', query.text);
    if (query.ownerId) params.set('ownerId', query.ownerId);
    const after = query.trail.at(-1);
    if (after) params.set('after', after);
    params.set('userId', userId);
    return `/sandbox/api/portals/${portalId}/contacts?${params}`;
  }, [portalId, userId, query]);
  return useMemo(
    () => ({
      query,
      apiPath,
      change,
      next: (cursor: string) => change({ trail: [...query.trail, cursor] }, false),
      previous: () => change({ trail: query.trail.slice(0, -1) }, false),
    }),
    [query, apiPath, change],
  );
}
