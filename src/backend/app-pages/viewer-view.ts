import type { ViewerView } from '../../cards/pages/contract.ts';
import type { Assistants } from '../assistants/assistants.ts';
import type { Config } from '../ground/config.ts';
import { pagesOrigin } from '../hubspot/portals/hubspot-pages.ts';
import type { HubSpot } from '../hubspot/types.ts';
import type { LeadList } from '../leads/list/list.ts';
import { NOBODY } from '../leads/list/search.ts';
import type { Viewer } from './viewer.ts';
import {
  activityWords,
  answerWords,
  attentionWords,
  bulkWords,
  choicesOf,
  nextEmailWords,
  stateWords,
} from './words.ts';

export interface ViewerViewDeps {
  config: Pick<Config, 'hubspot'>;
  hubspot: Pick<HubSpot, 'owners' | 'portals'>;
  assistants: Pick<Assistants, 'list'>;
  list: LeadList;
}

/** Who looks, what they see, and what the filters offer them. */
export async function viewerView(deps: ViewerViewDeps, viewer: Viewer): Promise<ViewerView> {
  const { portalId, timeZone, uiDomain } = viewer.portal;
  const [assistants, priorOwners] = await Promise.all([
    deps.assistants.list(portalId),
    deps.list.priorOwners(portalId, viewer.sight),
  ]);
  const { Bounce: _bounce, ...answers } = answerWords;
  return {
    role: viewer.role,
    sees: viewer.sees,
    timeZone,
    recordUrl: `${pagesOrigin(deps.config.hubspot, uiDomain)}/contacts/${portalId}/record/0-1/`,
    choices: {
      states: choicesOf(stateWords),
      assistants: assistants.map(({ assistantId, name }) => ({ value: assistantId, label: name })),
      priorOwners: priorOwners.map(({ id, name }) =>
        id === null ? { value: NOBODY, label: 'Nobody' } : { value: id, label: name ?? `Owner ${id}` },
      ),
      answers: [...choicesOf(answers), { value: NOBODY, label: 'No answer yet' }],
      attention: choicesOf(attentionWords),
      nextEmail: choicesOf(nextEmailWords),
      activity: choicesOf(activityWords),
      bulk: choicesOf(bulkWords),
    },
  };
}
