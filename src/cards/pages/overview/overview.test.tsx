import {
  Alert,
  BarChart,
  Button,
  LineChart,
  StatisticsItem,
  StatusTag,
  Tab,
  Tabs,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { PageLink, PageTitle } from '@hubspot/ui-extensions/pages';
import { describe, expect, it } from 'vitest';
import { advance, settle } from '../../requests/test-backend.ts';
import { emptyOverview, overview, rep } from '../test-answers.ts';
import { showPage } from '../test-pages.tsx';

describe('the overview', () => {
  it('asks for its figures and for who looks at the same time', async () => {
    const page = await showPage({ answers: (backend) => void backend.hold('GET /api/pages/viewer') });
    expect(page.backend.count('GET /api/pages/overview')).toBe(1);
    expect(page.findAll(StatisticsItem)).toHaveLength(3);
  });

  it('puts first what needs a person, with the way to it', async () => {
    const page = await showPage();
    expect(page.findAll(Alert).map((alert) => [alert.props.variant, alert.props.title])).toEqual([
      ['danger', 'Tara’s mailbox refuses the password: no email goes out.'],
      ['warning', '3 leads answered and nobody has picked them up.'],
    ]);
    const links = page.findAll(Alert).map((alert) => alert.find(PageLink).props);
    expect(links[0]).toMatchObject({ to: '/settings', params: { section: 'assistants' } });
    expect(links[1]).toMatchObject({ to: '/leads', params: { attention: 'needs-you' } });
  });

  it('says so when nothing needs a person', async () => {
    const page = await showPage({
      answers: (backend) => void backend.on('GET /api/pages/overview', { ...overview, attention: [] }),
    });
    expect(page.findByTestId(Alert, 'all-is-well').props.variant).toBe('success');
  });

  it('links each number to the list behind it', async () => {
    const page = await showPage();
    const [sent] = page.findAll(StatisticsItem);
    expect(sent?.props).toMatchObject({ label: 'Emails sent', number: '1,834' });
    const { activity } = overview.totals.sent;
    expect(page.findByTestId(PageLink, 'total-sent').props).toMatchObject({
      to: '/activity',
      params: { kind: 'sent', from: String(activity.from), to: String(activity.to) },
    });
    expect(page.findByTestId(PageLink, 'state-Hot')).toMatchObject({ text: '71' });
    expect(page.findByTestId(PageLink, 'state-Hot').props).toMatchObject({
      to: '/leads',
      params: { state: 'Hot' },
    });
    const first = overview.points[0];
    expect(page.text()).toContain(String(first?.from));
  });

  it('draws lines over time and leads by state', async () => {
    const page = await showPage();
    expect(page.find(LineChart).props.data).toHaveLength(90);
    expect(page.find(BarChart).props.data).toContainEqual({ state: 'Out of office', leads: 34 });
  });

  it('keeps day, week or month in the address, and the old figures until the new ones come', async () => {
    const page = await showPage();
    page.find(ToggleGroup).trigger('onChange', 'week' as never);
    expect(page.visited()).toEqual([{ to: '/', params: { span: 'week' } }]);
    const held = page.backend.hold('GET /api/pages/overview');
    await page.follow();
    expect(held[0]?.call.path).toBe('/api/pages/overview?span=week');
    expect(page.text()).toContain('counting');
    expect(page.findAll(StatisticsItem)).toHaveLength(3);
    held[0]?.answer(200, { ...overview, totals: { ...overview.totals, sent: { count: 7, activity: {} } } });
    await settle();
    expect(page.findAll(StatisticsItem)[0]?.props.number).toBe('7');
    expect(page.text()).not.toContain('counting');
  });

  it('shows an empty account its first steps instead of figures', async () => {
    const page = await showPage({
      answers: (backend) => void backend.on('GET /api/pages/overview', emptyOverview),
    });
    expect(page.findAll(StatusTag).map((tag) => tag.text)).toEqual(['Done', 'Next', 'Later']);
    expect(page.text()).toContain('Hand over your first contact');
    expect(page.findAll(LineChart)).toHaveLength(0);
    expect(page.findAll(PageLink).map((link) => link.props.to)).toEqual(['/settings']);
  });

  it('sends a rep who has no rights there not to the settings', async () => {
    const page = await showPage({
      viewer: rep,
      answers: (backend) => void backend.on('GET /api/pages/overview', emptyOverview),
    });
    expect(page.text()).toContain('An admin of this account does this in Baton’s settings.');
    expect(page.findAll(PageLink)).toHaveLength(0);
    expect(page.findAll(Tab).map((tab) => tab.props.title)).toEqual([
      'Overview',
      'Leads',
      'Campaigns',
      'Reviews',
      'Sequences',
      'Activity',
    ]);
  });
});

describe('a page that has nothing to show', () => {
  it('loads', async () => {
    const page = await showPage({ answers: (backend) => void backend.hold('GET /api/pages/overview') });
    expect(page.text()).toContain('loading');
  });

  it('says what failed, and tries again on demand', async () => {
    const down = { code: 'DOWN', message: 'The database is being restarted.' };
    const page = await showPage({
      answers: (backend) => void backend.on('GET /api/pages/overview', down, 503),
    });
    expect(page.text()).toContain('Baton could not show the overview');
    expect(page.text()).toContain('The database is being restarted.');
    page.backend.on('GET /api/pages/overview', overview);

    page.findByTestId(Button, 'retry').trigger('onClick');
    await settle();
    expect(page.findAll(StatisticsItem)).toHaveLength(3);
  });

  it('keeps what it shows when a later look fails', async () => {
    const page = await showPage();
    page.backend.on('GET /api/pages/overview', { code: 'DOWN', message: 'Down.' }, 503);
    await advance(300_000);
    expect(page.text()).toContain('This may be out of date');
    expect(page.findAll(StatisticsItem)).toHaveLength(3);
  });

  it.each([
    ['FORBIDDEN', 'You may not see the overview'],
    ['PORTAL_NOT_CONNECTED', 'Baton is not connected to this account'],
  ])('says so for %s', async (code, title) => {
    const page = await showPage({
      answers: (backend) => void backend.on('GET /api/pages/overview', { code, message: 'Because.' }, 403),
    });
    expect(page.text()).toContain(title);
    expect(page.text()).toContain('Because.');
  });

  it('helps where there is no such page', async () => {
    const page = await showPage({ path: '/nowhere' });
    expect(page.find(PageTitle).text).toBe('Page not found');
    expect(page.findAll(PageLink).map((link) => link.props.to)).toEqual([
      '/',
      '/leads',
      '/campaigns',
      '/reviews',
      '/activity',
    ]);
  });

  it('goes to another page by its tab', async () => {
    const page = await showPage();
    page.find(Tabs).trigger('onSelectedChange', '/leads' as never);
    await page.follow();
    expect(page.find(PageTitle).text).toBe('Leads');
    expect(page.backend.count('GET /api/pages/viewer')).toBe(1);
  });
});
