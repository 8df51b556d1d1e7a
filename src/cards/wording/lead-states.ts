import type { StatusTagProps } from '@hubspot/ui-extensions';
import type { LeadState } from '../contact/contract.ts';

interface StateWords {
  label: string;
  tone: NonNullable<StatusTagProps['variant']>;
}

/** Lead states as a rep reads them; the tone says whether somebody has to act. */
export const stateWords: Readonly<Record<LeadState, StateWords>> = {
  New: { label: 'New', tone: 'default' },
  Pending: { label: 'Pending', tone: 'default' },
  Cold: { label: 'Cold', tone: 'info' },
  Engaged: { label: 'Engaged', tone: 'info' },
  Warm: { label: 'Warm', tone: 'success' },
  OutOfOffice: { label: 'Out of office', tone: 'warning' },
  Hot: { label: 'Hot', tone: 'success' },
  Responded: { label: 'Responded', tone: 'success' },
  LeadAtRisk: { label: 'Lead at risk', tone: 'danger' },
  UnSubscribed: { label: 'Unsubscribed', tone: 'danger' },
  DeActivated: { label: 'Deactivated', tone: 'danger' },
  Processed: { label: 'Processed', tone: 'default' },
};

/** The label of a state whose name comes from a list the backend keeps. */
export const stateLabel = (state: string): string =>
  state === 'TakenBack'
    ? 'Taken back'
    : state in stateWords
      ? stateWords[state as LeadState].label // checked by `in`
      : state;
