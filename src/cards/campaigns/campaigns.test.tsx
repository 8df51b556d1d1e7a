import { Button, ProgressBar, SearchInput, Select, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { describe, expect, it } from 'vitest';
import { rep } from '../pages/test-answers.ts';
import { advance, settle } from '../requests/test-backend.ts';
import { figures, line, showCampaigns } from './test-campaigns.tsx';

const listed = 'GET /api/campaigns';
const noCampaigns = { campaigns: [], next: null };

describe('the list of campaigns', () => {
  it('tells of each how it is doing, and opens it', async () => {
    const page = await showCampaigns();
    const row = page.findByTestId(Tile, 'campaign-c1');
    expect(row.find(StatusTag).text).toBe('Running');
    expect(row.find(ProgressBar).props).toMatchObject({
      value: 640,
      maxValue: 1_000,
      valueDescription: '640 of 1,000 reached',
    });
    expect(page.findByTestId(Text, 'outcome').text).toBe('96 replies, 31 meetings');
    expect(row.toString()).toContain('List “Hospitals” · Tara');
    expect(page.findByTestId(PageLink, 'open-c1').props).toMatchObject({
      to: '/campaigns',
      params: { campaign: 'c1' },
    });
  });

  it('says what keeps one from going on, and that nobody is enrolled', async () => {
    const page = await showCampaigns(
      {},
      {
        answers: (backend) =>
          void backend.on(listed, {
            campaigns: [
              line('c2', {
                status: 'draft',
                listName: null,
                assistantName: null,
                note: 'The list is gone.',
                figures: { ...figures, enrolled: 0, reached: 0 },
              }),
            ],
            next: null,
          }),
      },
    );
    const row = page.findByTestId(Tile, 'campaign-c2').toString();
    expect(row).toContain('No list yet · no assistant yet');
    expect(row).toContain('The list is gone.');
    expect(row).toContain('Nobody is enrolled yet');
  });

  it('asks the server for status, words and page, as the address says', async () => {
    const page = await showCampaigns({
      status: 'paused',
      search: 'spring',
      after: 'p2',
      page: '2',
      tab: 'x',
    });
    expect(page.asked(listed)).toEqual([{ status: 'paused', search: 'spring', after: 'p2' }]);
    page.findByTestId(Select, 'filter-status').trigger('onChange', 'running' as never);
    expect(page.visited().at(-1)?.params).toMatchObject({ status: 'running', search: 'spring' });
    expect(page.visited().at(-1)?.params).not.toHaveProperty('after');
    page.findByTestId(SearchInput, 'search').trigger('onInput', 'fair' as never);
    await advance(400);
    expect(page.visited().at(-1)?.params).toMatchObject({ search: 'fair' });
  });

  it('goes on to the next page', async () => {
    const page = await showCampaigns(
      {},
      { answers: (backend) => void backend.on(listed, { campaigns: [line('c1')], next: 'p2' }) },
    );
    page.findByTestId(Button, 'next-page').trigger('onClick');
    await page.follow();
    expect(page.asked(listed).at(-1)).toEqual({ after: 'p2' });
  });

  it('says what a campaign is where there is none, and lets an admin create one', async () => {
    const none = {
      answers: (backend: { on: (route: string, body: unknown) => unknown }) =>
        void backend.on(listed, noCampaigns),
    };
    const page = await showCampaigns({}, none);
    expect(page.text()).toContain('takes the contacts of a HubSpot list to an assistant');
    expect(page.findByTestId(PageLink, 'create-first').props.params).toEqual({ campaign: 'new', step: '1' });
    const asRep = await showCampaigns({}, { ...none, viewer: rep });
    expect(asRep.maybeFindByTestId(PageLink, 'create-first')).toBeNull();
    expect(asRep.text()).toContain('Whoever may change integrations in HubSpot can create one.');
    const filtered = await showCampaigns({ status: 'paused' }, none);
    expect(filtered.text()).toContain('No campaign matches');
  });

  it('lets an admin create one, and a rep not', async () => {
    const page = await showCampaigns();
    page.findByTestId(Button, 'create-campaign').trigger('onClick');
    expect(page.visited().at(-1)).toEqual({ to: '/campaigns', params: { campaign: 'new', step: '1' } });
    const asRep = await showCampaigns({}, { viewer: rep });
    expect(asRep.maybeFindByTestId(Button, 'create-campaign')).toBeNull();
    expect(asRep.text()).toContain('Hospitals, spring');
  });

  it('says what is wrong when it cannot be shown, and tries again', async () => {
    const page = await showCampaigns(
      {},
      { answers: (backend) => void backend.on(listed, { code: 'INTERNAL', message: 'It broke.' }, 500) },
    );
    expect(page.text()).toContain('It broke.');
    page.backend.on(listed, noCampaigns);
    page.findByTestId(Button, 'retry').trigger('onClick');
    await settle();
    expect(page.text()).toContain('No campaigns yet');
  });
});
