import { useExtensionActions } from '@hubspot/ui-extensions';
import { useMemo } from 'react';
import { useParams, usePagesTools } from '../pages/use-pages.ts';
import type { PagesTools } from '../pages/use-pages.ts';
import { useViewer } from '../pages/viewer.ts';
import { useApi } from '../requests/api.ts';
import { createCampaignsApi } from './campaigns-api.ts';
import type { CampaignsApi } from './campaigns-api.ts';

/** What the parts of the page share. */
export interface CampaignsTools extends PagesTools {
  campaigns: CampaignsApi;
  /** May create, change and run campaigns. */
  isAdmin: boolean;
}

export function useCampaignsTools(): CampaignsTools {
  const pages = usePagesTools();
  const backend = useApi();
  const campaigns = useMemo(() => createCampaignsApi(backend), [backend]);
  return { ...pages, campaigns, isAdmin: useViewer()?.role === 'admin' };
}

/** Where on the page Campaigns somebody is. `go` forgets what the address said before, `change` alters some of it. */
export function useCampaignPlace() {
  const { params, change } = useParams();
  const { navigateToPage } = useExtensionActions<'pages'>();
  const go = (to: Record<string, string>) => navigateToPage({ to: '/campaigns', params: to });
  return { params, change, go };
}

export type CampaignPlace = ReturnType<typeof useCampaignPlace>;
