/** The date version that the stand-in serves, HubSpot's current one. Legacy paths (`/crm/v3/…`) answer 404. */
export const HUBSPOT_API_VERSION = '2026-09';
