import { Button, Flex, LoadingSpinner, Modal, ModalBody, Text, Tile } from '@hubspot/ui-extensions';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import { moment } from '../wording/dates.ts';
import type { SequenceDraft, VersionsView } from './contract.ts';
import type { SequencesTools } from './use-sequences.ts';

interface Props {
  id: string;
  tools: SequencesTools;
  onTake: (draft: SequenceDraft) => void;
}

/** What the sequence said before. Taking one up changes nothing until it is saved. */
export function VersionsModal({ id, tools, onTake }: Props) {
  const overlayId = 'versions-modal';
  const { asked, ask } = useLatestAnswer<VersionsView>();
  const take = (draft: SequenceDraft) => {
    tools.closeOverlay(overlayId);
    onTake(draft);
    tools.addAlert({ type: 'info', message: 'The earlier version stands in the form. Save to use it.' });
  };
  return (
    <Modal
      id={overlayId}
      title="Earlier versions"
      width="md"
      onOpen={() => void ask(() => tools.sequences.versions(id))}
    >
      <ModalBody>
        {asked.status === 'asking' || asked.status === 'none' ? (
          <LoadingSpinner label="Loading" showLabel />
        ) : null}
        {asked.status === 'failed' ? <Text>{asked.problem.message}</Text> : null}
        {asked.status === 'answered' ? (
          <Flex direction="column" gap="sm">
            {asked.value.versions.map(({ version, changedBy, changedAt, draft }) => (
              <Tile key={version} compact testId={`version-${version}`}>
                <Flex direction="row" justify="between" align="center" gap="sm" wrap>
                  <Flex direction="column" gap="flush">
                    <Text format={{ fontWeight: 'demibold' }}>{`Version ${version}: ${draft.name}`}</Text>
                    <Text variant="microcopy">
                      {`${changedBy}, ${moment(changedAt, tools)}; ${draft.emails.length} emails`}
                    </Text>
                  </Flex>
                  <Button size="xs" testId={`take-version-${version}`} onClick={() => take(draft)}>
                    Put it in the form
                  </Button>
                </Flex>
              </Tile>
            ))}
          </Flex>
        ) : null}
      </ModalBody>
    </Modal>
  );
}
