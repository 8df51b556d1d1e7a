import { expect, it } from 'vitest';
import { campaignId } from '../../ground/identifiers.ts';
import type { CampaignRules } from '../../../cards/campaigns/contract.ts';
import type { Classification, ReplyClass } from '../../replies/types.ts';
import { decide } from '../deciding/transitions.ts';
import { lead, reply, situation, TUESDAY } from '../test-leads.ts';
import { understood } from '../telling/understood.ts';
import { withKeyword } from './keyword.ts';

const inCampaign = lead({ campaignId: campaignId('spring'), step: 1 });
const rules: CampaignRules = {
  review: [{ language: '', words: ['lawyer'] }],
  reviewClasses: ['InterestedToProceed', 'ConnectLater'],
  properties: [],
  meetingEndsCompany: false,
  quietUntil: null,
  reEnroll: null,
  handOver: null,
};

/** As a rule of the campaign makes of it. */
const read = (of: ReplyClass, change: Partial<Classification> = {}, text = 'Yes, go ahead.') =>
  withKeyword(
    // Nothing else of a campaign is asked for, and nothing of the transaction.
    { find: async () => ({ content: { rules } }) } as never,
    undefined as never,
    inCampaign,
    reply(of, change),
    text,
  );
const decided = async (of: ReplyClass, change: Partial<Classification> = {}) => {
  const event = {
    type: 'replied',
    reply: await read(of, change),
    text: '',
    at: TUESDAY,
    about: null,
  } as const;
  return decide(inCampaign, event, situation());
};

it.each(['InterestedToProceed', 'ConnectLater'] as const)(
  'a person reads what is understood as %s',
  async (of) => {
    expect(await read(of)).toMatchObject({ classRule: true, doubtful: true });
    const decision = await decided(of);
    expect(decision).toMatchObject({
      rule: 'reply: class',
      change: { stage: 'handing_back', state: 'Responded' },
    });
    expect(decision?.effects).toContainEqual({ do: 'ask-review' });
    expect(decision?.change.closeReason).toContain('By a rule of the campaign a person reads such answers');
    expect(understood(await read(of))).toContain('By a rule of the campaign a person decides');
  },
);

it('what is of another kind, in doubt, or from somebody in no campaign, goes its way', async () => {
  expect(await read('AgreedToMeet')).not.toHaveProperty('classRule');
  expect(await read('ConnectLater', { doubtful: true })).not.toHaveProperty('classRule');
  expect((await decided('AgreedToMeet'))?.change.state).toBe('Hot');
  const alone = lead({ step: 1 });
  const plain = reply('ConnectLater');
  expect(await withKeyword(undefined as never, undefined as never, alone, plain, '')).toBe(plain);
});

it('an opt-out and the law count all the same, and a word is told before the kind', async () => {
  expect(await read('Unsubscribed', {}, 'Ask my lawyer.')).toMatchObject({
    doubtful: false,
    keyword: 'lawyer',
  });
  expect(await read('ConnectLater', { legal: true })).toMatchObject({ doubtful: false });
  expect(await read('ConnectLater', {}, 'Ask my lawyer.')).toMatchObject({
    keyword: 'lawyer',
    doubtful: true,
  });
});
