import {
  AutoGrid,
  Flex,
  Heading,
  LineChart,
  LoadingSpinner,
  Statistics,
  StatisticsItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Tile,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import type { ChartColor } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { PageState } from '../../pages/page-state.tsx';
import { useShown } from '../../pages/use-pages.ts';
import type { Choice } from '../../pages/contract.ts';
import { useViewer } from '../../pages/viewer.ts';
import { number } from '../../wording/numbers.ts';
import type { CampaignDetail, CampaignReport } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';
import { capitalized } from '../words.ts';
import type { PartProps } from './part-props.ts';
import { periodLabel, spanOf, spans } from './periods.ts';

/** From the list to meetings: how many came how far, over time, and who stands where. */
export function Progress(props: PartProps) {
  const { campaign, tools } = props;
  const viewer = useViewer();
  return (
    <Flex direction="column" gap="md">
      <Funnel campaign={campaign} tools={tools} />
      <OverTime {...props} />
      <AutoGrid columnWidth={300} flexible gap="md">
        <Counts
          title="Contacts by how they stand"
          head="State"
          field="state"
          choices={campaign.states}
          none="Nobody is in it yet."
          {...{ campaign, tools }}
        />
        <Counts
          title="Left out, and why"
          head="Reason"
          field="reason"
          choices={campaign.leftOut}
          none="Nobody was left out."
          {...{ campaign, tools }}
        />
      </AutoGrid>
      {viewer?.role === 'rep' ? <Text variant="microcopy">{viewer.sees}</Text> : null}
    </Flex>
  );
}

interface FunnelProps {
  campaign: CampaignDetail;
  tools: CampaignsTools;
}

function Funnel({ campaign: { figures }, tools }: FunnelProps) {
  const { members, waiting, enrolled, reached, sent, replied, meetings, handedBack, optedOut, bounced } =
    figures;
  const count = (value: number) => number(value, tools.locale);
  const share = (part: number, whole: number, what: string) =>
    whole === 0 ? '' : `${count(Math.round((100 * part) / whole))}% of ${what}`;
  const stages = [
    { label: 'In the list', value: members, below: waiting > 0 ? `${count(waiting)} not decided yet` : '' },
    { label: 'Enrolled', value: enrolled, below: share(enrolled, members, 'the list') },
    { label: 'Reached', value: reached, below: share(reached, enrolled, 'those enrolled') },
    { label: 'Replied', value: replied, below: share(replied, reached, 'those reached') },
    { label: 'Meetings', value: meetings, below: share(meetings, reached, 'those reached') },
    { label: 'Handed back', value: handedBack, below: share(handedBack, enrolled, 'those enrolled') },
  ];
  return (
    <Tile testId="funnel">
      <Flex direction="column" gap="sm">
        <Statistics>
          {stages.map(({ label, value, below }) => (
            <StatisticsItem key={label} label={label} number={count(value)}>
              <Text variant="microcopy">{below}</Text>
            </StatisticsItem>
          ))}
        </Statistics>
        <Text variant="microcopy">
          {`${count(sent)} emails sent · ${count(optedOut)} opted out · ${count(bounced)} could not be delivered`}
        </Text>
      </Flex>
    </Tile>
  );
}

const series: readonly {
  name: 'sent' | 'replied' | 'meetings' | 'handedBack';
  label: string;
  color: ChartColor;
}[] = [
  { name: 'sent', label: 'Emails sent', color: 'aqua' },
  { name: 'replied', label: 'Replies', color: 'purple' },
  { name: 'meetings', label: 'Meetings', color: 'green' },
  { name: 'handedBack', label: 'Handed back', color: 'orange' },
];

const isQuiet = (day: CampaignReport['days'][number]): boolean => series.every(({ name }) => day[name] === 0);

/** From the last quiet day before the first email on. */
const sinceFirst = (days: CampaignReport['days']): CampaignReport['days'] =>
  days.slice(Math.max(0, days.findIndex((day) => !isQuiet(day)) - 1));

function OverTime({ campaign, place, tools }: PartProps) {
  const span = spanOf(place.params['span']);
  const shown = useShown<CampaignReport>(
    `report ${campaign.id} ${span}`,
    () => tools.campaigns.report(campaign.id, span),
    () => 30_000,
  );
  return (
    <Tile testId="over-time">
      <Flex direction="column" gap="sm">
        <ToggleGroup
          toggleType="radioButtonList"
          name="span"
          label="Over time, by"
          testId="span"
          inline
          options={[...spans]}
          value={span}
          onChange={(value) => place.change({ span: value === 'day' ? undefined : value })}
        />
        <PageState shown={shown} subject="the figures over time">
          {({ days }) =>
            days.every(isQuiet) ? (
              <Text testId="no-days">Nothing was sent and nobody answered in this time.</Text>
            ) : (
              <>
                {shown.asking ? <LoadingSpinner label="Counting" showLabel size="xs" /> : null}
                <LineChart
                  testId="over-time-chart"
                  data={sinceFirst(days).flatMap((day) =>
                    series.map(({ name, label }) => ({
                      when: periodLabel(day.day, span, tools.locale),
                      what: label,
                      count: day[name],
                    })),
                  )}
                  axes={{
                    x: { field: 'when', fieldType: 'category', label: 'When' },
                    y: { field: 'count', fieldType: 'linear', label: 'How many' },
                    options: {
                      groupFieldByColor: 'what',
                      colors: Object.fromEntries(series.map(({ label, color }) => [label, color])),
                    },
                  }}
                  options={{ showLegend: true, showTooltips: true }}
                />
              </>
            )
          }
        </PageState>
      </Flex>
    </Tile>
  );
}

interface CountsProps extends FunnelProps {
  title: string;
  head: string;
  field: 'state' | 'reason';
  choices: readonly (Choice & { count: number })[];
  none: string;
}

/** Each number opens the list behind it. */
function Counts({ title, head, field, choices, none, campaign, tools }: CountsProps) {
  const params = (value: string) => ({ campaign: campaign.id, tab: 'contacts', [field]: value });
  return (
    <Flex direction="column" gap="xs" testId={`by-${field}`}>
      <Heading>{title}</Heading>
      {choices.length === 0 ? (
        <Text variant="microcopy">{none}</Text>
      ) : (
        <Table bordered density="condensed">
          <TableHead>
            <TableRow>
              <TableHeader>{head}</TableHeader>
              <TableHeader align="right">Contacts</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {choices.map(({ value, label, count }) => (
              <TableRow key={value}>
                <TableCell>{capitalized(label)}</TableCell>
                <TableCell align="right">
                  <PageLink to="/campaigns" params={params(value)} testId={`${field}-${value}`}>
                    {number(count, tools.locale)}
                  </PageLink>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Flex>
  );
}
