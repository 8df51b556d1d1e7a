import { Router } from 'express';
import type { Portals } from '../accounts/portals.ts';

/** The link of an invitation mail: opening it accepts. */
export function invitationPage(portals: Portals): Router {
  const router = Router();
  router.get('/invitations/:portalId/:userId', (request, response) => {
    const portal = portals.find(Number(request.params.portalId));
    const user = portal?.users.get(request.params.userId);
    if (!portal || !user)
      return void response.status(404).type('text').send('This invitation does not exist.');
    portal.users.set(String(user.id), { ...user, accepted: true });
    response
      .type('text')
      .send(`Welcome to ${portal.account.name}. The invitation of ${user.email} is accepted.`);
  });
  return router;
}
