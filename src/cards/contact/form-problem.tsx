import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';

/** Why a form has nothing to show. */
export function ProblemNotice({
  text,
  onRetry,
  onClose,
}: {
  text: string;
  /** null: asking again would not help. */
  onRetry: (() => void) | null;
  onClose: () => void;
}) {
  return (
    <Flex direction="column" gap="sm">
      <Alert variant="warning" title="That does not work now" testId="form-problem">
        <Text>{text}</Text>
      </Alert>
      <Flex direction="row" gap="sm">
        {onRetry === null ? null : (
          <Button testId="form-retry" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Button testId="close-form" onClick={onClose}>
          Close
        </Button>
      </Flex>
    </Flex>
  );
}
