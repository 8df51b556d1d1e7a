import type { MailboxToday, SettingsView } from '../../cards/settings/contract.ts';
import type { Assistant } from '../assistants/assistants.ts';
import type { MailRoom } from '../mail/open.ts';
import { languages } from '../ground/languages.ts';
import type { PortalSettings } from '../settings/portal-settings.ts';
import { defaultDisclosure } from '../writing/footer/disclosure.ts';

const languageName = new Intl.DisplayNames('en', { type: 'language' });

/** @param waiting emails that wait for the postal address */
export const sendingPart = (
  settings: PortalSettings,
  waiting: number,
): { sending: SettingsView['sending']; warnings: string[] } => ({
  sending: {
    postalAddress: settings.postalAddress,
    waitingForAddress: waiting,
    disclosure: settings.disclosure,
    disclosureWords: settings.disclosureWords,
    languages: languages.map((code) => ({
      code,
      name: languageName.of(code) ?? code,
      words: defaultDisclosure[code],
    })),
    observeHolidays: settings.observeHolidays,
    trackEngagement: settings.trackEngagement,
    closedDays: settings.closedDays.toSorted((a, b) => a.date.localeCompare(b.date)),
  },
  warnings:
    waiting === 0
      ? []
      : [`${waitingEmails(waiting)} for your postal address: enter it under Below every email.`],
});

/** "12 emails wait" */
export const waitingEmails = (count: number): string =>
  count === 1 ? '1 email waits' : `${count.toLocaleString('en-US')} emails wait`;

export async function mailboxesToday(
  { mail }: { mail: Pick<MailRoom, 'mailboxToday'> },
  assistants: readonly Assistant[],
): Promise<Map<string, MailboxToday>> {
  const all = assistants.map(async (assistant): Promise<[string, MailboxToday]> => {
    const { sent, allowance, trouble } = await mail.mailboxToday(assistant);
    const limits = { allowed: allowance?.mails ?? null, warming: allowance?.warming ?? false };
    return [assistant.assistantId, { sent, ...limits, trouble }];
  });
  return new Map(await Promise.all(all));
}
