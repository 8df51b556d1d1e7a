import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react';

export interface Place {
  path: string;
  query: URLSearchParams;
}

interface Router {
  place: Place;
  /** Goes to a path of the stand-in; `replace` leaves no entry in the history. On the same path the page stays put. */
  go: (to: string, options?: { replace?: boolean }) => void;
}

const here = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });
const RouterContext = createContext<Router>({
  place: { path: '/', query: new URLSearchParams() },
  go: () => undefined,
});

export const useRouter = () => useContext(RouterContext);

export function RouterProvider({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const moved = () => setPlace(here());
    window.addEventListener('popstate', moved);
    return () => window.removeEventListener('popstate', moved);
  }, []);
  const go = useCallback<Router['go']>((to, options) => {
    const from = location.pathname;
    if (options?.replace) history.replaceState(null, '', to);
    else history.pushState(null, '', to);
    setPlace(here());
    if (location.pathname !== from) window.scrollTo(0, 0);
  }, []);
  const router = useMemo(() => ({ place, go }), [place, go]);
  return <RouterContext.Provider value={router}>{children}</RouterContext.Provider>;
}

/** A link inside the stand-in: a plain anchor that does not reload the page. */
export function RouteLink({ to, ...rest }: { to: string } & AnchorHTMLAttributes<HTMLAnchorElement>) {
  const { go } = useRouter();
  const click = (event: MouseEvent<HTMLAnchorElement>) => {
    rest.onClick?.(event);
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0)
      return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={click} />;
}
