import { Alert, Button, Divider, Flex, LoadingSpinner, Text, Tile } from '@hubspot/ui-extensions';
import type { Asked } from '../requests/latest-answer.ts';
import { WrittenText } from '../wording/written-text.tsx';
import { summaryOf } from './context-words.ts';
import type { EmailPreview } from './contract.ts';

interface Props {
  asked: Asked<EmailPreview>;
  onRetry: () => void;
  testId: string;
}

/** The draft of an email that was asked for, in whatever state the answer is. */
export function DraftAnswer({ asked, onRetry, testId }: Props) {
  switch (asked.status) {
    case 'none':
      return null;
    case 'asking':
      return <LoadingSpinner label="Writing the draft" showLabel size="sm" testId={`${testId}-loading`} />;
    case 'failed':
      return (
        <Alert variant="warning" title="The draft could not be shown" testId={`${testId}-failed`}>
          <Flex direction="column" gap="xs">
            <Text>{asked.problem.message}</Text>
            <Button size="sm" testId={`${testId}-retry`} onClick={onRetry}>
              Try again
            </Button>
          </Flex>
        </Alert>
      );
    case 'answered':
      return <Draft email={asked.value} testId={testId} />;
  }
}

function Draft({ email, testId }: { email: EmailPreview; testId: string }) {
  const summary = summaryOf(email);
  return (
    <Tile compact testId={testId}>
      <Flex direction="column" gap="sm">
        <Text variant="microcopy">{`Draft of step ${email.step}, ${email.stepName}.${summary.isWarning ? '' : ` ${summary.text}`}`}</Text>
        {email.writer === undefined ? null : (
          <Text variant="microcopy" testId={`${testId}-writer`}>
            {email.writer}
          </Text>
        )}
        {summary.isWarning ? (
          <Alert variant="warning" title={summary.text} testId={`${testId}-without-context`} />
        ) : null}
        <Text format={{ fontWeight: 'demibold' }}>{email.subject}</Text>
        <Divider />
        <WrittenText>{email.text}</WrittenText>
      </Flex>
    </Tile>
  );
}
