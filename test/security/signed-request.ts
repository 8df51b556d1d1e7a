import { createHmac } from 'node:crypto';
import { PORTAL, SECRET } from '../world/local-baton.ts';
import type { LocalBaton } from '../world/local-baton.ts';

export interface SignedRequest {
  url: string;
  init: RequestInit & { method: string };
}

/** A request with all that HubSpot adds for a card: who asks, and the signature. */
export function signedRequest(
  baton: LocalBaton,
  method: string,
  path: string,
  {
    body = '',
    portalId = PORTAL,
    userId = baton.people.ada.userId,
  }: { body?: string; portalId?: number; userId?: number } = {},
): SignedRequest {
  const who = path.startsWith('/api')
    ? `?userId=${userId}&portalId=${portalId}&userEmail=ada%40acme.example.com&appId=1`
    : '';
  const url = `${baton.url}${path}${who}`;
  const timestamp = String(baton.sandbox.clock.now());
  const signature = createHmac('sha256', SECRET)
    .update(`${method}${url}${body}${timestamp}`)
    .digest('base64');
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
  return { url, init: { method, headers, ...(method === 'GET' ? {} : { body }) } };
}

export interface Route {
  method: string;
  path: string;
  /** As it is described, with names of what varies. */
  template: string;
  signed: boolean;
}

/** Every route that Baton describes, with ids of things that do not exist. */
export async function allRoutes(baton: LocalBaton): Promise<Route[]> {
  const answer = await fetch(`${baton.url}/api/openapi.json`);
  const { paths } = (await answer.json()) as {
    paths: Record<string, Record<string, { security: object[] }>>;
  };
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, { security }]) => ({
      method: method.toUpperCase(),
      template,
      path: template.replace('{contactId}', '999000999').replace(/\{\w+\}/g, 'nobody'),
      signed: security.some((scheme) => 'hubspotSignatureV3' in scheme),
    })),
  );
}
