import { Alert, Flex, Heading, NumberInput, ProgressBar, Select, Text } from '@hubspot/ui-extensions';
import type { ApiBudget, ApiView, SettingsView } from '../settings/contract.ts';
import { SaveButton } from '../settings/save-button.tsx';
import type { SettingsTools } from '../settings/use-settings.ts';
import { useChanges } from '../unsaved/unsaved.tsx';
import { moment } from '../wording/dates.ts';
import { number } from '../wording/numbers.ts';
import { OWN, presetOf, presets } from './words.ts';

const BURST = { least: 10, most: 1_000 };
const DAY = { least: 1_000, most: 20_000_000 };
/** What the fields begin with where nothing is set. */
const BEGIN: ApiBudget = { perTenSeconds: 110, perDay: null };

/** How many calls to HubSpot the account may make, and what happens when they are used up. */
export function ApiBudgetPart({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const { api } = view;
  const own = { preset: presetOf(api.set), ...(api.set ?? BEGIN) };
  const changes = useChanges('api-budget', own);
  const { preset, perTenSeconds, perDay } = changes.shown;
  const problem = preset === OWN ? problemOf(perTenSeconds, perDay) : null;
  const choose = (name: string) => {
    const budget = presets.find((one) => one.name === name)?.budget ?? null;
    changes.change({ preset: name, ...(name === OWN ? {} : (budget ?? BEGIN)) });
  };
  const save = async () => {
    const apiBudget = preset === 'default' ? null : { perTenSeconds, perDay: perDay ?? null };
    const outcome = await tools.run({
      name: 'api-budget',
      request: () => tools.api.changeBudget(apiBudget),
      done: () => 'Saved. It counts from the next call on.',
    });
    if (outcome !== 'busy' && outcome.ok) changes.forget();
  };
  return (
    <Flex direction="column" gap="sm" testId="api-budget">
      <Heading>API budget</Heading>
      <Today api={api} tools={tools} />
      <Select
        label="Calls that Baton may make"
        name="preset"
        testId="budget-preset"
        value={preset}
        options={[
          ...presets.map(({ name, label }) => ({ value: name, label })),
          { value: OWN, label: 'Other numbers' },
        ]}
        description="In any 10 seconds, and from midnight to midnight of the account. Other apps of the account have their own."
        onChange={(value) => choose(String(value))}
      />
      {preset === OWN ? (
        <OwnNumbers shown={{ perTenSeconds, perDay }} problem={problem} change={changes.change} />
      ) : null}
      {api.bound !== null && perTenSeconds > api.bound ? (
        <Text variant="microcopy" testId="budget-bound">
          {`HubSpot lets an app make at most ${api.bound} calls in 10 seconds, whatever the account has bought: Baton keeps to it.`}
        </Text>
      ) : null}
      <Text variant="microcopy">
        At 80 % of a day’s calls, emails to be logged, regular checks and lists wait; at 95 % new assignments
        and emails of sequences wait too. Hand-backs and replies always go on. An admin is told at 80 % and
        100 %, and everything goes on by itself at midnight or when you allow more.
      </Text>
      <SaveButton
        name="api-budget"
        isReady={changes.isChanged && problem === null}
        tools={tools}
        save={save}
      />
    </Flex>
  );
}

interface OwnProps {
  shown: ApiBudget;
  problem: { burst: string | null; day: string | null } | null;
  change: (change: Partial<ApiBudget>) => void;
}

const OwnNumbers = ({ shown: { perTenSeconds, perDay }, problem, change }: OwnProps) => (
  <Flex direction="row" gap="sm" wrap>
    <NumberInput
      label="In 10 seconds"
      name="perTenSeconds"
      testId="budget-burst"
      min={BURST.least}
      max={BURST.most}
      precision={0}
      value={perTenSeconds}
      error={problem?.burst != null}
      validationMessage={problem?.burst ?? undefined}
      onChange={(entered) => change({ perTenSeconds: entered })}
    />
    <NumberInput
      label="In a day"
      name="perDay"
      testId="budget-day"
      description="Empty: no limit"
      min={DAY.least}
      max={DAY.most}
      precision={0}
      {...(perDay === null ? {} : { value: perDay })}
      error={problem?.day != null}
      validationMessage={problem?.day ?? undefined}
      onChange={(entered) => change({ perDay: Number.isFinite(entered) ? entered : null })}
    />
  </Flex>
);

/** An emptied field comes as NaN or nothing, whatever its type says. */
function problemOf(perTenSeconds: number, perDay: number | null): OwnProps['problem'] {
  const fits = (value: number, { least, most }: typeof BURST): boolean =>
    Number.isInteger(value) && value >= least && value <= most;
  const burst = fits(perTenSeconds, BURST) ? null : 'Enter a whole number of calls from 10 to 1,000.';
  const day = perDay === null || fits(perDay, DAY) ? null : 'Enter 1,000 to 20,000,000 calls, or none.';
  return burst === null && day === null ? null : { burst, day };
}

/** What of the day is used. What waits for midnight stands above, among the warnings of the section. */
function Today({
  api: { used, perDay, spent, waiting, dayEndsAt },
  tools,
}: {
  api: ApiView;
  tools: SettingsTools;
}) {
  const { locale } = tools;
  const count = number(used, locale);
  if (perDay === null)
    return (
      <>
        <Text testId="budget-today">{`${count} ${used === 1 ? 'call' : 'calls'} today. There is no daily limit.`}</Text>
        {spent ? (
          <Alert variant="warning" title="HubSpot takes no more calls today">
            <Text>{`What can wait goes on by itself on ${moment(dayEndsAt, tools)}.`}</Text>
          </Alert>
        ) : null}
      </>
    );
  return (
    <ProgressBar
      testId="budget-today"
      title="Used today"
      value={Math.min(used, perDay)}
      maxValue={perDay}
      showPercentage
      variant={waiting === 'assignment' ? 'danger' : waiting === 'bulk' ? 'warning' : 'success'}
      valueDescription={`${count} of ${number(perDay, locale)} calls; a new day begins ${moment(dayEndsAt, tools)}`}
    />
  );
}
