import { createHash, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { RequestHandler } from 'express';
import type { Database } from '../database/database.ts';
import { BatonError } from '../ground/errors.ts';
import { rawBody } from '../http/routes.ts';
import type { Route } from '../http/routes.ts';
import type { MailInbox } from './inbox.ts';

interface Deps {
  database: Database;
  mailInbox: Pick<MailInbox, 'store'>;
  /** null: the route is off. */
  inboundSecret: string | null;
}

export const mailRoutes = ({ database, mailInbox, inboundSecret }: Deps): Route[] =>
  inboundSecret === null
    ? []
    : [
        {
          method: 'post',
          path: '/mail/inbound',
          summary: 'Takes one raw RFC 5322 message, from a mail server or a provider’s inbound webhook',
          access: 'secret',
          answers: '202 and an empty object, once the message is stored',
          handlers: [
            requireBearer(inboundSecret),
            express.raw({ type: () => true, limit: '25mb' }),
            async (request, response) => {
              const raw = rawBody(request);
              if (raw.length === 0)
                throw new BatonError('REQUEST_INVALID', 'The body is empty: send the raw message.');
              await database.transaction((tx) => mailInbox.store(tx, raw));
              response.status(202).json({});
            },
          ],
        },
      ];

/** Compares digests, so that neither length nor content of the secret shows in the time taken. */
function requireBearer(secret: string): RequestHandler {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  const expected = digest(`Bearer ${secret}`);
  return (request, _response, next) => {
    if (!timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) {
      throw new BatonError('SIGNATURE_INVALID', 'Send the INBOUND_MAIL_SECRET as “Authorization: Bearer …”.');
    }
    next();
  };
}
