import { Accordion, Button, DateInput, Link, MultiSelect, StatusTag, Tile } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { describe, expect, it } from 'vitest';
import { activity } from '../test-answers.ts';
import { showPage } from '../test-pages.tsx';

const listed = 'GET /api/pages/activity';
const showActivity = (
  params: Record<string, string> = {},
  answer: object = { entries: activity, next: null },
) => showPage({ path: '/activity', params, answers: (backend) => void backend.on(listed, answer) });

describe('the activity', () => {
  it('says of each entry what happened, for whom, and why', async () => {
    const page = await showActivity();
    const entry = page.findByTestId(Tile, 'activity-e3');
    const text = entry.toString();
    for (const said of [
      'Answer',
      'Maria Lindqvist answered: agrees to meet',
      'An email arrived',
      'with Tara',
    ])
      expect(text).toContain(said);
    expect(entry.find(Link).props.href).toMatchObject({
      url: 'https://app.hubspot.com/contacts/123/record/0-1/501',
    });
    expect(entry.find(Accordion).toString()).toContain('Thursday 3 pm works.');
  });

  it('narrows down by kind, contact, owner and days of the account', async () => {
    const page = await showActivity();
    page.findByTestId(MultiSelect, 'filter-kind').trigger('onChange', ['sent', 'answer'] as never);
    page
      .findByTestId(DateInput, 'filter-from')
      .trigger('onChange', { year: 2026, month: 10, date: 1 } as never);
    page
      .findByTestId(DateInput, 'filter-to')
      .trigger('onChange', { year: 2026, month: 10, date: 30 } as never);
    expect(page.visited().map((place) => place.params)).toEqual([
      { kind: 'sent,answer' },
      { from: String(Date.UTC(2026, 9, 31, 23)) },
      { to: String(Date.UTC(2026, 10, 30, 23)) },
    ]);
    const only = page.findByTestId(Tile, 'activity-e1').find(PageLink);
    expect(only.props).toMatchObject({ to: '/activity', params: { contact: '502' } });
  });

  it('shows what a link from the overview asks for', async () => {
    const from = Date.UTC(2026, 10, 22, 23);
    const params = { kind: 'sent', from: String(from), to: String(from + 86_400_000), contact: '501' };
    const page = await showActivity(params);
    expect(page.asked(listed)).toEqual([{ ...params, limit: '50' }]);
    const day = { year: 2026, month: 10, date: 23 };
    expect(page.findByTestId(DateInput, 'filter-from').props.value).toEqual(day);
    expect(page.findByTestId(DateInput, 'filter-to').props.value).toEqual(day);
    const tag = page.findByTestId(StatusTag, 'one-contact');
    expect(tag.text).toBe('Only Maria Lindqvist');
    tag.trigger('onRemoveClick');
    expect(page.visited().at(-1)?.params).not.toHaveProperty('contact');
  });

  it('takes a day away that was emptied', async () => {
    const page = await showActivity({ from: '1', kind: 'sent' });
    page.findByTestId(DateInput, 'filter-from').trigger('onChange', null as never);
    expect(page.visited()).toEqual([{ to: '/activity', params: { kind: 'sent' } }]);
  });

  it('goes on to older pages', async () => {
    const page = await showActivity({}, { entries: activity, next: 'older' });
    page.findByTestId(Button, 'next-page').trigger('onClick');
    await page.follow();
    expect(page.asked(listed).at(-1)).toEqual({ after: 'older', limit: '50' });
    expect(page.text()).toContain('Page 2, newest first');
  });

  it('helps when nothing matches, and when nothing has happened yet', async () => {
    const none = { entries: [], next: null };
    expect((await showActivity({ kind: 'sent' }, none)).text()).toContain('Nothing matches');
    expect((await showActivity({}, none)).text()).toContain('Nothing has happened yet');
  });
});
