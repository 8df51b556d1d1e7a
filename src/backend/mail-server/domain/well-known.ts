/** RFC 2606, RFC 6761 and 6762: names that stand for domains, or for machines nearby. They are not looked up. */
const reserved = /(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|local)$/i;
export const isReservedDomain = (domain: string): boolean => reserved.test(domain);

/**
 * Domains that take mail, and say who sends it, for certain. Where none of them is found, Baton stands behind a wall or a
 * broken name server: then no "there is none" says anything of another domain.
 */
export const WELL_KNOWN_DOMAINS = ['gmail.com', 'outlook.com'] as const;
