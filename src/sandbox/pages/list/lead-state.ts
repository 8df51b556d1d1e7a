/** The property Baton shows its lead state in. */
export const LEAD_STATE_PROPERTY = 'baton_lead_connection_status';

type Tone = 'success' | 'info' | 'warning' | 'danger' | 'default';

const tones: Record<string, Tone> = {
  hot: 'success',
  responded: 'success',
  engaged: 'info',
  warm: 'info',
  cold: 'info',
  pending: 'default',
  new: 'default',
  outofoffice: 'warning',
  leadatrisk: 'warning',
  unsubscribed: 'danger',
  deactivated: 'danger',
};

/** The colour of a lead state; unknown ones are grey. */
export function leadStateTone(state: string): Tone {
  return tones[state.toLowerCase()] ?? 'default';
}
