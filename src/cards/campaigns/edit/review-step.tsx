import {
  Alert,
  Button,
  Flex,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { ProblemState } from '../../notices/problem-notice.tsx';
import { moment } from '../../wording/dates.ts';
import { counted, number } from '../../wording/numbers.ts';
import type { CampaignDetail, CampaignReview } from '../contract.ts';
import { TestModal } from '../one/one-contact.tsx';
import type { CampaignsTools } from '../use-campaigns.ts';
import { ReviewResults } from './review-results.tsx';
import { StartModal } from './start-modal.tsx';
import { isUnderWay, useReview } from './use-review.ts';

interface Props {
  campaign: CampaignDetail;
  tools: CampaignsTools;
  onStarted: () => void;
}

/** What would happen, with real contacts, and the buttons that let it. */
export function ReviewStep({ campaign, tools, onStarted }: Props) {
  const shown = useReview(campaign, tools);
  const { review, state } = shown;
  if (state.status === 'failed')
    return <ProblemState problem={state.problem} subject="the dry run" onRetry={shown.refresh} />;
  return (
    <Flex direction="column" gap="md" testId="step-review">
      <Text>
        A dry run looks at the contacts of the list as they are now and writes the first emails. Nothing is
        sent, and nothing is written to HubSpot.
      </Text>
      {shown.refused !== null && shown.running === null ? (
        <Alert variant="danger" title="The dry run could not begin" testId="review-refused">
          <Flex direction="column" gap="xs" align="start">
            <Text>{shown.refused.message}</Text>
            <Button size="sm" testId="begin-review" onClick={() => void shown.begin()}>
              Try again
            </Button>
          </Flex>
        </Alert>
      ) : review === null ? (
        <LoadingSpinner label="Beginning" showLabel testId="review-begins" />
      ) : isUnderWay(review) ? (
        <UnderWay
          review={review}
          cancelling={shown.running === 'cancel'}
          cancel={shown.cancel}
          tools={tools}
        />
      ) : (
        <Ended review={review} beginning={shown.running === 'begin'} begin={shown.begin} tools={tools} />
      )}
      {review === null ? null : <ReviewResults campaignId={campaign.id} review={review} tools={tools} />}
      <Starts
        campaign={campaign}
        review={shown.isCurrent && review !== null && !isUnderWay(review) ? review : null}
        tools={tools}
        onStarted={onStarted}
      />
    </Flex>
  );
}

interface UnderWayProps {
  review: CampaignReview;
  cancelling: boolean;
  cancel: () => Promise<void>;
  tools: CampaignsTools;
}

function UnderWay({ review: { state, looked, total }, cancelling, cancel, tools }: UnderWayProps) {
  const many = number(looked, tools.locale);
  return (
    <Tile compact testId="review-progress">
      <Flex direction="column" gap="sm">
        <ProgressBar
          title="Dry run"
          value={looked}
          maxValue={Math.max(1, total ?? looked, looked)}
          valueDescription={
            state === 'waiting'
              ? 'Waiting for its turn'
              : total === null
                ? `${many} looked at`
                : `${many} of ${counted(total, 'contact', 'contacts', tools.locale)}`
          }
        />
        <Flex direction="row" gap="sm" align="center" justify="between" wrap>
          <Text variant="microcopy">You can leave this page; it goes on.</Text>
          <LoadingButton size="xs" testId="cancel-review" loading={cancelling} onClick={() => void cancel()}>
            Cancel
          </LoadingButton>
        </Flex>
      </Flex>
    </Tile>
  );
}

interface EndedProps {
  review: CampaignReview;
  beginning: boolean;
  begin: () => Promise<void>;
  tools: CampaignsTools;
}

function Ended({ review, beginning, begin, tools }: EndedProps) {
  const { state, looked, problem, startedAt, endedAt } = review;
  const many = counted(looked, 'contact', 'contacts', tools.locale);
  const when = moment(endedAt ?? startedAt, tools);
  const again = (
    <LoadingButton size="sm" testId="review-again" loading={beginning} onClick={() => void begin()}>
      Run it again
    </LoadingButton>
  );
  if (state === 'done')
    return (
      <Flex direction="row" gap="sm" align="center" justify="between" wrap>
        <Text variant="microcopy" testId="review-done">{`As of ${when}: ${many} looked at`}</Text>
        {again}
      </Flex>
    );
  return (
    <Alert
      variant={state === 'failed' ? 'danger' : 'warning'}
      title={state === 'failed' ? 'The dry run could not go on' : 'The dry run was cancelled'}
      testId="review-ended"
    >
      <Flex direction="column" gap="xs" align="start">
        {problem === null ? null : <Text>{problem}</Text>}
        <Text>{`${many} were looked at until ${when}.`}</Text>
        {again}
      </Flex>
    </Alert>
  );
}

interface StartsProps extends Props {
  /** Of this very version, and over; null: there is none. */
  review: CampaignReview | null;
}

function Starts({ campaign, review, tools, onStarted }: StartsProps) {
  if (!tools.isAdmin) return null;
  const offered = (what: 'start' | 'test') => campaign.may.includes(what);
  const ready = offered('start') && review !== null;
  const start = (first: 'all' | 'tenth') => (
    <StartModal first={first} campaign={campaign} review={review} tools={tools} onStarted={onStarted} />
  );
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="sm" wrap>
        <Button variant="primary" testId="start-all" disabled={!ready} overlay={start('all')}>
          Start
        </Button>
        <Button testId="start-tenth" disabled={!ready} overlay={start('tenth')}>
          Start a tenth first
        </Button>
        {offered('test') ? (
          <Button
            testId="test-one"
            overlay={<TestModal campaign={campaign} tools={tools} onDone={onStarted} />}
          >
            Test on one contact
          </Button>
        ) : null}
      </Flex>
      {offered('start') ? null : (
        <Text variant="microcopy" testId="not-startable">
          {campaign.problems[0] ?? 'It cannot be started now.'}
        </Text>
      )}
    </Flex>
  );
}
