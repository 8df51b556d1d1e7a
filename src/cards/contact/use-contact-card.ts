import { useExtensionActions, useExtensionContext } from '@hubspot/ui-extensions';
import { useEffect, useMemo } from 'react';
import { useApi } from '../requests/api.ts';
import { useLiveView } from '../requests/use-live-view.ts';
import { runAction } from '../requests/run-action.ts';
import type { CardAction, CardTools, Layout } from './card-tools.ts';
import { newRequestId } from '../requests/request-id.ts';
import { createContactApi } from './contact-api.ts';
import type { CardView } from './contract.ts';

/** Properties whose change in HubSpot changes what the card shows. */
const watched = [
  'hubspot_owner_id',
  'baton_context',
  'baton_lead_connection_status',
  'baton_status',
  'baton_do_not_contact',
];

/** After something new; while nothing changes, the pauses grow. States that last only moments are looked at more often. */
function pause(view: CardView): number {
  if (view.kind === 'handing-back' || view.kind === 'queued') return 2_000;
  return view.kind === 'nurturing' || view.kind === 'waiting-approval' ? 4_000 : 6_000;
}

/** The card of the record shown: its view, kept current, and the tools its parts share. */
export function useContactCard(layout: Layout) {
  const { crm, portal, user } = useExtensionContext<'crm.record.tab'>();
  const actions = useExtensionActions<'crm.record.tab'>();
  const backend = useApi();
  const contactId = String(crm.objectId);
  const api = useMemo(() => createContactApi(backend, contactId), [backend, contactId]);
  const live = useLiveView<CardView>(contactId, { load: api.card, pause });
  const { state, running, refresh, hurry, stir, act } = live;

  useEffect(() => {
    let listening = true; // HubSpot has no way to end the subscription
    actions.onCrmPropertiesUpdate(watched, () => {
      if (listening) hurry();
    });
    return () => {
      listening = false;
    };
  }, [hurry]);

  const run = (action: CardAction) =>
    runAction(action, { act, addAlert: actions.addAlert, onDone: actions.refreshObjectProperties });

  const tools: CardTools = {
    layout,
    locale: user.locale,
    timeZone: portal.timezone,
    api,
    running,
    run,
    ask: (name, body = {}) => {
      const requestId = newRequestId(user.id);
      return run({
        name,
        request: () => api.act(name, { requestId, ...body }),
        done: (view) => view.said ?? 'Done.',
      });
    },
    stir,
    closeOverlay: (id) => actions.closeOverlay(id),
  };
  return { state, refresh, tools, contactId };
}
