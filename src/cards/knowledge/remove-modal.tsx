import { Button, Flex, Modal, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import type { KnowledgeItemView } from './contract.ts';
import type { KnowledgeTools } from './use-knowledge.ts';

export function RemoveModal({ item, tools }: { item: KnowledgeItemView; tools: KnowledgeTools }) {
  const overlayId = `remove-knowledge-${item.id}-modal`;
  const remove = async () => {
    tools.closeOverlay(overlayId);
    await tools.run({
      name: 'remove-knowledge',
      request: () => tools.api.remove(item.id),
      done: () => 'Removed. No assistant uses it any more.',
    });
  };
  return (
    <Modal id={overlayId} title="Remove this from the knowledge?" variant="danger" width="sm">
      <ModalBody>
        <Flex direction="column" gap="sm">
          <Text format={{ fontWeight: 'demibold' }}>{item.title}</Text>
          <Text>
            From now on no assistant says anything from it. What was sent stays sent. Baton keeps no copy: to
            undo this, add it again.
          </Text>
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="destructive"
          testId={`confirm-remove-knowledge-${item.id}`}
          onClick={() => void remove()}
        >
          Remove it
        </Button>
        <Button onClick={() => tools.closeOverlay(overlayId)}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
