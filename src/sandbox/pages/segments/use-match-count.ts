import { useEffect, useState } from 'react';
import { request } from '../api/client.ts';
import { totalSchema } from '../api/list-types.ts';
import type { FilterBranch } from '../api/list-types.ts';
import { useWorld } from '../shell/world.tsx';

const SETTLES_MS = 250;

/** How many records the filters choose, a moment after they changed; null: not known, or the filters are not complete. */
export function useMatchCount(objectTypeId: string, branch: FilterBranch | null): number | null {
  const { portal } = useWorld();
  const [total, setTotal] = useState<number | null>(null);
  const asked = branch && JSON.stringify({ objectTypeId, filterBranch: branch });
  useEffect(() => {
    setTotal(null);
    if (asked === null) return undefined;
    let isOutdated = false;
    const timer = setTimeout(() => {
      const path = `/sandbox/api/portals/${portal.portalId}/lists/preview`;
      request(path, totalSchema, { method: 'POST', body: JSON.parse(asked) as unknown })
        .then(({ data }) => isOutdated || setTotal(data.total))
        .catch(() => undefined);
    }, SETTLES_MS);
    return () => {
      isOutdated = true;
      clearTimeout(timer);
    };
  }, [asked, portal.portalId]);
  return total;
}
