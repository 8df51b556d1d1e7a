import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** The app under test as HubSpot knows it after an upload. */
export interface AppDefinition {
  appId: number;
  name: string;
  clientId: string;
  clientSecret: string;
  redirectUrls: readonly string[];
  requiredScopes: readonly string[];
  conditionallyRequiredScopes: readonly string[];
  optionalScopes: readonly string[];
  /** Prefixes that cards may fetch. */
  permittedFetchUrls: readonly string[];
  /** null: the app subscribes to nothing. */
  webhook: WebhookDefinition | null;
}

export interface WebhookDefinition {
  targetUrl: string;
  /** In-flight requests per installing account. */
  maxConcurrentRequests: number;
  subscriptions: readonly Subscription[];
}

export interface Subscription {
  id: number;
  /** `object.propertyChange`, `contact.deletion`, `contact.privacyDeletion` … */
  subscriptionType: string;
  /** Singular or plural name or id; only with `object.*`. */
  objectType?: string | undefined;
  propertyName?: string | undefined;
}

/** HubSpot gives every app at least 5 and by default 10 requests in flight. */
const DEFAULT_CONCURRENCY = 10;
const MIN_CONCURRENCY = 5;

const scopes = z.array(z.string()).default([]);
const appFileSchema = z.object({
  type: z.literal('app'),
  config: z.object({
    name: z.string(),
    auth: z.object({
      type: z.literal('oauth'),
      redirectUrls: z.array(z.string()).min(1),
      requiredScopes: scopes,
      optionalScopes: scopes,
      conditionallyRequiredScopes: scopes,
    }),
    permittedUrls: z.object({ fetch: z.array(z.string()).default([]) }).default({ fetch: [] }),
  }),
});

const subscriptionSchema = z.object({
  subscriptionType: z.string(),
  objectType: z.string().optional(),
  propertyName: z.string().optional(),
  active: z.boolean().default(true),
});
const subscriptionsSchema = z.array(subscriptionSchema).default([]);
const webhooksFileSchema = z.object({
  type: z.literal('webhooks'),
  config: z.object({
    settings: z.object({
      targetUrl: z.url(),
      maxConcurrentRequests: z.number().int().default(DEFAULT_CONCURRENCY),
    }),
    subscriptions: z.object({
      crmObjects: subscriptionsSchema,
      legacyCrmObjects: subscriptionsSchema,
      hubEvents: subscriptionsSchema,
    }),
  }),
});

interface AppIdentity {
  appId: number;
  clientId: string;
  clientSecret: string;
  /** Values for `${NAME}` in the files, as a project profile gives them. */
  variables: Readonly<Record<string, string>>;
}

/**
 * Reads `app-hsmeta.json` and `webhooks/webhooks-hsmeta.json` of a developer project.
 * @param appDirectory the project's `src/app`
 * @throws Error naming the file and what is wrong with it
 */
export function readAppDefinition(appDirectory: string, identity: AppIdentity): AppDefinition {
  const { config } = readFile(join(appDirectory, 'app-hsmeta.json'), appFileSchema, identity.variables);
  return {
    appId: identity.appId,
    clientId: identity.clientId,
    clientSecret: identity.clientSecret,
    name: config.name,
    redirectUrls: config.auth.redirectUrls,
    requiredScopes: config.auth.requiredScopes,
    conditionallyRequiredScopes: config.auth.conditionallyRequiredScopes,
    optionalScopes: config.auth.optionalScopes,
    permittedFetchUrls: config.permittedUrls.fetch,
    webhook: readWebhooks(join(appDirectory, 'webhooks', 'webhooks-hsmeta.json'), identity.variables),
  };
}

function readWebhooks(path: string, variables: AppIdentity['variables']): WebhookDefinition {
  const { settings, subscriptions } = readFile(path, webhooksFileSchema, variables).config;
  const all = [...subscriptions.crmObjects, ...subscriptions.legacyCrmObjects, ...subscriptions.hubEvents];
  return {
    targetUrl: settings.targetUrl,
    maxConcurrentRequests: Math.max(MIN_CONCURRENCY, settings.maxConcurrentRequests),
    subscriptions: all
      .map(({ active, ...subscription }, index) => ({
        active,
        subscription: { id: 700_001 + index, ...subscription },
      }))
      .filter(({ active }) => active)
      .map(({ subscription }) => subscription),
  };
}

function readFile<T>(path: string, schema: z.ZodType<T>, variables: AppIdentity['variables']): T {
  const text = readFileSync(path, 'utf8');
  const filled = text.replace(/\$\{(\w+)\}/g, (placeholder, name: string) => {
    const value = variables[name];
    return value === undefined ? placeholder : JSON.stringify(value).slice(1, -1);
  });
  const parsed = schema.safeParse(JSON.parse(filled));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  // Only what the stand-in uses must be filled in; the schema has dropped the rest.
  const unfilled = /\$\{(\w+)\}/.exec(JSON.stringify(parsed.data));
  if (unfilled) throw new Error(`${path} uses ${unfilled[0]}, which has no value.`);
  return parsed.data;
}
