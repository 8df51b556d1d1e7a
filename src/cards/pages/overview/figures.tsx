import {
  Accordion,
  Flex,
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
  Tile,
} from '@hubspot/ui-extensions';
import type { ChartColor } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { CountLink, OverviewView, SeriesName } from '../contract.ts';
import { paramsOf } from '../place.ts';
import type { PagesTools } from '../use-pages.ts';
import { number } from '../../wording/numbers.ts';

interface Series {
  name: SeriesName;
  label: string;
  link: string;
  color: ChartColor;
}

const series: readonly Series[] = [
  { name: 'sent', label: 'Emails sent', link: 'Show these emails', color: 'aqua' },
  { name: 'answers', label: 'Answers', link: 'Show these answers', color: 'purple' },
  { name: 'handBacks', label: 'Handed back', link: 'Show these hand-backs', color: 'orange' },
];

interface Props {
  view: OverviewView;
  /** Figures of another span are on their way. */
  asking: boolean;
  tools: PagesTools;
}

/** Emails sent, answers and hand-backs: in all, over time, and number by number. */
export function Figures({ view, asking, tools }: Props) {
  return (
    <Tile testId="figures">
      <Flex direction="column" gap="md">
        <Statistics>
          {series.map(({ name, label, link }) => (
            <StatisticsItem key={name} label={label} number={number(view.totals[name].count, tools.locale)}>
              <PageLink
                to="/activity"
                params={{ ...paramsOf(view.totals[name].activity) }}
                testId={`total-${name}`}
              >
                {link}
              </PageLink>
            </StatisticsItem>
          ))}
        </Statistics>
        {asking ? <LoadingSpinner label="Counting" showLabel size="xs" testId="counting" /> : null}
        <LineChart
          testId="over-time"
          data={view.points.flatMap((point) =>
            series.map(({ name, label }) => ({ when: point.label, what: label, count: point[name].count })),
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
        <Accordion title="The numbers behind the lines" size="sm" testId="numbers">
          <Numbers view={view} locale={tools.locale} />
        </Accordion>
      </Flex>
    </Tile>
  );
}

/** The chart as a table, newest first; each number opens exactly what it counts. */
function Numbers({ view, locale }: { view: OverviewView; locale: string | undefined }) {
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>When</TableHeader>
          {series.map(({ name, label }) => (
            <TableHeader key={name} align="right">
              {label}
            </TableHeader>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {[...view.points].reverse().map((point) => (
          <TableRow key={point.from}>
            <TableCell>{point.label}</TableCell>
            {series.map(({ name }) => (
              <TableCell key={name} align="right">
                <Count link={point[name]} locale={locale} />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Count({ link, locale }: { link: CountLink; locale: string | undefined }) {
  if (link.count === 0) return '0';
  return (
    <PageLink to="/activity" params={{ ...paramsOf(link.activity) }}>
      {number(link.count, locale)}
    </PageLink>
  );
}
