import { useEffect, useMemo, useState } from 'react';
import { answerTo } from '../requests/answers.ts';
import type { MailDomain, SettingsView } from './contract.ts';
import type { SettingsApi } from './settings-api.ts';

/** So many are looked at unasked: an account has one or two. */
const MOST = 5;

export interface MailDomains {
  /** What name servers say of the assistants' domains, as far as it was looked at. */
  known: readonly MailDomain[];
  tell: (domain: MailDomain) => void;
}

export const domainOf = (email: string): string => (email.split('@').at(-1) ?? '').toLowerCase();

/** Looks once at each domain that an assistant writes from, so that what is wrong there is seen without being asked for. */
export function useMailDomains({ assistants }: SettingsView, api: SettingsApi): MailDomains {
  const [byDomain, setAll] = useState<Readonly<Record<string, MailDomain>>>({});
  const first = new Map(assistants.toReversed().map(({ id, email }) => [domainOf(email), id]));
  const wanted = JSON.stringify([...first.entries()].slice(0, MOST));
  useEffect(() => {
    let left = false;
    const look = async () => {
      // as it was written above
      for (const [domain, id] of JSON.parse(wanted) as [string, string][]) {
        const answer = await answerTo(() => api.mailDomain(id));
        // who wants to know why it failed presses the button at the assistant
        if (!left && answer.ok) setAll((now) => ({ ...now, [domain]: answer.value }));
      }
    };
    void look();
    return () => {
      left = true;
    };
  }, [api, wanted]);
  return useMemo(
    () => ({
      known: Object.entries(byDomain)
        .filter(([domain]) => wanted.includes(JSON.stringify(domain)))
        .map(([, found]) => found),
      tell: (found) => setAll((now) => ({ ...now, [found.domain.toLowerCase()]: found })),
    }),
    [byDomain, wanted],
  );
}
