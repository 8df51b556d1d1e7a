import type { Behaviour } from '../behaviours.ts';

/** What people do without words of their own. */
type Wordless = 'does not answer' | 'cannot be reached' | 'clicks on unsubscribe';

/**
 * What contacts write in one language, several for each behaviour. `{date}` is a day in the words of the language,
 * `{first}` the contact's first name, `{colleague}` and `{address}` somebody else in the company.
 */
export interface Answers {
  texts: Readonly<Record<Exclude<Behaviour, Wordless>, readonly string[]>>;
  /** Of an automatic reply; `{subject}`: that of the mail. */
  awaySubject: string;
  /** `mailbox`: before the @, where the name is not in Latin letters. */
  colleague: { first: string; last: string; mailbox?: string };
}
