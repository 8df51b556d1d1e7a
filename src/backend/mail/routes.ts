import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Database } from '../database/database.ts';
import { BatonError } from '../ground/errors.ts';
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
            async (request, response) => {
              const raw = await beginningOf(request);
              if (raw.length === 0)
                throw new BatonError('REQUEST_INVALID', 'The body is empty: send the raw message.');
              await database.transaction((tx) => mailInbox.store(tx, raw));
              response.status(202).json({});
            },
          ],
        },
      ];

/** A mail longer than this is cut, as one of a mailbox is: its text stands at its beginning, what follows are files. */
const MOST_KEPT = 25 * 1024 * 1024;

/** A mail that was refused for its size would be an answer that nobody reads. */
async function beginningOf(request: Request): Promise<Buffer> {
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new BatonError('REQUEST_INVALID', 'The body is compressed: send it as it is.');
  const kept: Buffer[] = [];
  let room = MOST_KEPT;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    if (room > 0) kept.push(chunk.subarray(0, room));
    room -= chunk.length;
  }
  return Buffer.concat(kept);
}

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
