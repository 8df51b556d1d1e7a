import { counted, number } from '../wording/numbers.ts';
import type { MailDomain, SettingsSection, SettingsView } from './contract.ts';
import { statusOf } from './language-model-status.tsx';
import { hoursWords } from './schedule-words.ts';
import { connectionWords } from './words.ts';

/** The one place that is no section: all of them at a glance. */
export const ALL = 'all';
export type Place = SettingsSection | typeof ALL;

export interface SectionState {
  section: SettingsSection;
  title: string;
  /** What is set there. */
  holds: string;
  /** How it stands, in a line. */
  summary: string;
  /** What a person should look at, a sentence each. */
  attention: readonly string[];
}

export const sectionTitles: Readonly<Record<SettingsSection, string>> = {
  connection: 'Connection',
  'hubspot-api': 'HubSpot API',
  assistants: 'Assistants',
  sending: 'Sending',
  'do-not-contact': 'Do not contact',
  'lead-handling': 'Lead handling',
  fields: 'Fields',
  knowledge: 'Knowledge',
  answers: 'Answers',
  'language-model': 'Language model',
};

export const isSection = (text: string | undefined): text is SettingsSection =>
  text !== undefined && Object.keys(sectionTitles).includes(text);

/** How each section stands, in the order in which an account is set up. @param domains those that were looked at */
export function sectionStates(
  view: SettingsView,
  domains: readonly MailDomain[],
  locale?: string,
): SectionState[] {
  const own: Readonly<Record<SettingsSection, readonly string[]>> = {
    connection: connectionAttention(view),
    'hubspot-api': [],
    assistants: [...assistantsAttention(view), ...domains.flatMap(domainAttention)],
    // while emails wait for it, a warning says so
    sending:
      view.sending.postalAddress === '' && view.sending.waitingForAddress === 0
        ? ['Enter your postal address.']
        : [],
    'do-not-contact': [],
    'lead-handling': [],
    fields: [],
    knowledge: [],
    answers: [],
    'language-model': modelAttention(view),
  };
  const names = Object.keys(sectionTitles) as SettingsSection[];
  return names.map((section) => {
    const warned = view.warnings.filter((warning) => warning.section === section).map(({ text }) => text);
    return {
      section,
      title: sectionTitles[section],
      holds: holds[section],
      summary: summaries[section](view, locale),
      attention: [...warned, ...own[section]],
    };
  });
}

const holds: Readonly<Record<SettingsSection, string>> = {
  connection: 'Permissions, regular check, disconnecting',
  'hubspot-api': 'API budget and use, data sync, email activity',
  assistants: 'Who works here: mailbox, limits, test mail, SPF, DKIM and DMARC, approval',
  sending: 'Schedule, days without emails, postal address, disclosure, opens and clicks',
  'do-not-contact': 'Opt-outs between Baton and HubSpot, addresses and domains to leave out',
  'lead-handling': 'Fallback owner, lead status, reminders, what reps see',
  fields: 'Contact and company properties that emails may print',
  knowledge: 'What assistants may say, labels in a Context',
  answers: 'Taught phrases, named substitutes',
  'language-model': 'Provider, budget, what it may do, trials',
};

type Summary = (view: SettingsView, locale: string | undefined) => string;

