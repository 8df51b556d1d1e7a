import type { ApiBudget, CallPurpose } from '../settings/contract.ts';

/** In the order in which they are shown: what keeps its share first. */
export const purposeWords: Readonly<Record<CallPurpose, string>> = {
  'hand-back': 'Hand-backs',
  reply: 'Replies',
  'opt-out': 'Opt-outs',
  assignment: 'Assignments',
  status: 'Status',
  'email-log': 'Emails logged',
  campaign: 'Lists and campaigns',
  check: 'Regular check',
  card: 'Cards and pages',
  other: 'Set-up and other',
};

export interface Preset {
  name: string;
  label: string;
  budget: ApiBudget | null;
}

/** What HubSpot publishes for its subscriptions; an app has its own bound beside. */
export const presets: readonly Preset[] = [
  { name: 'default', label: 'HubSpot’s limit for apps (110, no daily limit)', budget: null },
  {
    name: 'starter',
    label: 'Free and Starter (100, 250,000 a day)',
    budget: { perTenSeconds: 100, perDay: 250_000 },
  },
  {
    name: 'professional',
    label: 'Professional and Enterprise (150, 500,000 a day)',
    budget: { perTenSeconds: 150, perDay: 500_000 },
  },
  {
    name: 'add-on',
    label: 'API add-on (200, 1,000,000 a day)',
    budget: { perTenSeconds: 200, perDay: 1_000_000 },
  },
];

export const OWN = 'own';

/** The preset that stands for these numbers. */
export const presetOf = (budget: ApiBudget | null): string =>
  presets.find(
    (preset) =>
      preset.budget?.perTenSeconds === budget?.perTenSeconds && preset.budget?.perDay === budget?.perDay,
  )?.name ?? OWN;

/** `about 3 minutes` */
export function spanWords(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return 'less than a minute';
  if (minutes < 90) return minutes === 1 ? 'about a minute' : `about ${minutes} minutes`;
  return `about ${Math.round(minutes / 60)} hours`;
}
