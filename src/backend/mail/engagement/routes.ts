import type { Request } from 'express';
import { BatonError } from '../../ground/errors.ts';
import type { Route } from '../../http/routes.ts';
import { keyOf } from './addresses.ts';
import type { Engagement } from './engagement.ts';
import { TRAP, verdictOnRequest } from './machine.ts';

/** One transparent pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** Where tracked mails tell that they were opened, and their links pass by. */
export function engagementRoutes({ visited }: Pick<Engagement, 'visited'>): Route[] {
  const keyIn = (request: Request) => keyOf(String(request.params['token']));
  return [
    {
      method: 'get',
      path: '/t/open/:token',
      access: 'link',
      summary: 'The image of an email: tells that it was opened',
      answers: 'An image of one pixel, whatever the address says',
      handlers: [
        async (request, response) => {
          const key = keyIn(request);
          if (key) await visited(key, { kind: 'open', link: -1 }, verdictOnRequest(request));
          response.set('Cache-Control', 'no-store, private').type('gif').send(PIXEL);
        },
      ],
    },
    {
      method: 'get',
      path: '/t/click/:token/:link',
      access: 'link',
      summary: 'A link of an email: leads where it says, and tells that it was followed',
      answers: 'A redirect to the address that stands in the email; nothing for a link that no person sees',
      handlers: [
        async (request, response) => {
          const link = Number(request.params['link']);
          const key = Number.isInteger(link) ? keyIn(request) : null;
          const to = key && (await visited(key, { kind: 'click', link }, verdictOnRequest(request)));
          if (to === null)
            throw new BatonError('NOT_FOUND', 'This link is not valid any more. Ask who wrote to you.');
          response.set({ 'Cache-Control': 'no-store, private', 'Referrer-Policy': 'no-referrer' });
          if (link === TRAP) response.status(204).end();
          else response.redirect(302, to);
        },
      ],
    },
  ];
}
