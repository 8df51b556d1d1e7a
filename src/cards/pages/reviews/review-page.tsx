import { Accordion, Alert, Button, Flex, Heading, Link, Text } from '@hubspot/ui-extensions';
import { useExtensionActions } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import type { Answer } from '../../requests/answers.ts';
import { runAction } from '../../requests/run-action.ts';
import { moment } from '../../wording/dates.ts';
import { WrittenText } from '../../wording/written-text.tsx';
import type { ReviewDetail } from '../contract.ts';
import { PageState } from '../page-state.tsx';
import { reviewParams } from '../place.ts';
import type { Params } from '../place.ts';
import { usePagesTools, useShown } from '../use-pages.ts';
import type { PagesTools } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import { AnswerReviewBody } from './answer-review.tsx';
import { DraftReviewBody } from './draft-review.tsx';
import type { Decide } from './decide.ts';
import { TakenBy } from './taken-by.tsx';

interface Props {
  id: string;
  /** The address of the list that it was opened from. */
  list: Params;
}

const isBeingWritten = (view: ReviewDetail): boolean =>
  view.kind === 'answer' && view.answer?.suggestion.state === 'writing';

/** One thing that Baton asks, with all that a decision needs. */
export function ReviewPage({ id, list }: Props) {
  const tools = usePagesTools();
  const { navigateToPage } = useExtensionActions<'pages'>();
  const taken = useRef(false);
  const [running, setRunning] = useState<string | null>(null);
  /** What a decision answered, until the page asks again. */
  const [decided, setDecided] = useState<ReviewDetail | null>(null);
  const shown = useShown<ReviewDetail>(
    `review-${id}`,
    // whoever opens it is on it
    async () => {
      if (taken.current) return tools.api.review(id);
      taken.current = true;
      return tools.api.takeReview(id);
    },
    // a suggestion that is being written is worth a look sooner
    (view) => (isBeingWritten(view) ? 2_000 : 8_000),
  );
  const decide: Decide = async (what, body, done) => {
    const act = async (
      name: string,
      request: () => Promise<Answer<ReviewDetail>>,
    ): Promise<Answer<ReviewDetail> | 'busy'> => {
      if (running !== null) return 'busy';
      setRunning(name);
      const answer = await request();
      setRunning(null);
      if (answer.ok) setDecided(answer.value);
      shown.refresh();
      return answer;
    };
    const request = () => tools.api.decide(id, what, body);
    return runAction({ name: what, request, done: () => done }, { act, addAlert: tools.addAlert });
  };
  const back = () => navigateToPage({ to: '/reviews', params: { ...list } });
  const next = async () => {
    const answer = await tools.api.reviews({ ...reviewParams(list), limit: '1' });
    const first = answer.ok ? answer.value.reviews[0] : undefined;
    if (first) navigateToPage({ to: '/reviews', params: { ...list, review: first.id } });
    else back();
  };
  return (
    <Flex direction="column" gap="md" testId="review">
      <Flex direction="row" gap="sm">
        <Button size="sm" testId="back-to-list" onClick={back}>
          Back to the list
        </Button>
      </Flex>
      <PageState shown={shown} subject="what is asked">
        {(view) => (
          <Review
            view={decided && decided.version >= view.version ? decided : view}
            decide={decide}
            running={running}
            tools={tools}
            onNext={() => void next()}
          />
        )}
      </PageState>
    </Flex>
  );
}

interface ReviewProps {
  view: ReviewDetail;
  decide: Decide;
  running: string | null;
  tools: PagesTools;
  onNext: () => void;
}

function Review({ view, decide, running, tools, onNext }: ReviewProps) {
  const recordUrl = useViewer()?.recordUrl;
  return (
    <Flex direction="column" gap="md">
      <Flex direction="column" gap="flush">
        <Heading>
          {view.kind === 'answer'
            ? `What does ${view.contactName} mean?`
            : `May this email go to ${view.contactName}?`}
        </Heading>
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text variant="microcopy" inline>
            {[
              view.company,
              `with ${view.assistantName}`,
              view.ownerName === null ? null : `contact of ${view.ownerName}`,
              `waits since ${moment(view.since, tools)}`,
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          {recordUrl === undefined ? null : (
            <Link href={{ url: `${recordUrl}${view.contactId}`, external: true }}>Open the contact</Link>
          )}
        </Flex>
        {view.settled === null && view.taken?.mine ? <TakenBy taken={view.taken} reader={tools} /> : null}
      </Flex>
      {view.settled === null && view.taken && !view.taken.mine ? (
        <Alert variant="info" title={`${view.taken.by} is looking at this`} testId="taken-by-other">
          <TakenBy taken={view.taken} reader={tools} />
        </Alert>
      ) : null}
      {view.settled === null ? (
        <Body view={view} decide={decide} running={running} tools={tools} />
      ) : (
        <Alert variant="success" title="This is settled" testId="settled">
          <Flex direction="column" gap="sm" align="start">
            <Text>{view.settled}</Text>
            <Button size="sm" variant="primary" testId="next-review" onClick={onNext}>
              Next
            </Button>
          </Flex>
        </Alert>
      )}
      <Before view={view} tools={tools} />
    </Flex>
  );
}

function Body({ view, decide, running, tools }: Omit<ReviewProps, 'onNext'>) {
  if (view.kind === 'draft')
    return view.draft === null ? null : (
      <DraftReviewBody
        id={view.id}
        draft={view.draft}
        assistantName={view.assistantName}
        version={view.version}
        decide={decide}
        running={running}
        tools={tools}
      />
    );
  return view.answer === null ? (
    <Alert variant="warning" title="The contact or the assistant is not there any more" testId="gone" />
  ) : (
    <AnswerReviewBody view={view} answer={view.answer} decide={decide} running={running} tools={tools} />
  );
}

function Before({ view, tools }: Pick<ReviewProps, 'view' | 'tools'>) {
  if (view.before.length === 0)
    return <Text variant="microcopy">Nothing was sent to this contact before in this conversation.</Text>;
  return (
    <Accordion title={`The conversation before (${view.before.length})`} size="sm" testId="before">
      <Flex direction="column" gap="md">
        {view.before.map((mail) => (
          <Flex key={`${mail.at}-${mail.direction}`} direction="column" gap="xs">
            <Text variant="microcopy">
              {`${mail.direction === 'in' ? `${view.contactName} wrote` : `${view.assistantName} wrote`} ${moment(mail.at, tools)}`}
            </Text>
            <Text format={{ fontWeight: 'demibold' }}>{mail.subject}</Text>
            <WrittenText>{mail.text}</WrittenText>
          </Flex>
        ))}
      </Flex>
    </Accordion>
  );
}
