import {
  Accordion,
  Alert,
  BarChart,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  LineChart,
  LoadingSpinner,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { ProblemState } from '../notices/problem-notice.tsx';
import type { ApiUse, CallPurpose, SettingsView } from '../settings/contract.ts';
import type { SettingsTools } from '../settings/use-settings.ts';
import { moment } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import { counted, number } from '../wording/numbers.ts';
import { useApiUse } from './use-api-use.ts';
import { purposeWords } from './words.ts';

/** What the calls are made for: today, over 30 days, and what more contacts would cost. */
export function ApiUsePart({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const { state, refresh } = useApiUse();
  return (
    <Flex direction="column" gap="sm" testId="api-use">
      <Heading>What calls are made for</Heading>
      {state.status === 'loading' ? <LoadingSpinner label="Counting calls" showLabel size="sm" /> : null}
      {state.status === 'failed' ? (
        <ProblemState problem={state.problem} subject="the use of the API" onRetry={refresh} />
      ) : null}
      {state.status === 'loading' || state.status === 'failed' ? null : (
        <>
          <TooMuch said={state.view.said} allowed={view.api.perTenSeconds} />
          <Use use={state.view} reader={tools} />
        </>
      )}
    </Flex>
  );
}

/** An account with a token of its own may have less than an app has. */
function TooMuch({ said, allowed }: { said: ApiUse['said']; allowed: number }) {
  const most = said?.most ?? null;
  if (most === null || said?.intervalMs !== 10_000 || most >= allowed) return null;
  return (
    <Alert
      variant="warning"
      testId="too-much"
      title={`HubSpot takes ${most} calls in 10 seconds, and Baton may make ${allowed}: allow fewer above.`}
    />
  );
}

function Use({ use, reader }: { use: ApiUse; reader: Reader }) {
  if (use.counts.length === 0)
    return (
      <>
        <Text testId="no-calls">No call in the last 30 days.</Text>
        <Facts use={use} reader={reader} />
      </>
    );
  return (
    <>
      <TodayByPurpose use={use} reader={reader} />
      <Days use={use} />
      <Facts use={use} reader={reader} />
    </>
  );
}

const purposes = Object.keys(purposeWords) as CallPurpose[];

const callsOf = (use: ApiUse, purpose: CallPurpose, day?: string): number =>
  use.counts
    .filter((one) => one.purpose === purpose && (day === undefined || one.day === day))
    .reduce((sum, { calls }) => sum + calls, 0);

function TodayByPurpose({ use, reader: { locale } }: { use: ApiUse; reader: Reader }) {
  const rows = purposes
    .map((purpose) => ({
      purpose,
      today: callsOf(use, purpose, use.day),
      all: callsOf(use, purpose),
    }))
    .filter(({ all }) => all > 0);
  return (
    <>
      <BarChart
        testId="use-today"
        data={rows.map(({ purpose, today }) => ({ purpose: purposeWords[purpose], calls: today }))}
        axes={{
          x: { field: 'purpose', fieldType: 'category', label: 'Today' },
          y: { field: 'calls', fieldType: 'linear', label: 'Calls' },
        }}
        options={{
          title: 'Calls today',
          showDataLabels: true,
          showLegend: false,
          colorList: ['darkAqua'],
        }}
      />
      <Accordion title="The numbers" size="sm" testId="use-numbers">
        <Table bordered density="condensed">
          <TableHead>
            <TableRow>
              <TableHeader>For</TableHeader>
              <TableHeader align="right">Today</TableHeader>
              <TableHeader align="right">30 days</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map(({ purpose, today, all }) => (
              <TableRow key={purpose}>
                <TableCell>{purposeWords[purpose]}</TableCell>
                <TableCell align="right">{number(today, locale)}</TableCell>
                <TableCell align="right">{number(all, locale)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Accordion>
    </>
  );
}

/** `11-30`: the year says nothing in a month, and labels must be short. */
const shortDay = (day: string): string => day.slice(5);

function Days({ use }: { use: ApiUse }) {
  const sum = (day: string): number =>
    use.counts.filter((one) => one.day === day).reduce((all, { calls }) => all + calls, 0);
  return (
    <LineChart
      testId="use-days"
      data={use.days.map((day) => ({ day: shortDay(day), calls: sum(day) }))}
      axes={{
        x: { field: 'day', fieldType: 'category', label: 'Day' },
        y: { field: 'calls', fieldType: 'linear', label: 'Calls' },
      }}
      options={{
        title: 'Calls in the last 30 days',
        showLegend: false,
        showTooltips: true,
        colorList: ['darkAqua'],
      }}
    />
  );
}

function Facts({ use: { said, estimate }, reader }: { use: ApiUse; reader: Reader }) {
  const { locale } = reader;
  const { per1000, measured } = estimate;
  const by = measured
    ? `as in the last 30 days: ${counted(measured.calls, 'call', 'calls', locale)} for ${counted(measured.contacts, 'contact', 'contacts', locale)}`
    : 'as measured in tests: five emails each, one contact after the other';
  return (
    <DescriptionList direction="row">
      <DescriptionListItem label="HubSpot says">
        <Text testId="hubspot-says">{saidWords(said, reader)}</Text>
      </DescriptionListItem>
      <DescriptionListItem label="Another 1,000 contacts">
        <Text testId="estimate">{`About ${number(per1000, locale)} calls, ${by}.`}</Text>
      </DescriptionListItem>
    </DescriptionList>
  );
}

function saidWords(said: ApiUse['said'], reader: Reader): string {
  if (!said) return 'Nothing yet: HubSpot tells its limit with its answers.';
  const { most, intervalMs, remaining, daily, dailyRemaining, at } = said;
  const of = (value: number): string => number(value, reader.locale);
  const left = (value: number | null): string => (value === null ? '' : `, ${of(value)} left`);
  const parts = [
    ...(most === null
      ? []
      : [`${of(most)} calls in ${(intervalMs ?? 10_000) / 1_000} seconds${left(remaining)}`]),
    ...(daily === null ? [] : [`${of(daily)} a day${left(dailyRemaining)}`]),
  ];
  return `${parts.join('; ')} (${moment(at, reader)})`;
}
