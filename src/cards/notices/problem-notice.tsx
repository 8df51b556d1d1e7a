import { Alert, Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import type { Problem } from '../requests/answers.ts';

interface Props {
  problem: Problem;
  /** What could not be shown, for the title: `this contact`, `the settings`. */
  subject: string;
  onRetry: () => void;
}

/** Nothing can be shown: says why and what to do. */
export function ProblemState({ problem, subject, onRetry }: Props) {
  if (problem.kind === 'forbidden') {
    return (
      <ErrorState type="lock" title={`You may not see ${subject}`} testId="forbidden">
        <Text>{problem.message}</Text>
      </ErrorState>
    );
  }
  if (problem.kind === 'reconnect') {
    return (
      <ErrorState type="lock" title="Baton has to be connected again" testId="reconnect">
        <MessageAndRetry problem={problem} onRetry={onRetry} />
      </ErrorState>
    );
  }
  return (
    <ErrorState title={`Baton could not show ${subject}`} testId="load-failed">
      <MessageAndRetry problem={problem} onRetry={onRetry} />
    </ErrorState>
  );
}

/** Something older can still be shown: says that it may be out of date. */
export function StaleNotice({ problem, onRetry }: Omit<Props, 'subject'>) {
  return (
    <Alert variant="warning" title="This may be out of date" testId="stale">
      <Flex direction="column" gap="xs">
        <Text>{problem.message}</Text>
        <RetryButton onRetry={onRetry} />
      </Flex>
    </Alert>
  );
}

function MessageAndRetry({ problem, onRetry }: Omit<Props, 'subject'>) {
  return (
    <Flex direction="column" gap="sm" align="center">
      <Text>{problem.message}</Text>
      <RetryButton onRetry={onRetry} />
    </Flex>
  );
}

function RetryButton({ onRetry }: { onRetry: () => void }) {
  return (
    <Button testId="retry" onClick={onRetry}>
      Try again
    </Button>
  );
}
