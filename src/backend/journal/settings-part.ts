import type { SettingsView } from '../../cards/settings/contract.ts';

/** Shown only where the operator switched it on. @param problem see `Journal.problem` */
export const journalPart = (problem: string | null | undefined): SettingsView['connection']['features'] =>
  problem === undefined ? [] : [{ name: 'Catch up from the webhooks journal', reason: problem }];
