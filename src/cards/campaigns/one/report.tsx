import {
  Alert,
  Flex,
  Heading,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { useCsvFile } from '../../pages/csv-file.tsx';
import { PageState } from '../../pages/page-state.tsx';
import { useShown } from '../../pages/use-pages.ts';
import { counted, number } from '../../wording/numbers.ts';
import type { CampaignReport, StepReport } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';
import type { PartProps } from './part-props.ts';

/** What each email did, and whether a change made it better. */
export function Report({ campaign: { id }, tools }: PartProps) {
  const shown = useShown<CampaignReport>(
    `report ${id} day`,
    () => tools.campaigns.report(id, 'day'),
    () => 30_000,
  );
  const csv = useCsvFile(() => tools.campaigns.csv(id, 'report'), ['line', 'lines'], tools);
  return (
    <Flex direction="column" gap="md" testId="report">
      {csv.result}
      <PageState shown={shown} subject="the report">
        {(report) => (
          <>
            <Flex direction="row" gap="sm" align="center" justify="between" wrap>
              <Heading>By email</Heading>
              {csv.button}
            </Flex>
            <Steps report={report} tools={tools} />
            <Comparison report={report} tools={tools} />
            <Answers report={report} tools={tools} />
          </>
        )}
      </PageState>
    </Flex>
  );
}

interface PartOfReport {
  report: CampaignReport;
  tools: CampaignsTools;
}

const columns: readonly { field: keyof StepReport; label: string; isShare: boolean }[] = [
  { field: 'sent', label: 'Sent', isShare: false },
  { field: 'opened', label: 'Opened', isShare: true },
  { field: 'replied', label: 'Replied', isShare: true },
  { field: 'positive', label: 'Positive', isShare: true },
  { field: 'meetings', label: 'Meetings', isShare: true },
  { field: 'optedOut', label: 'Opted out', isShare: true },
  { field: 'bounced', label: 'Bounced', isShare: true },
];

function Steps({ report: { steps }, tools }: PartOfReport) {
  if (steps.length === 0)
    return <Text testId="no-steps">Nothing was sent yet. Each email stands here once it has left.</Text>;
  const isTracked = steps.some(({ opened }) => opened !== null);
  const shown = columns.filter(({ field }) => field !== 'opened' || isTracked);
  const several = new Set(steps.map(({ version }) => version)).size > 1;
  return (
    <>
      <Table bordered density="condensed" testId="report-steps">
        <TableHead>
          <TableRow>
            <TableHeader width={180}>Email</TableHeader>
            {shown.map(({ field, label }) => (
              <TableHeader key={field} align="right">
                {label}
              </TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {steps.map((step) => (
            <TableRow key={`${step.step} ${step.version}`} testId={`step-${step.step}-${step.version}`}>
              <TableCell>
                <Text>{step.name}</Text>
                {several ? (
                  <Text variant="microcopy">{`Version ${step.version} of the sequence`}</Text>
                ) : null}
              </TableCell>
              {shown.map(({ field, isShare }) => (
                <TableCell key={field} align="right">
                  <Figure value={step[field]} of={isShare ? step.delivered : null} tools={tools} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <Text variant="microcopy">
        {`Shares are of the emails delivered.${isTracked ? '' : ' Opens are not tracked in this account.'}`}
      </Text>
    </>
  );
}

interface FigureProps {
  value: StepReport[keyof StepReport];
  /** null: no share of anything. */
  of: number | null;
  tools: CampaignsTools;
}

function Figure({ value, of, tools }: FigureProps) {
  if (typeof value !== 'number') return <Text>–</Text>;
  return (
    <>
      <Text>{number(value, tools.locale)}</Text>
      {of === null || of === 0 || value === 0 ? null : (
        <Text variant="microcopy">{percent(value / of, tools)}</Text>
      )}
    </>
  );
}

const percent = (share: number, { locale }: CampaignsTools): string =>
  `${number(Math.round(1_000 * share) / 10, locale)}%`;

/** Versions side by side: a difference that may be chance is said to be one. */
function Comparison({ report: { comparison }, tools }: PartOfReport) {
  if (comparison === null) return null;
  const { versions, difference, words } = comparison;
  return (
    <Tile testId="comparison">
      <Flex direction="column" gap="sm">
        <Heading>Versions of the sequence side by side</Heading>
        {versions.map(({ version, contacts, replied, rate }) => (
          <Text key={version}>
            {`Version ${version}: ${percent(rate, tools)} replied (${number(replied, tools.locale)} of ${counted(contacts, 'contact', 'contacts', tools.locale)})`}
          </Text>
        ))}
        <Alert variant="info" title={words} testId="comparison-words">
          <Text variant="microcopy">
            {`With 95% certainty the difference of the reply rates is between ${points(difference.low, tools)} and ${points(difference.high, tools)} percentage points.`}
          </Text>
        </Alert>
      </Flex>
    </Tile>
  );
}

const points = (share: number, { locale }: CampaignsTools): string =>
  number(Math.round(1_000 * share) / 10, locale);

function Answers({ report: { answers }, tools }: PartOfReport) {
  if (answers.length === 0) return null;
  return (
    <Flex direction="column" gap="xs" testId="answers">
      <Heading>What the answers meant</Heading>
      <Table bordered density="condensed">
        <TableBody>
          {answers.map(({ value, label, count }) => (
            <TableRow key={value}>
              <TableCell>{label}</TableCell>
              <TableCell align="right">{number(count, tools.locale)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}
