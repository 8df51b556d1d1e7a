import type { AppPageLocation, NavigateToPageAction } from '@hubspot/ui-extensions';
import { useMemo, useRef } from 'react';
import type { Extension, PropertyDefinition } from '../api/types.ts';
import { useRouter } from '../routing/router.tsx';
import { appPagePath, recordPath } from '../routing/routes.ts';
import { ownerNames } from '../shell/people.ts';
import { useToasts } from '../shell/toasts.tsx';
import { useClock, useWorld } from '../shell/world.tsx';
import type { World } from '../shell/world.tsx';
import { createActions } from './actions.ts';
import { AppPagesContext } from './app-pages.ts';
import type { AppPagesLinks } from './app-pages.ts';
import { CardHost } from './card-host.tsx';
import type { ResolveCrmAction } from './components/crm-actions.tsx';
import { useIframeModals } from './iframe-modal.tsx';
import type { PropertiesFeed } from './properties-feed.ts';
import type { ExtensionContext } from './protocol.ts';

interface SlotProps {
  extension: Extension;
  feed: PropertiesFeed;
  definitions: ReadonlyMap<string, PropertyDefinition>;
  refresh: () => Promise<void>;
  /** null where there is no record: on the settings page and on the app's pages. */
  contactId: string | null;
  /** Which of the app's pages is shown. Default: the first. */
  place?: AppPageLocation;
}

const firstPage: AppPageLocation = { path: '/', params: {} };

/** Puts one of the app's extensions on the page. Remount (`key`) for another user. */
export function CardSlot({ extension, feed, definitions, refresh, contactId, place = firstPage }: SlotProps) {
  const world = useWorld();
  const { offsetMs } = useClock();
  const toasts = useToasts();
  const iframes = useIframeModals();
  const { go } = useRouter();
  const { portalId } = world.portal;
  const { appId } = world.info;
  const appPages = useMemo<AppPagesLinks>(
    () => ({ path: (to, params) => appPagePath(portalId, appId, to, params), go }),
    [portalId, appId, go],
  );
  const live = useRef({ world, definitions, offsetMs });
  live.current = { world, definitions, offsetMs };

  const environment = useMemo(
    () => ({
      portalId: world.portal.portalId,
      userId: world.user.id,
      contactId,
      world: () => ({
        definitions: live.current.definitions,
        ownerNames: ownerNames(live.current.world.owners),
        locale: 'en',
        timeZone: live.current.world.portal.timeZone,
        now: Date.now() + live.current.offsetMs,
      }),
    }),
    [world.portal.portalId, world.user.id, contactId],
  );
  const navigateToPage: NavigateToPageAction = ({ to, params }) => go(appPages.path(to, params));
  const resolveAction: ResolveCrmAction = (type, context) => {
    if (type === 'EXTERNAL_URL' && 'href' in context) return context.href;
    if (type === 'RECORD_APP_LINK' && 'objectId' in context)
      return recordPath(world.portal.portalId, String(context.objectId));
    return null;
  };
  return (
    <AppPagesContext.Provider value={appPages}>
      <CardHost
        bundle={extension.bundle}
        context={contextOf(world, extension, contactId)}
        environment={environment}
        feed={feed}
        makeActions={(overlays, cardFeed) =>
          createActions({ toasts, iframes, refresh, navigateToPage }, overlays, cardFeed)
        }
        place={place}
        resolveAction={resolveAction}
      />
    </AppPagesContext.Provider>
  );
}

/** `context` as HubSpot fills it for the place of the extension. */
function contextOf(world: World, extension: Extension, contactId: string | null): ExtensionContext {
  const { portal, user, info } = world;
  const base = {
    portal: { id: Number(portal.portalId), timezone: portal.timeZone },
    user: {
      id: Number(user.id),
      email: user.email,
      emails: [user.email],
      firstName: user.firstName,
      lastName: user.lastName,
      roles: [],
      teams: user.teams,
      locale: 'en-gb',
      language: 'en',
      permissions:
        user.superAdmin || user.access.installsApps ? ['integrations-management-write' as const] : [],
    },
    variables: info.variables ?? { API_ORIGIN: info.batonUrl },
    extension: { appId: Number(info.appId), appName: info.appName, cardTitle: extension.name },
  };
  if (contactId === null) return { ...base, location: extension.location === 'pages' ? 'pages' : 'settings' };
  const location = extension.location === 'crm.record.sidebar' ? 'crm.record.sidebar' : 'crm.record.tab';
  return { ...base, location, crm: { objectId: Number(contactId), objectTypeId: '0-1' } };
}
