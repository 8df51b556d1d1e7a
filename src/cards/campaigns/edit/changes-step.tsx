import { Alert, Button, Flex, List, LoadingButton, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useEffect } from 'react';
import { useLatestAnswer } from '../../requests/latest-answer.ts';
import { counted } from '../../wording/numbers.ts';
import type { CampaignChoices, CampaignDetail, EditReview } from '../contract.ts';
import { Differences } from '../one/differences.tsx';
import type { CampaignsTools } from '../use-campaigns.ts';
import type { Editor } from './use-editor.ts';

interface Props {
  editor: Editor;
  saved: CampaignDetail;
  choices: CampaignChoices;
  tools: CampaignsTools;
  onOver: () => void;
}

/** Whom an edit touches, before it does. */
export function ChangesStep({ editor, saved, choices, tools, onOver }: Props) {
  const { draft, isChanged, saving, forget } = editor;
  const { asked, ask } = useLatestAnswer<EditReview>();
  const question = JSON.stringify(draft);
  const look = () => void (isChanged ? ask(() => tools.campaigns.editReview(saved.id, draft)) : undefined);
  useEffect(look, [question, saved.version]);
  const save = async () => {
    if ((await saving.save(draft)) === null) return;
    tools.addAlert({ type: 'success', message: `“${draft.name}” is saved.` });
    onOver();
  };
  if (!isChanged) return <Text testId="nothing-changed">Nothing is changed.</Text>;
  return (
    <Flex direction="column" gap="md" testId="step-changes">
      <Differences before={saved.draft} after={draft} choices={choices} reader={tools} />
      {asked.status === 'answered' ? (
        <Touched review={asked.value} tools={tools} />
      ) : asked.status === 'failed' ? (
        <Alert variant="danger" title="Whom it touches could not be counted" testId="touched-failed">
          <Flex direction="column" gap="xs" align="start">
            <Text>{asked.problem.message}</Text>
            <Button size="sm" onClick={look}>
              Try again
            </Button>
          </Flex>
        </Alert>
      ) : (
        <LoadingSpinner label="Counting whom it touches" showLabel testId="counting" />
      )}
      <Flex direction="row" gap="sm" wrap>
        <LoadingButton
          variant="primary"
          testId="save-changes"
          loading={saving.running}
          disabled={asked.status !== 'answered'}
          onClick={() => void save()}
        >
          Save the changes
        </LoadingButton>
        <Button
          testId="discard-changes"
          onClick={() => {
            forget();
            onOver();
          }}
        >
          Discard them
        </Button>
      </Flex>
    </Flex>
  );
}

function Touched({ review: { touched, changes }, tools }: { review: EditReview; tools: CampaignsTools }) {
  return (
    <Alert
      variant={touched > 0 ? 'warning' : 'info'}
      title={
        touched > 0
          ? `It touches ${counted(touched, 'contact', 'contacts', tools.locale)} under way`
          : 'It touches nobody who is under way'
      }
      testId="touched"
    >
      <Flex direction="column" gap="xs">
        {changes.length === 0 ? null : (
          <List variant="unordered">
            {changes.map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
          </List>
        )}
        <Text variant="microcopy">
          What has been sent stays as it is. The version before stays under Versions.
        </Text>
      </Flex>
    </Alert>
  );
}
