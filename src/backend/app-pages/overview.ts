import { DateTime } from 'luxon';
import type {
  ActivityKind,
  CountLink,
  OverviewPoint,
  OverviewView,
  SeriesName,
} from '../../cards/pages/contract.ts';
import type { Activity } from '../activity/activity.ts';
import type { LeadList } from '../leads/list/list.ts';
import type { Viewer } from './viewer.ts';
import { attentionItems } from './attention.ts';
import type { AttentionDeps } from './attention.ts';
import { firstSteps } from './first-steps.ts';
import { stateWords } from './words.ts';

export type Span = 'day' | 'week' | 'month';

export interface OverviewDeps extends AttentionDeps {
  activity: Pick<Activity, 'count'>;
  list: LeadList;
}

const kindOf: Readonly<Record<SeriesName, ActivityKind>> = {
  sent: 'sent',
  answers: 'answer',
  handBacks: 'hand-back',
};
const series = Object.keys(kindOf) as SeriesName[];

/** What needs a person, what happened, and where all leads stand. */
export async function overview(deps: OverviewDeps, viewer: Viewer, span: Span): Promise<OverviewView> {
  const { list, activity, clock } = deps;
  const { portalId, timeZone } = viewer.portal;
  const { sight } = viewer;
  const at = clock.now();
  const moments = momentsOf(span, at, timeZone);
  const [attention, states, counts] = await Promise.all([
    attentionItems(deps, viewer),
    list.byState(portalId, sight),
    activity.count(portalId, {
      sight,
      kinds: Object.values(kindOf),
      moments: moments.map((moment) => moment.toMillis()),
    }),
  ]);
  const points = moments.slice(0, -1).map((from, index): OverviewPoint => {
    const to = (moments[index + 1] ?? from).toMillis();
    const of = (name: SeriesName): CountLink => ({
      count: counts.get(kindOf[name])?.[index] ?? 0,
      activity: { kind: [kindOf[name]], from: from.toMillis(), to },
    });
    return { from: from.toMillis(), to, label: labels[span](from), ...each(of) };
  });
  const leads = states.reduce((sum, { count }) => sum + count, 0);
  return {
    attention,
    firstSteps: leads === 0 ? await firstSteps(deps, viewer) : null,
    totals: each((name) => totalOf(points, name)),
    points,
    states: states.map(({ state, count }) => ({
      state,
      label: stateWords[state],
      count,
      leads: { state: [state] },
    })),
    leads,
    at,
  };
}

const each = (of: (name: SeriesName) => CountLink): Record<SeriesName, CountLink> =>
  // One entry for each name of the series.
  Object.fromEntries(series.map((name) => [name, of(name)])) as Record<SeriesName, CountLink>;

const totalOf = (points: readonly OverviewPoint[], name: SeriesName): CountLink => ({
  count: points.reduce((sum, point) => sum + point[name].count, 0),
  activity: {
    kind: [kindOf[name]],
    ...(points[0] ? { from: points[0].from } : {}),
    ...(points.at(-1) ? { to: points.at(-1)?.to } : {}),
  },
});

const lengths: Readonly<Record<Span, number>> = { day: 30, week: 13, month: 12 };

/** Where each day, week (from Monday) or month of the account begins, and where the last one ends. */
function momentsOf(span: Span, now: number, zone: string): DateTime[] {
  const last = DateTime.fromMillis(now, { zone }).startOf(span);
  return Array.from({ length: lengths[span] + 1 }, (_, index) =>
    last.plus({ [span]: index + 1 - lengths[span] }).startOf(span),
  );
}

const labels: Readonly<Record<Span, (from: DateTime) => string>> = {
  day: (from) => from.setLocale('en-GB').toFormat('d LLL'),
  week: (from) => `Week of ${from.setLocale('en-GB').toFormat('d LLL')}`,
  month: (from) => from.setLocale('en-GB').toFormat('LLL yyyy'),
};
