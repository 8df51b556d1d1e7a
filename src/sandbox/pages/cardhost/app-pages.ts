import { createContext } from 'react';

/** How an extension reaches the app's pages: what PageLink and `navigateToPage` go by. */
export interface AppPagesLinks {
  /** The address of an app page in this window. */
  path: (to: string, params?: Readonly<Record<string, string>>) => string;
  go: (path: string) => void;
}

export const AppPagesContext = createContext<AppPagesLinks>({ path: (to) => to, go: () => undefined });

/** Where HubSpot draws what an app page says about itself, wherever in its tree it says so. */
export interface PageHead {
  crumbs: HTMLElement | null;
  title: HTMLElement | null;
  actions: HTMLElement | null;
}

export const PageHeadContext = createContext<PageHead>({ crumbs: null, title: null, actions: null });
