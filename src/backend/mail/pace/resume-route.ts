import type { Assistants } from '../../assistants/assistants.ts';
import { BatonError } from '../../ground/errors.ts';
import { assistantId } from '../../ground/identifiers.ts';
import { storable } from '../../ground/text.ts';
import type { Route } from '../../http/routes.ts';
import type { Hooks } from '../../room/room.ts';
import { settingsRoute } from '../../settings/admin-route.ts';
import type { SettingsRoom } from '../../settings/open.ts';
import type { Pace } from './pace.ts';

interface Deps {
  assistants: Pick<Assistants, 'find'>;
  settings: Pick<SettingsRoom, 'view'>;
  everybody: Pick<Hooks, 'settingsChanged'>;
  pace: Pick<Pace, 'forgive'>;
}

/** An admin has looked into why mails came back, and lets the mailbox go on. */
export const resumeRoute = ({ assistants, settings, everybody, pace }: Deps): Route =>
  settingsRoute(
    settings.view,
    {
      method: 'post',
      path: '/api/assistants/:assistantId/resume-mailbox',
      summary: 'Lets a mailbox that is paused for its reputation go on',
    },
    async (request, { portalId }) => {
      const id = assistantId(storable(String(request.params['assistantId'])));
      const assistant = await assistants.find(portalId, id);
      if (!assistant) throw new BatonError('NOT_FOUND', 'There is no such assistant.');
      await pace.forgive(assistant);
      await everybody.settingsChanged(portalId, 'mailbox');
    },
  );
