import { describe, expect, it } from 'vitest';
import { recordPath, routeOf } from './routes.ts';

describe('routeOf', () => {
  it('reads the record path it writes', () => {
    expect(routeOf(recordPath('4242', '501'))).toEqual({
      page: 'record',
      portalId: '4242',
      contactId: '501',
    });
  });
  it.each([
    ['/', 'list'],
    ['/mail', 'mail'],
    ['/mail/7', 'mail'],
    ['/settings/4242', 'settings'],
    ['/integrations-settings/4242/installed', 'settings'],
    ['/integrations-settings/4242/installed/framework/77/general-settings', 'settings'],
    ['/sandbox', 'sandbox'],
    ['/contacts/4242/record/0-2/501', 'unknown'],
    ['/contacts/4242', 'unknown'],
    ['/sandbox/api', 'unknown'],
    ['/settings', 'unknown'],
  ])('%s is the page %s', (path, page) => expect(routeOf(path).page).toBe(page));
});
