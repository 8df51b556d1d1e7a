import type { z } from 'zod';
import type { Portal } from '../accounts/portal.ts';
import type { Grant } from '../oauth/tokens.ts';
import type { Author } from '../records/record.ts';
import { HubSpotError, invalidRequest } from './hubspot-error.ts';

/** What a request asks, checked against the schemas of its endpoint. */
export interface Asked<Body, Query> {
  /** A value of the path. */
  path(name: string): string;
  query: Query;
  body: Body;
}

/** Who calls with an account's token. */
export interface Caller {
  portal: Portal;
  grant: Grant;
  author: Author;
}

/** A call about one account, by somebody who may make it, within its limits. */
export type AccountCall<Body = unknown, Query = unknown> = Caller & Asked<Body, Query>;

/** All scopes, or one of `anyOf`. */
export type Scopes = readonly string[] | { anyOf: readonly string[] };

/** @throws HubSpotError 403 MISSING_SCOPES naming what is missing */
export function requireScopes(granted: readonly string[], needed: Scopes): void {
  const isGranted = (scope: string): boolean => granted.includes(scope);
  if ('anyOf' in needed) {
    if (!needed.anyOf.some(isGranted)) throw missingScopes(needed.anyOf);
    return;
  }
  const missing = needed.filter((scope) => !isGranted(scope));
  if (missing.length > 0) throw missingScopes(missing);
}

function missingScopes(scopes: readonly string[]): HubSpotError {
  return new HubSpotError(
    403,
    'MISSING_SCOPES',
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
    {
      errors: [
        {
          message: 'One or more of the following scopes are required.',
          context: { requiredGranularScopes: [...scopes] },
        },
      ],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    },
  );
}

/** Checks a request body. @throws HubSpotError 400 naming the first field that is wrong */
export function checkBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.filter(({ code, path }) => code !== 'custom' && isMissing(body, path));
  if (missing.length > 0) {
    const names = missing.map(({ path }) => path.join('.')).join(', ');
    throw invalidRequest(
      `Invalid input JSON on line 1, column 1: Some required fields were not set: [${names}]`,
    );
  }
  const [issue] = parsed.error.issues;
  // A rule beyond the shape says everything itself.
  if (issue?.code === 'custom') throw invalidRequest(issue.message);
  const field = issue?.path.join('.') ?? '';
  throw invalidRequest(`Invalid input JSON: ${field === '' ? '' : `${field}: `}${issue?.message ?? ''}`);
}

function isMissing(body: unknown, path: readonly PropertyKey[]): boolean {
  const value = path.reduce<unknown>(
    (within, key) => (typeof within === 'object' && within !== null ? Reflect.get(within, key) : undefined),
    body,
  );
  return path.length > 0 && value === undefined;
}

/** Checks a query string. @throws HubSpotError 400 */
export function checkQuery<T>(schema: z.ZodType<T>, query: unknown): T {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error.issues[0]?.message ?? 'Invalid query');
}
