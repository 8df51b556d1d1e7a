import { Alert, Button, Divider, Flex, LoadingButton, Select, Text, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { moment } from '../../wording/dates.ts';
import { WrittenText } from '../../wording/written-text.tsx';
import type { AnswerInDoubt, ReviewDetail } from '../contract.ts';
import type { PagesTools } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import type { Decide } from './decide.ts';
import { ReplyAs } from './reply-as.tsx';
import { TeachHere } from './teach-here.tsx';

export interface AnswerProps {
  view: ReviewDetail;
  answer: AnswerInDoubt;
  decide: Decide;
  running: string | null;
  tools: PagesTools;
}

/** What came, what Baton makes of it, and the three ways out of the doubt. */
export function AnswerReviewBody({ view, answer, decide, running, tools }: AnswerProps) {
  const { version } = view;
  return (
    <Flex direction="column" gap="md">
      {answer.problem === null ? null : (
        <Alert variant="danger" title="The last reply did not leave" testId="reply-problem">
          <Text>{answer.problem}</Text>
        </Alert>
      )}
      <Tile compact testId="answer">
        <Flex direction="column" gap="sm">
          <Text variant="microcopy">{`${answer.from} wrote ${moment(answer.at, tools)}`}</Text>
          <Text format={{ fontWeight: 'demibold' }}>{answer.subject}</Text>
          <Divider />
          {answer.text.trim() === '' ? (
            <Text variant="microcopy">The words of this answer are not there any more.</Text>
          ) : (
            <WrittenText>{answer.text}</WrittenText>
          )}
          {answer.files === null ? null : <Text variant="microcopy">{answer.files}</Text>}
        </Flex>
      </Tile>
      <Alert variant="warning" title="Baton is not sure what this means" testId="guess">
        <Text>{answer.understood}</Text>
      </Alert>
      <Text variant="microcopy">
        {`Nothing is sent until somebody settles it. ${view.ownerName ?? 'The owner'} has the contact and was told by task.`}
      </Text>
      <ReplyAs key={`reply-${version}`} {...{ view, answer, decide, running, tools }} />
      <Divider />
      <Finish {...{ view, answer, decide, running, tools }} />
      <Divider />
      <Flex direction="row" gap="sm" align="center" wrap>
        <LoadingButton
          testId="forward"
          loading={running === 'forward'}
          disabled={running !== null}
          onClick={() =>
            void decide('forward', { version }, 'Forwarded. The owner has a task with the answer.')
          }
        >
          {`Forward to ${view.ownerName ?? 'the owner'}`}
        </LoadingButton>
        <Text variant="microcopy" inline>
          The owner gets a task with the answer, and this is settled here.
        </Text>
      </Flex>
      <Teach answer={answer} />
    </Flex>
  );
}

function Finish({ view, answer, decide, running }: AnswerProps) {
  const [outcome, setOutcome] = useState('');
  const chosen = answer.outcomes.find(({ value }) => value === outcome);
  return (
    <Flex direction="column" gap="sm">
      <Select
        label="Or say what it means"
        name="outcome"
        testId="outcome"
        placeholder="Choose"
        value={outcome}
        options={answer.outcomes.map(({ value, label }) => ({ value, label }))}
        description={chosen ? `The lead becomes ${chosen.stateLabel}.` : 'The lead’s state follows from it.'}
        onChange={(value) => setOutcome(String(value))}
      />
      <Flex direction="row">
        <LoadingButton
          testId="finish"
          loading={running === 'finish'}
          disabled={chosen === undefined || running !== null}
          onClick={() =>
            void decide('finish', { version: view.version, outcome }, `Settled: ${chosen?.label ?? ''}.`)
          }
        >
          Finish
        </LoadingButton>
      </Flex>
    </Flex>
  );
}

/** Admins teach: what was in doubt here need not be next time. */
function Teach({ answer }: { answer: AnswerInDoubt }) {
  const isAdmin = useViewer()?.role === 'admin';
  const [open, setOpen] = useState(false);
  if (!isAdmin || answer.evidence.trim() === '') return null;
  return open ? (
    <TeachHere example={answer.evidence} onClose={() => setOpen(false)} />
  ) : (
    <Flex direction="row">
      <Button variant="transparent" size="sm" testId="teach-here" onClick={() => setOpen(true)}>
        Teach Baton what such an answer means
      </Button>
    </Flex>
  );
}
