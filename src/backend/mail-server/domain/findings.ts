/** What was found of one of SPF, DKIM and DMARC. */
export interface DomainFinding {
  name: 'SPF' | 'DKIM' | 'DMARC';
  /** unknown: it could not be looked up, or nobody can tell. */
  state: 'ok' | 'missing' | 'wrong' | 'unknown';
  /** For an admin, in words. */
  text: string;
  /** A TXT record to enter at whoever runs the domain's DNS; null: there is none to suggest. */
  enter: { name: string; value: string } | null;
}

type Found = Omit<DomainFinding, 'name'>;

export const fine = (text: string): Found => ({ state: 'ok', text, enter: null });
export const unknown = (text: string): Found => ({ state: 'unknown', text, enter: null });
export const wrong = (text: string, enter: Found['enter'] = null): Found => ({ state: 'wrong', text, enter });
export const missing = (text: string, enter: Found['enter'] = null): Found => ({
  state: 'missing',
  text,
  enter,
});
export type { Found };
