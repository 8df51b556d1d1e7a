import type { Approval, AssistantView, NewAssistant, SettingsView } from './contract.ts';

/** `keep` exists only while the assistant has its own mailbox: its secrets are not sent back to the page. */
export type MailboxChoice = 'keep' | 'default' | 'own';

/** What stands in the form. */
export interface AssistantDraft {
  name: string;
  email: string;
  role: string;
  signature: string;
  companyDescription: string;
  defaultContext: string;
  sequenceId: string;
  language: string;
  brochureUrl: string;
  calendarUrl: string;
  approval: Approval;
  mailbox: MailboxChoice;
  smtpUrl: string;
  imapUrl: string;
  /** '': no limit. */
  dailyCap: string;
  warmUp: boolean;
  /** '': as many as come. */
  mostActive: string;
}

export type DraftProblems = Partial<Record<keyof AssistantDraft, string>>;

export function startDraft(
  assistant: AssistantView | null,
  sequences: SettingsView['sequences'],
): AssistantDraft {
  return {
    name: assistant?.name ?? '',
    email: assistant?.email ?? '',
    role: assistant?.role ?? 'Sales assistant',
    signature: assistant?.signature ?? '',
    companyDescription: assistant?.companyDescription ?? '',
    defaultContext: assistant?.defaultContext ?? '',
    sequenceId: assistant?.sequenceId ?? sequences[0]?.id ?? '',
    language: assistant?.language ?? 'en',
    brochureUrl: assistant?.brochureUrl ?? '',
    calendarUrl: assistant?.calendarUrl ?? '',
    approval: assistant?.approval ?? 'none',
    mailbox: assistant?.hasOwnMailbox ? 'keep' : 'default',
    smtpUrl: '',
    imapUrl: '',
    dailyCap: assistant ? String(assistant.dailyCap ?? '') : '80',
    warmUp: assistant ? assistant.warmUp === true : true,
    mostActive: String(assistant?.mostActive ?? ''),
  };
}

const webAddress = /^https?:\/\/[^\s/]+\.[^\s]+$/i;
const emailAddress = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** What keeps the draft from being saved, by field. The backend has the last word; this spares a round trip. */
export function findProblems(draft: AssistantDraft): DraftProblems {
  const problems: DraftProblems = {};
  if (draft.name.trim() === '') problems.name = 'Give the assistant a name.';
  if (!emailAddress.test(draft.email.trim())) problems.email = 'Enter the email address of the HubSpot user.';
  if (draft.role.trim() === '') problems.role = 'Enter the role that stands below the name.';
  if (draft.sequenceId === '') problems.sequenceId = 'Choose a sequence.';
  for (const field of ['brochureUrl', 'calendarUrl'] as const) {
    const url = draft[field].trim();
    if (url !== '' && !webAddress.test(url))
      problems[field] = 'Enter a whole address, such as https://example.com/file.';
  }
  const cap = draft.dailyCap.trim();
  if (cap !== '' && !/^[1-9]\d{0,4}$/.test(cap))
    problems.dailyCap = 'Enter a whole number of emails, or nothing for no limit.';
  const most = draft.mostActive.trim();
  if (most !== '' && !/^[1-9]\d{0,4}$/.test(most))
    problems.mostActive = 'Enter a whole number of contacts, or nothing for as many as come.';
  if (draft.mailbox === 'own') {
    if (!/^smtps?:\/\/\S+$/i.test(draft.smtpUrl.trim())) {
      problems.smtpUrl = 'Enter an address such as smtps://user:password@mail.example.com:465.';
    }
    const imap = draft.imapUrl.trim();
    if (imap !== '' && !/^imaps?:\/\/\S+$/i.test(imap)) {
      problems.imapUrl = 'Enter an address such as imaps://user:password@mail.example.com:993, or nothing.';
    }
  }
  return problems;
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** The draft as the contract wants it: mailbox absent = leave as it is, null = Baton's default. */
export function toAssistant(draft: AssistantDraft): NewAssistant {
  const { mailbox, smtpUrl, imapUrl, dailyCap, mostActive, ...rest } = draft;
  const own = { smtpUrl: smtpUrl.trim(), imapUrl: orNull(imapUrl) };
  return {
    ...rest,
    name: rest.name.trim(),
    email: rest.email.trim(),
    role: rest.role.trim(),
    brochureUrl: orNull(rest.brochureUrl),
    calendarUrl: orNull(rest.calendarUrl),
    dailyCap: dailyCap.trim() === '' ? null : Number(dailyCap),
    mostActive: mostActive.trim() === '' ? null : Number(mostActive),
    ...(mailbox === 'keep' ? {} : { mailbox: mailbox === 'own' ? own : null }),
  };
}
