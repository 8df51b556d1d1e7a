import { Alert, Box, Flex, Input, List, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { AssistantView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

/** Sends a real mail from the assistant's mailbox, so that an admin sees it arrive. */
export function TestMail({ assistant, tools }: { assistant: AssistantView; tools: SettingsTools }) {
  const { id, name } = assistant;
  const [to, setTo] = useState(tools.userEmail);
  const { asked, ask } = useLatestAnswer<{ problems: string[] }>();
  const send = () =>
    ask(async () => {
      const answer = await tools.api.sendTestMail(id, to);
      tools.addAlert(alertFor(answer.ok ? answer.value.problems.length : 'failed', to));
      return answer;
    });
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="end">
        <Box flex={1}>
          <Input
            label={`Send a test mail from ${name} to`}
            name={`test-mail-${id}`}
            testId={`test-mail-to-${id}`}
            defaultValue={tools.userEmail}
            onInput={setTo}
          />
        </Box>
        <LoadingButton
          testId={`test-mail-${id}`}
          loading={asked.status === 'asking'}
          disabled={!to.includes('@') || asked.status === 'asking'}
          onClick={() => void send()}
        >
          Send
        </LoadingButton>
      </Flex>
      {asked.status === 'failed' ? (
        <Alert variant="danger" title={asked.problem.message} testId={`test-mail-failed-${id}`} />
      ) : null}
      {asked.status === 'answered' ? <Result id={id} problems={asked.value.problems} /> : null}
    </Flex>
  );
}

function alertFor(problems: number | 'failed', to: string): Parameters<SettingsTools['addAlert']>[0] {
  if (problems === 0) return { type: 'success', message: `The test mail was sent to ${to}.` };
  return { type: 'danger', message: 'The test mail could not be sent. The reason stands at the assistant.' };
}

function Result({ id, problems }: { id: string; problems: readonly string[] }) {
  if (problems.length === 0) {
    return <Alert variant="success" title="Sent. Look into the inbox." testId={`test-mail-sent-${id}`} />;
  }
  return (
    <Alert variant="danger" title="The test mail could not be sent" testId={`test-mail-problems-${id}`}>
      <List>
        {problems.map((problem) => (
          <Text key={problem}>{problem}</Text>
        ))}
      </List>
    </Alert>
  );
}
