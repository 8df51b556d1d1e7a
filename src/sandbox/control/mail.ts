import { Router, urlencoded } from 'express';
import { z } from 'zod';
import { notFound } from '../api/hubspot-error.ts';
import { bounceCauses } from '../mail/compose.ts';
import { mailFaultKinds } from '../mail/faults.ts';
import type { SandboxMail } from '../mail/sandbox-mail.ts';
import { parse } from './respond.ts';

const mailFaultSchema = z.object({
  id: z.string().optional(),
  service: z.enum(['smtp', 'imap']),
  kind: z.enum(mailFaultKinds),
  to: z.string().optional(),
  times: z.number().int().positive().optional(),
});

const listSchema = z.object({
  mailbox: z.string().exactOptional(),
  arrived: z.stringbool().exactOptional(),
  limit: z.coerce.number().int().positive().exactOptional(),
});

const draftSchema = z.object({ from: z.string(), to: z.string(), subject: z.string(), text: z.string() });

const replySchema = z.object({ text: z.string().min(1), asWritten: z.boolean().exactOptional() });
const bounceSchema = z.object({
  cause: z.enum(bounceCauses).exactOptional(),
  withoutSender: z.boolean().exactOptional(),
});

/** The mail viewer and what contacts do with their mail. Without a mail world everything answers 404. */
export function mailControl(mail: SandboxMail | null): Router {
  const router = Router();
  if (!mail) {
    router.use(['/mail', '/mailboxes', '/mail-faults', '/mail-oauth'], () => {
      throw notFound('This stand-in runs without a mail world');
    });
    return router;
  }
  router.get('/mail', (request, response) => {
    response.json(mail.list(parse(listSchema, request.query)));
  });
  router.get('/mailboxes', (_request, response) => void response.json(mail.mailboxes()));
  router.post('/mail', async (request, response) => {
    response.status(201).json(await mail.write(parse(draftSchema, request.body)));
  });
  router.get('/mail/:id', async (request, response) => {
    const found = await mail.get(request.params.id);
    if (!found) throw notFound(`There is no mail ${request.params.id}`);
    mail.markRead(request.params.id);
    response.json(found);
  });
  correspondence(router, mail);
  grants(router, mail);
  router.get('/mail-faults', (_request, response) => void response.json(mail.faults.list()));
  router.put('/mail-faults', (request, response) => {
    const faults = parse(z.array(mailFaultSchema), request.body);
    // Optional keys must be absent, not undefined.
    mail.faults.set(JSON.parse(JSON.stringify(faults)) as Parameters<typeof mail.faults.set>[0]);
    response.json(mail.faults.list());
  });
  router.delete('/mail-faults', (_request, response) => {
    mail.faults.clear();
    response.status(204).end();
  });
  return router;
}

/** OAuth 2.0 for mailboxes: the token endpoint, and what the owner of one does. */
function grants(router: Router, mail: SandboxMail): void {
  const mailboxSchema = z.object({ mailbox: z.email() });
  router.post('/mail-oauth/token', urlencoded({ extended: false }), (request, response) => {
    const { status, body } = mail.tokens.answer(parse(z.record(z.string(), z.string()), request.body));
    response.status(status).json(body);
  });
  router.post('/mail-oauth/grants', (request, response) => {
    const { mailbox } = parse(mailboxSchema, request.body);
    const endpoint = `${request.protocol}://${request.get('host') ?? ''}${request.baseUrl}/mail-oauth/token`;
    response.status(201).json(mail.grantUrls(mailbox, endpoint));
  });
  router.delete('/mail-oauth/grants', (request, response) => {
    mail.tokens.revoke(parse(mailboxSchema, request.query).mailbox);
    response.status(204).end();
  });
}

const awaySchema = z.object({ until: z.string().optional(), substitute: z.string().optional() });

function correspondence(router: Router, mail: SandboxMail): void {
  router.post('/mail/:id/reply', async (request, response) => {
    response.status(201).json(await mail.reply(request.params.id, parse(replySchema, request.body)));
  });
  router.post('/mail/:id/out-of-office', async (request, response) => {
    const away = parse(awaySchema, request.body);
    response.status(201).json(await mail.outOfOffice(request.params.id, away));
  });
  router.post('/mail/:id/bounce', async (request, response) => {
    const report = parse(bounceSchema, request.body ?? {});
    response.status(201).json(await mail.bounce(request.params.id, report));
  });
  router.post('/mail/:id/unsubscribe', async (request, response) => {
    response.json(await mail.unsubscribe(request.params.id));
  });
}
