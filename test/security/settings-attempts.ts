import type { Attempt, Sent } from './campaign-attempts.ts';

const words = { format: 'text', fallback: 'Mine' };

/** What account A tries on the fields and the use of HubSpot's API of account B. */
export const settingsAttempts = (
  onFields: Attempt,
  onSettings: Attempt,
  contactOfB: () => string,
): Record<string, () => Promise<Sent[]>> => ({
  'GET /api/fields': () => onFields('GET', ''),
  'GET /api/fields/properties': () => onFields('GET', '/properties?object=contact&search=e'),
  'POST /api/fields': () =>
    onFields('POST', '', { ...words, tag: 'mine', object: 'contact', property: 'zip' }),
  'PUT /api/fields/{tag}': () => onFields('PUT', '/of_b', words),
  'DELETE /api/fields/{tag}': () => onFields('DELETE', '/of_b'),
  'POST /api/fields/preview': () => onFields('POST', '/preview', { contact: contactOfB(), field: null }),
  'GET /api/settings/api-use': () => onSettings('GET', '/api-use'),
  'PUT /api/settings/api-budget': () =>
    onSettings('PUT', '/api-budget', { apiBudget: { perTenSeconds: 100, perDay: 250_000 } }),
  'PUT /api/settings/data-sync': () => onSettings('PUT', '/data-sync', { on: true }),
  'PUT /api/settings/set-up': () => onSettings('PUT', '/set-up', { step: 'data-sync', on: false }),
  'PUT /api/settings/email-activity': () => onSettings('PUT', '/email-activity', { on: true }),
});
