import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAppDefinition } from './app-definition.ts';

const identity = {
  appId: 7,
  clientId: 'id',
  clientSecret: 'secret',
  variables: { API_ORIGIN: 'http://localhost:3000' },
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-app-'));
  mkdirSync(join(folder, 'webhooks'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(app: unknown, webhooks: unknown): void {
  writeFileSync(join(folder, 'app-hsmeta.json'), JSON.stringify(app));
  writeFileSync(join(folder, 'webhooks', 'webhooks-hsmeta.json'), JSON.stringify(webhooks));
}

const app = (redirectUrl: string, support?: string) => ({
  type: 'app',
  config: {
    name: 'App',
    auth: { type: 'oauth', redirectUrls: [redirectUrl], requiredScopes: ['oauth'] },
    support: { supportEmail: support },
  },
});
const webhooks = {
  type: 'webhooks',
  config: {
    settings: { targetUrl: '${API_ORIGIN}/hooks', maxConcurrentRequests: 2 },
    subscriptions: {
      crmObjects: [{ subscriptionType: 'object.creation', objectType: 'contact', active: true }],
      legacyCrmObjects: [{ subscriptionType: 'contact.deletion', active: false }],
      hubEvents: [{ subscriptionType: 'contact.privacyDeletion', active: true }],
    },
  },
};

describe('readAppDefinition', () => {
  it('fills in variables and keeps active subscriptions', () => {
    write(app('${API_ORIGIN}/oauth/callback', '${UNKNOWN}'), webhooks);
    expect(readAppDefinition(folder, identity)).toMatchObject({
      appId: 7,
      redirectUrls: ['http://localhost:3000/oauth/callback'],
      optionalScopes: [],
      webhook: {
        targetUrl: 'http://localhost:3000/hooks',
        maxConcurrentRequests: 5,
        subscriptions: [
          { id: 700_001, subscriptionType: 'object.creation', objectType: 'contact' },
          { id: 700_003, subscriptionType: 'contact.privacyDeletion' },
        ],
      },
    });
  });

  it('names the file and what is wrong with it', () => {
    write(app('${NOWHERE}/cb'), webhooks);
    expect(() => readAppDefinition(folder, identity)).toThrow(/app-hsmeta\.json uses \$\{NOWHERE\}/);
    write({ type: 'app', config: {} }, webhooks);
    expect(() => readAppDefinition(folder, identity)).toThrow(/app-hsmeta\.json: /);
  });

  it('reads the app of this repository', () => {
    const real = readAppDefinition(fileURLToPath(new URL('../app', import.meta.url)), identity);
    expect(real.redirectUrls).toContain('http://localhost:3000/oauth/callback');
    expect(real.webhook?.subscriptions).toContainEqual(
      expect.objectContaining({
        subscriptionType: 'object.propertyChange',
        propertyName: 'hubspot_owner_id',
      }),
    );
  });
});
