import { expect, it } from 'vitest';
import { lead, situation } from '../../test-leads.ts';
import { decide } from '../transitions.ts';

const sent = { type: 'mail-sent', kind: 'step', step: 0, certain: true, subject: 'Hello' } as const;

it.each(['handing_back', 'closed'] as const)(
  'remembers a mail that left when the lead was %s already',
  (stage) => {
    expect(decide(lead({ stage }), sent, situation())?.change).toEqual({ step: 1 });
    expect(decide(lead({ stage, subState: 'bounced' }), sent, situation())).toBeNull();
    expect(decide(lead({ stage }), { ...sent, kind: 'brochure' }, situation())).toBeNull();
  },
);
