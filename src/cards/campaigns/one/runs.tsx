import { Alert, Box, EmptyState, Flex, LoadingButton, ProgressBar, Text, Tile } from '@hubspot/ui-extensions';
import { moment } from '../../wording/dates.ts';
import { counted, number } from '../../wording/numbers.ts';
import type { CampaignRun } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';
import type { PartProps } from './part-props.ts';
import { isOver } from './use-campaign.ts';
import type { LiveCampaign } from './use-campaign.ts';

/** Long work that goes on now. */
export function RunsUnderWay({ campaign, live, tools }: PartProps) {
  return campaign.runs
    .filter((run) => !isOver(run))
    .map((run) => <UnderWay key={run.id} run={run} live={live} tools={tools} />);
}

/** Long work of before: what it was, who asked for it, what came of it. */
export function Runs({ campaign, tools }: PartProps) {
  const over = campaign.runs.filter(isOver);
  if (over.length === 0)
    return (
      <EmptyState title="Nothing has run to its end yet" layout="vertical" testId="no-runs">
        <Text>Enrolling, pausing, stopping and undoing stand here, with who asked for it.</Text>
      </EmptyState>
    );
  return (
    <Flex direction="column" gap="sm" testId="runs">
      {over.map((run) => (
        <Ended key={run.id} run={run} tools={tools} />
      ))}
    </Flex>
  );
}

interface RunProps {
  run: CampaignRun;
  tools: CampaignsTools;
}

function UnderWay({ run, live, tools }: RunProps & { live: LiveCampaign }) {
  const { total, done, refused, state, title, askedBy, mayCancel } = run;
  const handled = done + refused;
  return (
    <Tile compact testId={`run-${run.id}`}>
      <Flex direction="row" gap="md" align="center">
        <Box flex={1}>
          <ProgressBar
            title={title}
            value={handled}
            maxValue={Math.max(1, total ?? handled, handled)}
            valueDescription={
              state === 'waiting'
                ? 'Waiting for its turn'
                : total === null
                  ? counted(handled, 'contact', 'contacts', tools.locale)
                  : `${number(handled, tools.locale)} of ${number(total, tools.locale)}`
            }
          />
        </Box>
        {mayCancel && tools.isAdmin ? (
          <LoadingButton
            size="xs"
            testId={`cancel-run-${run.id}`}
            loading={live.running === `cancel ${run.id}`}
            onClick={() => void live.cancelRun(run)}
          >
            Cancel
          </LoadingButton>
        ) : null}
      </Flex>
      <Text variant="microcopy">{`Asked for by ${askedBy}. You can leave this page; it goes on.`}</Text>
    </Tile>
  );
}

function Ended({ run, tools }: RunProps) {
  const { id, title, state, askedBy, askedAt, endedAt, problem } = run;
  return (
    <Alert variant={toneOf(run)} title={`${title}: ${outcomeOf(run, tools.locale)}`} testId={`run-${id}`}>
      {problem === null ? null : <Text>{problem}</Text>}
      <Text variant="microcopy">
        {`Asked for by ${askedBy}, ${moment(askedAt, tools)}${endedAt === null || state === 'waiting' ? '' : `; ended ${moment(endedAt, tools)}`}.`}
      </Text>
    </Alert>
  );
}

const enrolls = (kind: CampaignRun['kind']): boolean => kind === 'enroll' || kind === 'again';

function toneOf({ state, refused, kind }: CampaignRun): 'success' | 'warning' | 'danger' | 'info' {
  if (state === 'failed') return 'danger';
  if (state === 'cancelled') return 'info';
  // who does not fit is left out of an enrolling: that is what it is for
  return refused > 0 && !enrolls(kind) ? 'warning' : 'success';
}

function outcomeOf({ state, kind, done, refused }: CampaignRun, locale: string | undefined): string {
  const isEnrolling = enrolls(kind);
  const not = `, ${number(refused, locale)} ${isEnrolling ? 'left out' : 'not'}`;
  const what = `${counted(done, 'contact', 'contacts', locale)} ${isEnrolling ? 'enrolled' : 'done'}${refused > 0 ? not : ''}`;
  if (state === 'cancelled') return `cancelled, ${what}`;
  return state === 'failed' ? `stopped, ${what}` : what;
}
