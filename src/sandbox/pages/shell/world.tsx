import { createContext, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { clockSchema, infoSchema, ownersSchema, portalsSchema, usersSchema } from '../api/types.ts';
import type { Info, Owner, Portal, User } from '../api/types.ts';
import { request } from '../api/client.ts';
import { usePolled } from '../api/use-polled.ts';
import { useRouter } from '../routing/router.tsx';
import { routeOf } from '../routing/routes.ts';
import { chooseUser } from './people.ts';

export interface World {
  info: Info;
  portals: Portal[];
  portal: Portal;
  users: User[];
  user: User;
  owners: Owner[];
  chooseUser: (userId: string) => void;
}

const WorldContext = createContext<World | null>(null);

/** Account, user and owners of the page; there only below a loaded WorldProvider. */
export function useWorld(): World {
  const world = useContext(WorldContext);
  if (!world) throw new Error('useWorld outside of WorldProvider');
  return world;
}

const userKey = 'stand-in-user';

/** Whoever an address names stays signed in on pages whose address names nobody. */
function rememberedUser(named: string | null): string | null {
  if (named !== null) sessionStorage.setItem(userKey, named);
  return named ?? sessionStorage.getItem(userKey);
}

interface ProviderProps {
  loading: ReactNode;
  failed: (message: string) => ReactNode;
  children: ReactNode;
}

export function WorldProvider({ loading, failed, children }: ProviderProps) {
  const { place } = useRouter();
  const [wanted, setWanted] = useState(() => rememberedUser(place.query.get('user')));
  const route = routeOf(place.path);
  const info = usePolled('/sandbox/api/info', infoSchema, 0);
  const portals = usePolled('/sandbox/api/portals', portalsSchema, 3000);
  const portalId = 'portalId' in route ? route.portalId : place.query.get('portal');
  const portal =
    portals.data?.find((one) => one.portalId === portalId) ?? (portalId ? undefined : portals.data?.[0]);
  const base = portal ? `/sandbox/api/portals/${portal.portalId}` : null;
  const users = usePolled(base && `${base}/users`, usersSchema, 10_000);
  const owners = usePolled(base && `${base}/owners`, ownersSchema, 5000);
  const user = users.data ? chooseUser(users.data, wanted) : null;

  const world = useMemo<World | null>(() => {
    if (!info.data || !portals.data || !portal || !users.data || !user || !owners.data) return null;
    return {
      info: info.data,
      portals: portals.data,
      portal,
      users: users.data,
      user,
      owners: owners.data,
      chooseUser: (userId) => {
        sessionStorage.setItem(userKey, userId);
        setWanted(userId);
      },
    };
  }, [info.data, portals.data, portal, users.data, user, owners.data]);

  if (world) return <WorldContext.Provider value={world}>{children}</WorldContext.Provider>;
  const problem = [info, portals, users, owners].find((one) => one.error)?.error;
  if (problem) return failed(problem.message);
  if (portals.data && !portal) return failed(`There is no account ${portalId ?? ''} in this stand-in.`);
  return loading;
}

const ClockContext = createContext<{ offsetMs: number; advance: (byMs: number) => Promise<void> }>({
  offsetMs: 0,
  advance: async () => undefined,
});

/** The stand-in's clock: how far it is ahead of the machine's, and the way to move it. */
export const useClock = () => useContext(ClockContext);

/** The stand-in's time in milliseconds, renewed every `everyMs`. */
export function useNow(everyMs: number): number {
  const { offsetMs } = useClock();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return Date.now() + offsetMs;
}

export function ClockProvider({ children }: { children: ReactNode }) {
  const [offsetMs, setOffset] = useState(0);
  const polled = usePolled('/sandbox/api/clock', clockSchema, 2000);
  const read = polled.data?.offsetMs;
  useEffect(() => {
    if (read !== undefined) setOffset(read);
  }, [read]);
  const clock = useMemo(
    () => ({
      offsetMs,
      advance: async (advanceMs: number) => {
        const body = { advanceMs, gently: true };
        const options = { method: 'POST', body } as const;
        setOffset((await request('/sandbox/api/clock', clockSchema, options)).data.offsetMs);
      },
    }),
    [offsetMs],
  );
  return <ClockContext.Provider value={clock}>{children}</ClockContext.Provider>;
}
