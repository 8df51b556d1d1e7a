import { z } from 'zod';
import { BatonError } from '../ground/errors.ts';
import { jsonBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import { settingsRoute } from '../settings/admin-route.ts';
import type { SettingsRoom } from '../settings/open.ts';
import { portalSettingsSchema } from '../settings/portal-settings.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';
import { builtInLabel, labelKey } from '../writing/context/labels.ts';

const change = z.object({ labels: portalSettingsSchema.shape.contextLabels.unwrap() });

/** The labels that an account has beyond Baton's own. */
export const contextLabelRoutes = (settings: SettingsRoom): Route[] => [
  settingsRoute(
    settings.view,
    {
      method: 'put',
      path: '/api/settings/context-labels',
      summary: 'Changes the labels of a Context that the account has beyond Baton’s own',
      body: change,
    },
    async (request, { portalId }) => {
      const { labels } = jsonBody(request, change);
      refuseUnusable(labels);
      await settings.change(portalId, { contextLabels: labels });
    },
  ),
];

/** @throws BatonError REQUEST_INVALID with the word and why it can be no label */
function refuseUnusable(labels: PortalSettings['contextLabels']): void {
  const seen = new Set<string>();
  for (const { word } of labels) {
    const key = labelKey(word);
    const problem = problemOf(word, key) ?? (seen.has(key) ? 'stands there twice.' : null);
    if (problem !== null) throw new BatonError('REQUEST_INVALID', `“${word}” ${problem}`);
    seen.add(key);
  }
}

function problemOf(word: string, key: string): string | null {
  if (!/^[\p{L}\p{N}]/u.test(key) || /[:：\r\n.;!?|(){}[\]【】]/.test(word))
    return 'can be no label: it is made of letters, digits and spaces.';
  if (key.split(' ').length > 5) return 'is too long: a label has at most five words.';
  return builtInLabel(word) === null ? null : 'is a label of Baton’s own already.';
}
