import { createRenderer } from '@hubspot/ui-extensions/testing';
import { afterEach, beforeEach, vi } from 'vitest';
import { TestBackend, settle, testOrigin, useFakeTime } from '../requests/test-backend.ts';
import { AppPages } from './app-pages.tsx';
import type { ViewerView } from './contract.ts';
import { activity, admin, leads, now, overview } from './test-answers.ts';

// a page of an earlier test would go on asking, and be counted in this one
beforeEach(() => useFakeTime(now));
afterEach(() => vi.useRealTimers());

interface Options {
  path?: string;
  params?: Record<string, string>;
  viewer?: ViewerView;
  /** Changes what the backend answers, before the page asks. */
  answers?: (backend: TestBackend) => void;
}

/** Opens a page of Baton against a test backend that knows some leads. */
export async function showPage({ path = '/', params = {}, viewer = admin, answers }: Options = {}) {
  const backend = new TestBackend()
    .on('GET /api/pages/viewer', viewer)
    .on('GET /api/pages/overview', overview)
    .on('GET /api/pages/leads', leads)
    .on('GET /api/pages/activity', { entries: activity, next: null })
    .on('GET /api/pages/bulk', { jobs: [] })
    .on('GET /api/pages/reviews/count', { count: 0 });
  answers?.(backend);
  const renderer = createRenderer('pages');
  const { context } = renderer.mocks;
  context.variables = { API_ORIGIN: testOrigin };
  context.user.locale = 'en-gb';
  context.portal.timezone = 'Europe/Berlin';
  context.user.permissions = viewer.role === 'admin' ? ['integrations-management-write'] : [];
  renderer.mocks.setPageLocation({ path, params });
  renderer.render(<AppPages />);
  await settle();
  const text = () => renderer.getRootNode().toString();
  const alerts = () => renderer.mocks.actions.addAlert.calls.map(([alert]) => alert);
  const visited = () => renderer.mocks.actions.navigateToPage.calls.map(([place]) => place);
  /** The page follows where it asked to go, as in HubSpot. */
  const follow = async () => {
    const place = visited().at(-1);
    if (place) renderer.mocks.setPageLocation({ path: place.to, params: place.params ?? {} });
    await settle();
  };
  const asked = (route: string) =>
    backend.calls
      .filter((call) => `${call.method} ${call.path.split('?')[0]}` === route)
      .map((call) => Object.fromEntries(new URLSearchParams(call.path.split('?')[1])));
  return { backend, text, alerts, visited, follow, asked, ...renderer };
}
