import {
  Alert,
  Button,
  DateInput,
  Input,
  LoadingButton,
  MultiSelect,
  NumberInput,
  Select,
  Table,
  Toggle,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { now, rep } from '../../pages/test-answers.ts';
import { settle } from '../../requests/test-backend.ts';
import type { CampaignDraft, CampaignRules } from '../contract.ts';
import { asDraft, detail, draft, lastBody, line, showCampaigns } from '../test-campaigns.tsx';
import type { CampaignsTestPage } from '../test-campaigns.tsx';

const put = 'PUT /api/campaigns/c1';
const trial = 'POST /api/campaign-rules/trial';
const rules: CampaignRules = {
  review: [{ language: 'de', words: ['Preis'] }],
  properties: [
    { property: 'lifecyclestage', change: 'to', value: 'customer', act: 'stop', reach: 'company' },
  ],
  meetingEndsCompany: true,
  quietUntil: null,
  reEnroll: null,
  handOver: null,
};

const stage = {
  property: 'lifecyclestage',
  label: 'Lifecycle stage',
  options: [
    { value: 'lead', label: 'Lead' },
    { value: 'customer', label: 'Customer' },
  ],
};
const tier = { property: 'tier', label: 'Tier', options: [] };
const offered = 'GET /api/campaign-rules/properties';

const edit = (more: Partial<CampaignDraft> = {}) =>
  showCampaigns(
    { campaign: 'c1', step: '3' },
    {
      answers: (backend) =>
        void backend
          .on('GET /api/campaigns/c1', asDraft({ draft: { ...draft, ...more } }))
          .on(put, asDraft({ version: 4 }))
          .on(offered, { properties: [stage, tier], more: 3 }),
    },
  );
const type = (page: CampaignsTestPage, testId: string, text: string) =>
  page.findByTestId(Input, testId).trigger('onChange', text as never);
const choose = (page: CampaignsTestPage, testId: string, value: string) =>
  page.findByTestId(Select, testId).trigger('onChange', value as never);
const press = async (
  page: CampaignsTestPage,
  testId: string,
  what: typeof Button | typeof LoadingButton = LoadingButton,
) => {
  page.findByTestId(what as typeof Button, testId).trigger('onClick');
  await settle();
};

describe('the rules of a campaign', () => {
  it('are entered line by line, and saved with it', async () => {
    const page = await edit();
    page.findByTestId(Button, 'add-keyword').trigger('onClick');
    choose(page, 'keyword-language-0', 'de');
    type(page, 'keyword-words-0', 'Preis, Datenschutz ');
    page.findByTestId(MultiSelect, 'rule-classes').trigger('onChange', ['InterestedToProceed'] as never);
    await press(page, 'add-property', Button);
    expect(page.text()).toContain('3 more: type some of the name.');
    await press(page, 'choose-lifecyclestage', Button);
    choose(page, 'property-value-0', 'customer');
    choose(page, 'property-act-0', 'pause');
    choose(page, 'property-reach-0', 'company');
    page.findByTestId(Toggle, 'rule-meeting').trigger('onChange', true as never);
    page
      .findByTestId(DateInput, 'rule-quiet')
      .trigger('onChange', { year: 2027, month: 0, date: 11 } as never);
    await press(page, 'next-step');
    expect((lastBody(page, put) as { draft: CampaignDraft }).draft.rules).toEqual({
      review: [{ language: 'de', words: ['Preis', 'Datenschutz'] }],
      reviewClasses: ['InterestedToProceed'],
      properties: [
        {
          property: 'lifecyclestage',
          label: 'Lifecycle stage',
          change: 'to',
          value: 'customer',
          valueLabel: 'Customer',
          act: 'pause',
          reach: 'company',
        },
      ],
      meetingEndsCompany: true,
      quietUntil: Date.parse('2027-01-10T23:00:00Z'),
      reEnroll: null,
      handOver: null,
    });
  });

  it('take any value of a property without options, and show what it was', async () => {
    const typed = {
      property: 'tier',
      label: 'Tier',
      change: 'from',
      value: 'Gold',
      act: 'stop',
      reach: 'contact',
    } as const;
    const gone = { ...typed, property: 'lifecyclestage', label: 'Lifecycle stage', value: 'former' } as const;
    const page = await edit({ rules: { ...rules, properties: [typed, gone] } });
    expect(page.findByTestId(Input, 'property-value-0').props.value).toBe('Gold');
    type(page, 'property-value-0', 'Silver');
    expect(page.findByTestId(Select, 'property-value-1').props.options).toContainEqual({
      value: 'former',
      label: 'former (HubSpot has it no more)',
    });
    await press(page, 'other-property-1', Button);
    await press(page, 'choose-tier', Button);
    await press(page, 'remove-property-1', Button);
    await press(page, 'next-step');
    expect((lastBody(page, put) as { draft: CampaignDraft }).draft.rules?.properties).toEqual([
      { ...typed, value: 'Silver', valueLabel: '' },
    ]);
  });

  it('let contacts go on with another assistant, or in another campaign', async () => {
    const page = await edit();
    page.backend.on('GET /api/campaigns', {
      campaigns: [line('c1'), line('c2', { name: 'Later' })],
      next: null,
    });
    page.findByTestId(Toggle, 'rule-hand-over').trigger('onChange', true as never);
    page.findByTestId(NumberInput, 'hand-over-emails').trigger('onChange', 3 as never);
    page.findByTestId(Toggle, 'rule-re-enroll').trigger('onChange', true as never);
    await settle();
    await press(page, 'next-step');
    expect(page.findByTestId(Alert, 'rules-problem').props.title).toContain('Choose the campaign');
    expect(page.findByTestId(Select, 're-enroll-campaign').props.options).toEqual([
      { value: 'c2', label: 'Later' },
    ]);
    choose(page, 're-enroll-campaign', 'c2');
    await press(page, 'next-step');
    expect((lastBody(page, put) as { draft: CampaignDraft }).draft.rules).toMatchObject({
      reEnroll: { campaignId: 'c2', days: 30, most: 1 },
      handOver: { assistantId: 'a2', emails: 3 },
    });
  });

  it('say what is missing, and are removed again', async () => {
    const page = await edit({ rules });
    page.findByTestId(Button, 'add-property').trigger('onClick');
    await press(page, 'next-step');
    expect(page.findByTestId(Alert, 'rules-problem').props.title).toContain('Choose the property');
    expect(page.backend.count(put)).toBe(0);
    page.findByTestId(Button, 'remove-property-1').trigger('onClick');
    page.findByTestId(Button, 'remove-keyword-0').trigger('onClick');
    await press(page, 'next-step');
    expect((lastBody(page, put) as { draft: CampaignDraft }).draft.rules).toEqual({ ...rules, review: [] });
  });

  it('are tried before, and what was tried is not shown for other ones', async () => {
    const page = await edit({ rules });
    page.backend.on(trial, {
      trials: [{ rule: 'meeting', count: 14, words: '3 contacts agreed to meet; it would have stopped 14.' }],
    });
    await press(page, 'try-rules');
    expect(lastBody(page, trial)).toEqual({ rules, campaignId: 'c1' });
    expect(page.findByTestId(Alert, 'trial-result').toString()).toContain('would have stopped 14');
    page.findByTestId(Toggle, 'rule-meeting').trigger('onChange', false as never);
    expect(page.maybeFindByTestId(Alert, 'trial-result')).toBeNull();
    page.backend.on(trial, { code: 'HUBSPOT_UNAVAILABLE', message: 'HubSpot cannot be asked.' }, 502);
    await press(page, 'try-rules');
    expect(page.findByTestId(Alert, 'trial-refused').toString()).toContain('HubSpot cannot be asked.');
  });

  it('are told on the page of the campaign, with what they did', async () => {
    const open = (viewer?: typeof rep) =>
      showCampaigns(
        { campaign: 'c1', tab: 'rules' },
        {
          ...(viewer ? { viewer } : {}),
          answers: (backend) =>
            void backend
              .on('GET /api/campaigns/c1', detail({ draft: { ...draft, rules } }))
              .on('GET /api/campaign-rules/c1/firings', {
                firings: [{ contactId: '501', why: 'It became a customer.', at: now, told: 3, goesOn: true }],
              }),
        },
      );
    const page = await open();
    expect(page.text()).toContain('Answers in German with “Preis” go to Reviews.');
    expect(page.text()).toContain('When lifecyclestage changes to “customer”: stop and hand back');
    expect(page.findByTestId(Table, 'firings').toString()).toContain('3 contacts, going on');
    const asRep = await open(rep);
    expect(asRep.text()).toContain('go to Reviews');
    expect(asRep.backend.count('GET /api/campaign-rules/c1/firings')).toBe(0);
  });
});
