import type { Request, Response } from 'express';
import type { z } from 'zod';
import { scopesWithin } from '../accounts/tiers.ts';
import type { Portal } from '../accounts/portal.ts';
import type { LimitKind } from '../traffic/limits.ts';
import type { ApiAnswer } from './api-answer.ts';
import { BatchOutcome } from './batch.ts';
import {
  checkBody,
  checkQuery,
  requireScopes,
  type AccountCall,
  type Asked,
  type Caller,
  type Scopes,
} from './call.ts';
import { invalidRequest } from './hubspot-error.ts';
import { HUBSPOT_API_VERSION } from './version.ts';

/** What every endpoint says about itself. */
interface Definition<Call, Body, Query> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `V` is the version, `:name` a value. Fixed parts win over values, whatever the order of the endpoints. */
  path: string;
  /** Status of success. What has nothing to answer is a 204, and a batch in which a record failed a 207, by itself. */
  answers: 200 | 201 | 204;
  query?: z.ZodType<Query>;
  /** JSON, or the fields of a form. */
  body?: z.ZodType<Body>;
  /** @returns the body of the answer, a BatchOutcome, or undefined for none. @throws HubSpotError, OAuthError */
  run(call: Call): unknown;
}

/** An endpoint of one account, called with a token that somebody there consented to. */
interface AccountDefinition<Body, Query> extends Definition<AccountCall<Body, Query>, Body, Query> {
  scopes: Scopes | ((path: (name: string) => string, portal: Portal) => Scopes);
  /** Which of the account's limits a call counts against. Default: general. */
  limit?: LimitKind;
  /** The longest body, in characters of JSON. */
  maxCharacters?: number;
  /** The body that HubSpot takes in practice where its declaration asks for more; for accounts set so. */
  practised?: z.ZodType<Body>;
}

/** An endpoint of the app over all accounts, called with the app's own token. */
interface AppDefinition<Body, Query> extends Definition<Asked<Body, Query>, Body, Query> {
  scope: string;
}

/** An endpoint that takes the app's id and secret, in a form. */
type ClientDefinition<Form> = Definition<Asked<Form, undefined>, Form, undefined>;

export interface Exchange {
  request: Request;
  response: Response;
  path: (name: string) => string;
}

/** Who is let in. Each throws what HubSpot answers to the others. */
export interface Entrance {
  /** @returns who calls; the call counts against the limit */
  account(exchange: Exchange, limit: LimitKind): Caller;
  /** @returns the scopes of the app's token */
  app(exchange: Exchange): readonly string[];
  /** @param form the body, whatever it is */
  client(exchange: Exchange, form: unknown): void;
}

/** An endpoint as the list holds it: what it is called with is known to itself alone. */
export interface Endpoint {
  method: string;
  path: string;
  reads: 'json' | 'form';
  /**
   * Lets the caller in, before a body is read. @returns what answers, once there is one
   * @throws HubSpotError, OAuthError
   */
  begin(exchange: Exchange, entrance: Entrance, now: () => number): (body: unknown) => ApiAnswer;
}

/** @see AccountDefinition */
export function accountEndpoint<Body = undefined, Query = undefined>(
  definition: AccountDefinition<Body, Query>,
): Endpoint {
  const { scopes, limit = 'general', maxCharacters = Infinity, practised } = definition;
  return endpoint(definition, 'json', (exchange, entrance) => {
    const caller = entrance.account(exchange, limit);
    const needed = typeof scopes === 'function' ? scopes(exchange.path, caller.portal) : scopes;
    requireScopes(scopesWithin(caller.portal.account.tier, caller.grant.scopes), needed);
    return (body) => {
      const length = JSON.stringify(body ?? {}).length;
      if (length > maxCharacters)
        throw invalidRequest(`The request body has ${length} characters, more than ${maxCharacters}`);
      const isPractised = caller.portal.account.asPractised && practised !== undefined;
      const asked = ask(isPractised ? { ...definition, body: practised } : definition, exchange, body);
      return definition.run({ ...caller, ...asked });
    };
  });
}

/** @see AppDefinition */
export function appEndpoint<Body = undefined, Query = undefined>(
  definition: AppDefinition<Body, Query>,
): Endpoint {
  return endpoint(definition, 'json', (exchange, entrance) => {
    requireScopes(entrance.app(exchange), [definition.scope]);
    return (body) => definition.run(ask(definition, exchange, body));
  });
}

/** @see ClientDefinition */
export function clientEndpoint<Form>(definition: ClientDefinition<Form>): Endpoint {
  return endpoint(definition, 'form', (exchange, entrance) => (body) => {
    entrance.client(exchange, body);
    return definition.run(ask(definition, exchange, body));
  });
}

function endpoint<Call, Body, Query>(
  { method, path, answers }: Definition<Call, Body, Query>,
  reads: Endpoint['reads'],
  begin: (exchange: Exchange, entrance: Entrance) => (body: unknown) => unknown,
): Endpoint {
  return {
    method,
    path: path.replace(/\/V(?=\/|$)/, `/${HUBSPOT_API_VERSION}`),
    reads,
    begin: (exchange, entrance, now) => {
      const finish = begin(exchange, entrance);
      return (body) => {
        const result = finish(body);
        if (result === undefined) return { status: 204 };
        return result instanceof BatchOutcome
          ? result.answer(answers, now())
          : { status: answers, body: result };
      };
    },
  };
}

function ask<Body, Query>(
  { query, body: schema }: Pick<Definition<never, Body, Query>, 'query' | 'body'>,
  { request, path }: Exchange,
  body: unknown,
): Asked<Body, Query> {
  return {
    path,
    // An endpoint without a schema takes nothing, and its types say so.
    query: query ? checkQuery(query, request.query) : (undefined as Query),
    body: schema ? checkBody(schema, body) : (undefined as Body),
  };
}
