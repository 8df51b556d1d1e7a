import { Flex, Text, ToggleGroup } from '@hubspot/ui-extensions';
import type { OverviewView } from '../contract.ts';
import { PageState } from '../page-state.tsx';
import { usePagesTools, useParams, useShown } from '../use-pages.ts';
import type { PagesTools } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import { Attention } from './attention.tsx';
import { Figures } from './figures.tsx';
import { FirstSteps } from './first-steps.tsx';
import { LeadsByState } from './leads-by-state.tsx';

const spans = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: 'Month' },
];

/** What needs me, and does it work? */
export function Overview() {
  const tools = usePagesTools();
  const { params, change } = useParams();
  const span = spans.find(({ value }) => value === params['span'])?.value ?? 'day';
  const shown = useShown<OverviewView>(
    `overview ${span}`,
    () => tools.api.overview(span),
    () => 30_000,
  );
  return (
    <PageState shown={shown} subject="the overview">
      {(view) => (
        <Content
          view={view}
          span={span}
          asking={shown.asking}
          onSpan={(value) => change({ span: value === 'day' ? undefined : value })}
          tools={tools}
        />
      )}
    </PageState>
  );
}

interface ContentProps {
  view: OverviewView;
  span: string;
  asking: boolean;
  onSpan: (span: string) => void;
  tools: PagesTools;
}

function Content({ view, span, asking, onSpan, tools }: ContentProps) {
  const viewer = useViewer();
  if (view.firstSteps)
    return (
      <Flex direction="column" gap="md">
        <Attention items={view.attention} quiet={false} />
        <FirstSteps steps={view.firstSteps} />
      </Flex>
    );
  return (
    <Flex direction="column" gap="lg">
      <Attention items={view.attention} quiet />
      <Flex direction="column" gap="sm">
        <ToggleGroup
          toggleType="radioButtonList"
          name="span"
          label="Figures by"
          testId="span"
          inline
          options={spans}
          value={span}
          onChange={onSpan}
        />
        <Figures view={view} asking={asking} tools={tools} />
      </Flex>
      <LeadsByState view={view} locale={tools.locale} />
      {viewer ? <Text variant="microcopy">{viewer.sees}</Text> : null}
    </Flex>
  );
}
