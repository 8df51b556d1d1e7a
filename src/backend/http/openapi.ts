import { createDocument } from 'zod-openapi';
import type { Access, Route } from './routes.ts';

const signature = [{ hubspotSignatureV3: [] }];
const securities: Readonly<Record<Access, Record<string, string[]>[]>> = {
  anyone: [],
  operator: [],
  event: signature,
  signed: signature,
  page: signature,
  admin: signature,
  secret: [{ bearerSecret: [] }],
  link: [],
};

/** The OpenAPI 3.1 document of the routes that are mounted. */
export function describeRoutes(routes: readonly Route[], publicUrl: string): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Baton',
      version: '1',
      description: 'Errors have the body {code, message}; see README.md.',
    },
    servers: [{ url: publicUrl }],
    paths: paths,
    components: {
      securitySchemes: {
        hubspotSignatureV3: { type: 'apiKey', in: 'header', name: 'X-HubSpot-Signature-v3' },
        bearerSecret: { type: 'http', scheme: 'bearer' },
      },
    },
  });
}

function operation(route: Route): Record<string, unknown> {
  const names = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1]);
  return {
    summary: route.summary,
    security: securities[route.access],
    parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    ...(route.query ? { requestParams: { query: route.query } } : {}),
    ...(route.body ? { requestBody: { content: { 'application/json': { schema: route.body } } } } : {}),
    responses: { 200: { description: route.answers } },
  };
}
