/** The dated version in every path Baton calls: GA since 8 September 2026, supported to about March 2028. */
export const HUBSPOT_API_VERSION = '2026-09';
