import {
  Accordion,
  Alert,
  Flex,
  LoadingButton,
  Statistics,
  StatisticsItem,
  Text,
} from '@hubspot/ui-extensions';
import { moment } from '../wording/dates.ts';
import { number } from '../wording/numbers.ts';
import type { Trial } from './contract.ts';
import { TrialTable } from './trial-table.tsx';
import type { TrialTools } from './use-model-trial.ts';
import { money, verdict } from './words.ts';

const HOUR_MS = 3_600_000;

/** What is older is folded when the page is opened. */
const isFresh = ({ endedAt }: Trial): boolean => endedAt === null || endedAt > Date.now() - HOUR_MS;

/** What a test has brought so far: the counts, then reply by reply. */
export function TrialResult({ trial, tools }: { trial: Trial; tools: TrialTools }) {
  return (
    <Flex direction="column" gap="sm" testId="trial-result">
      <Stopped trial={trial} tools={tools} />
      {trial.asked > 0 ? (
        <>
          <Text format={{ fontWeight: 'demibold' }} testId="trial-verdict">
            {verdict(trial, tools)}
          </Text>
          <Counts trial={trial} tools={tools} />
        </>
      ) : null}
      <Text variant="microcopy" testId="trial-about">
        {about(trial, tools)}
      </Text>
      {trial.replies.length > 0 ? (
        <Accordion
          key={trial.id}
          title={`Reply by reply (${number(trial.replies.length, tools.locale)})`}
          size="sm"
          defaultOpen={isFresh(trial)}
          testId="reply-by-reply"
        >
          <TrialTable trial={trial} tools={tools} />
        </Accordion>
      ) : null}
    </Flex>
  );
}

function Stopped({ trial, tools }: { trial: Trial; tools: TrialTools }) {
  const { id, state, problem, asked, total } = trial;
  const after =
    asked === 0
      ? 'before the first reply'
      : `after ${number(asked, tools.locale)} of ${number(total, tools.locale)} replies`;
  if (state === 'cancelled')
    return <Alert variant="info" title={`Cancelled ${after}`} testId="trial-cancelled" />;
  if (state !== 'stopped') return null;
  const act = (name: string, request: () => ReturnType<typeof tools.api.goOn>, done: string) =>
    void tools.run({ name, request, done: () => done });
  return (
    <Alert variant="warning" title={`Stopped ${after}`} testId="trial-stopped">
      <Flex direction="column" gap="xs" align="start">
        <Text>{`${problem ?? ''} What is missing can be asked with the same settings; with others begin a new test.`}</Text>
        <Flex direction="row" gap="sm" wrap>
          <LoadingButton
            size="sm"
            testId="go-on-trial"
            loading={tools.running === 'go-on-trial'}
            disabled={tools.running !== null}
            onClick={() => act('go-on-trial', () => tools.api.goOn(id), 'The test goes on.')}
          >
            Go on
          </LoadingButton>
          <LoadingButton
            size="sm"
            testId="end-trial"
            loading={tools.running === 'end-trial'}
            disabled={tools.running !== null}
            onClick={() => act('end-trial', () => tools.api.cancel(id), 'The test is over.')}
          >
            Leave it at that
          </LoadingButton>
        </Flex>
      </Flex>
    </Alert>
  );
}

/** Only what there is something to count of. */
function Counts({ trial: { counts }, tools }: { trial: Trial; tools: TrialTools }) {
  const shown = (value: number): string => number(value, tools.locale);
  const { settled, person, agrees, differs, silent } = counts;
  const doubts = settled + person;
  const compared = agrees + differs;
  const items = [
    {
      id: 'settled',
      label: 'Doubts settled',
      value: settled,
      of: `of ${shown(doubts)} in doubt`,
      among: doubts,
    },
    { id: 'person', label: 'Doubts left', value: person, of: 'for a person, as now', among: doubts },
    {
      id: 'agrees',
      label: 'Says the same',
      value: agrees,
      of: `of ${shown(compared)} that Baton is sure of`,
      among: compared,
    },
    { id: 'silent', label: 'No answer', value: silent, of: 'for the reasons below', among: silent },
  ];
  return (
    <Statistics>
      {items
        .filter(({ among }) => among > 0)
        .map(({ id, label, value, of }) => (
          <StatisticsItem key={id} id={`trial-${id}`} label={label} number={shown(value)}>
            <Text variant="microcopy">{of}</Text>
          </StatisticsItem>
        ))}
    </Statistics>
  );
}

/** "tiny-1 at localhost:11434, 25 replies, 36,210 tokens, 0.02, 1.2 s an answer. Begun by …" */
function about(trial: Trial, tools: TrialTools): string {
  const { model, place, tokens, cost, averageMs, askedBy, askedAt, asked } = trial;
  if (asked === 0) return `${model} at ${place}. Begun by ${askedBy}, ${moment(askedAt, tools)}.`;
  const parts = [
    `${model} at ${place}`,
    `${number(asked, tools.locale)} ${asked === 1 ? 'reply' : 'replies'}`,
    `${number(tokens, tools.locale)} tokens`,
    ...(cost === null ? [] : [money(cost)]),
    ...(averageMs === null ? [] : [`${Math.max(0.1, averageMs / 1_000).toFixed(1)} s an answer`]),
  ];
  return `${parts.join(', ')}. Begun by ${askedBy}, ${moment(askedAt, tools)}.`;
}
