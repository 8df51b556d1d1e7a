import { describe, expect, it } from 'vitest';
import { appPagePath, recordPath, routeOf, segmentPath } from './routes.ts';

describe('routeOf', () => {
  it('reads the record path it writes', () => {
    expect(routeOf(recordPath('4242', '501'))).toEqual({
      page: 'record',
      portalId: '4242',
      contactId: '501',
    });
  });
  it('reads the path of an app page that it writes', () => {
    const path = appPagePath('4242', '77', '/leads', { state: 'Hot,Warm', search: 'a & b' });
    const { pathname, searchParams } = new URL(path, 'http://stand-in');
    expect(routeOf(pathname)).toEqual({ page: 'app', portalId: '4242', appId: '77', at: '/leads' });
    expect(Object.fromEntries(searchParams)).toEqual({ state: 'Hot,Warm', search: 'a & b' });
    expect(routeOf(appPagePath('4242', '77'))).toMatchObject({ page: 'app', at: '/' });
    expect(routeOf('/app/4242/77/a/77/b/')).toMatchObject({ at: '/a/77/b' });
  });
  it('reads the paths of lists that it writes, and HubSpot’s own with filters at the end', () => {
    expect(routeOf(segmentPath('4242'))).toEqual({ page: 'segments', portalId: '4242' });
    const one = { page: 'segment', portalId: '4242', listId: '7' };
    expect([routeOf(segmentPath('4242', '7')), routeOf(`${segmentPath('4242', '7')}/filters`)]).toEqual([
      one,
      one,
    ]);
    expect(routeOf(`${segmentPath('4242', '7')}/else`).page).toBe('unknown');
  });
  it.each([
    ['/', 'list'],
    ['/mail', 'mail'],
    ['/mail/7', 'mail'],
    ['/settings/4242', 'settings'],
    ['/integrations-settings/4242/installed', 'settings'],
    ['/integrations-settings/4242/installed/framework/77/general-settings', 'settings'],
    ['/play', 'play'],
    ['/play/7', 'unknown'],
    ['/sandbox', 'sandbox'],
    ['/app/4242/77', 'app'],
    ['/app/4242', 'unknown'],
    ['/contacts/4242/record/0-2/501', 'object'],
    ['/contacts/4242/record/2-30424201/501', 'object'],
    ['/contacts/4242/objects/0-3/views/all/list', 'objects'],
    ['/contacts/4242/objects/0-1/views/all/list', 'list'],
    ['/contacts/4242/objects/0-3', 'unknown'],
    ['/contacts/4242', 'unknown'],
    ['/sandbox/api', 'unknown'],
    ['/settings', 'unknown'],
  ])('%s is the page %s', (path, page) => expect(routeOf(path).page).toBe(page));
});
