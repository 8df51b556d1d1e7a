import { createHash, timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { RequestHandler, Response } from 'express';
import type { UnsubscribeLinks } from '../unsubscribe/unsubscribe-links.ts';
import type { Database } from '../database/database.ts';
import { BatonError } from '../ground/errors.ts';
import type { Leads } from '../leads/leads.ts';
import { escapeHtml } from '../leads/lead/notes.ts';
import type { MailInbox } from './inbox.ts';
import { rawBody } from '../http/routes.ts';
import type { RouteTable } from '../http/routes.ts';

interface Deps {
  database: Database;
  mailInbox: MailInbox;
  leads: Leads;
  unsubscribeLinks: UnsubscribeLinks;
  inboundSecret: string | null;
}

export function addMailRoutes(table: RouteTable, deps: Deps): void {
  if (deps.inboundSecret) addInbound(table, deps, deps.inboundSecret);
  addUnsubscribe(table, deps);
}

function addInbound(table: RouteTable, deps: Deps, secret: string): void {
  table.add(
    {
      method: 'post',
      path: '/mail/inbound',
      summary: 'Takes one raw RFC 5322 message, from a mail server or a provider’s inbound webhook',
      guard: 'bearer-secret',
      answers: '202 and an empty object, once the message is stored',
    },
    requireBearer(secret),
    express.raw({ type: () => true, limit: '25mb' }),
    async (request, response) => {
      const raw = rawBody(request);
      if (raw.length === 0)
        throw new BatonError('REQUEST_INVALID', 'The body is empty: send the raw message.');
      await deps.database.transaction((tx) => deps.mailInbox.store(tx, raw));
      response.status(202).json({});
    },
  );
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

/** RFC 8058: mail programs POST at once; a person sees a page and a button, because scanners follow links. */
function addUnsubscribe(table: RouteTable, deps: Deps): void {
  const path = '/t/unsubscribe/:token';
  table.add(
    {
      method: 'get',
      path,
      summary: 'Asks a person whether to unsubscribe',
      guard: 'signed-link',
      answers: 'An HTML page',
    },
    (request, response) => {
      const { address } = deps.unsubscribeLinks.read(request.params['token'] as string);
      const form = `<form method="post"><button type="submit">Unsubscribe ${escapeHtml(address)}</button></form>`;
      sendPage(response, 'Unsubscribe', `<p>You will get no more emails from this sender.</p>${form}`);
    },
  );
  table.add(
    {
      method: 'post',
      path,
      summary: 'Unsubscribes (one click, RFC 8058)',
      guard: 'signed-link',
      answers: 'An HTML page',
    },
    async (request, response) => {
      const target = deps.unsubscribeLinks.read(request.params['token'] as string);
      await deps.leads.unsubscribe(target.portalId, target.contactId, target.address);
      const text = `<p>${escapeHtml(target.address)} will get no more emails from this sender.</p>`;
      sendPage(response, 'Unsubscribed', text);
    },
  );
}

/** Allows the page its own style and its own form, and nothing else. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** The page shows an address: it is kept nowhere. */
function sendPage(response: Response, title: string, body: string): void {
  response.set({ 'Cache-Control': 'no-store', 'Content-Security-Policy': PAGE_POLICY });
  response.type('html').send(page(title, body));
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:30rem;margin:15vh auto;padding:0 1rem;color:#33475b}
button{font:inherit;padding:.6rem 1.2rem;border:0;border-radius:4px;background:#33475b;color:#fff;cursor:pointer}</style></head>
<body><h1>${title}</h1>${body}</body></html>`;
