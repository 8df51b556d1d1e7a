import { useExtensionContext } from '@hubspot/ui-extensions';
import { withField } from '../requests/answers.ts';
import { useApi } from '../requests/api.ts';
import { useLiveView } from '../requests/use-live-view.ts';
import type { ApiUse } from '../settings/contract.ts';

const PAUSE_MS = 30_000;

/** What the account's calls were made for. */
export function useApiUse() {
  const { portal } = useExtensionContext<'settings'>();
  const backend = useApi();
  const load = () => withField(backend.get<ApiUse>('/api/settings/api-use'), 'counts');
  return useLiveView<ApiUse>(`api-use ${portal.id}`, { load, pause: () => PAUSE_MS });
}