const summaries: Readonly<Record<SettingsSection, Summary>> = {
  connection: ({ connection: { status, connectedBy, scopes } }) => {
    const granted = scopes.filter((scope) => scope.granted).length;
    const by = connectedBy === null ? '' : ` by ${connectedBy}`;
    return `${connectionWords[status].label}${by}, ${granted} of ${scopes.length} permissions granted`;
  },
  'hubspot-api': ({ api: { used, perDay }, dataSync, emailActivity }, locale) =>
    [
      perDay === null
        ? counted(used, 'call today', 'calls today', locale)
        : `${number(used, locale)} of ${number(perDay, locale)} calls today`,
      dataSync.on ? 'data sync on' : 'data sync off',
      emailActivity.on ? 'emails logged' : 'emails not logged',
    ].join(', '),
  assistants: ({ assistants }, locale) => {
    if (assistants.length === 0) return 'None yet';
    const contacts = assistants.reduce((sum, each) => sum + each.contacts, 0);
    const names = assistants.slice(0, 3).map(({ name }) => name);
    const more = assistants.length > 3 ? ` and ${assistants.length - 3} more` : '';
    const held = contacts === 0 ? 'no contacts now' : counted(contacts, 'contact', 'contacts', locale);
    return `${names.join(', ')}${more}: ${held}`;
  },
  sending: ({ schedule, firstEmailDelayMinutes, sending }) =>
    [
      hoursWords(schedule),
      `first email after ${firstEmailDelayMinutes} min`,
      sending.trackEngagement ? 'opens and clicks noticed' : 'opens and clicks not noticed',
    ].join(', '),
  'do-not-contact': ({ optOuts, counts }, locale) =>
    [
      optOuts.share ? 'Opt-outs shared with HubSpot' : 'Opt-outs not shared with HubSpot',
      counts.exclusions === 0
        ? 'nobody excluded'
        : `${counted(counts.exclusions, 'address or domain', 'addresses and domains', locale)} excluded`,
    ].join(', '),
  'lead-handling': ({ fallbackOwnerId, owners, remindEveryDays, remindTimes }) => {
    const fallback = owners.find(({ ownerId }) => ownerId === fallbackOwnerId);
    const days = remindEveryDays === 1 ? 'day' : `${remindEveryDays} days`;
    return [
      fallback ? `Fallback owner: ${fallback.name}` : 'No fallback owner',
      remindTimes === 0 ? 'no reminders' : `reminders every ${days}, up to ${remindTimes}`,
    ].join(', ');
  },
  fields: ({ counts: { fields } }, locale) =>
    fields === 0
      ? 'The usual ones, none mapped'
      : `${counted(fields, 'property', 'properties', locale)} mapped`,
  knowledge: ({ counts: { knowledge }, contextLabels }, locale) =>
    [
      knowledge === 0 ? 'Nothing added yet' : counted(knowledge, 'item', 'items', locale),
      ...(contextLabels.length > 0 ? [counted(contextLabels.length, 'own label', 'own labels', locale)] : []),
    ].join(', '),
  answers: ({ counts: { phrases }, writeToSubstitutes }, locale) =>
    [
      phrases === 0 ? 'No phrase taught' : `${counted(phrases, 'phrase', 'phrases', locale)} taught`,
      writeToSubstitutes ? 'writes to named substitutes' : 'named substitutes are only shown',
    ].join(', '),
  'language-model': ({ languageModel }) =>
    languageModel.model === ''
      ? 'None set up: Baton reads answers by itself'
      : `${languageModel.model}: ${statusOf(languageModel).label.toLowerCase()}`,
};

function connectionAttention({ connection: { status, scopes } }: SettingsView): string[] {
  if (status !== 'connected') return ['Connect Baton again, so that it can go on working.'];
  const missing = scopes.some(({ required, granted }) => required && !granted);
  return missing ? ['A required permission was not granted.'] : [];
}

const assistantsAttention = ({ assistants }: SettingsView): string[] =>
  assistants.length === 0
    ? ['Add your first assistant.']
    : assistants
        .filter(({ status }) => status === 'ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM')
        .map(({ name, nextStep }) => `${name}: ${nextStep}`);

function domainAttention({ domain, findings }: MailDomain): string[] {
  const bad = findings.filter(({ state }) => state === 'missing' || state === 'wrong');
  if (bad.length === 0) return [];
  const said = bad.map(({ name, state }) => `${name} is ${state}`);
  return [`${domain}: ${said.join(', ')}. Mail providers may not believe your emails.`];
}

const modelAttention = ({ languageModel }: SettingsView): string[] => {
  const { tone, label } = statusOf(languageModel);
  return tone === 'danger' || tone === 'warning' ? [`${languageModel.model}: ${label.toLowerCase()}.`] : [];
};
