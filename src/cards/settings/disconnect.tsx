import { Alert, Button, Flex, Modal, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import type { SettingsView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

const overlayId = 'disconnect-modal';

/** The way out: every contact goes back to its prior owner, then the app leaves the account. */
export function DisconnectButton({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  if (view.connection.status !== 'connected' || view.disconnecting) return null;
  return (
    <Button
      testId="disconnect"
      disabled={tools.running !== null}
      overlay={<DisconnectModal contacts={contactsOf(view)} tools={tools} />}
    >
      {tools.running === 'disconnect' ? 'Handing everything back' : 'Hand everything back and disconnect'}
    </Button>
  );
}

/** While Baton leaves, the page follows how many contacts are still to be handed back. */
export function Disconnecting({ view }: { view: SettingsView }) {
  if (!view.disconnecting) return null;
  const { remaining } = view.disconnecting;
  const rest =
    remaining === 0
      ? 'Every contact is handed back; Baton disconnects now.'
      : `${count(remaining)} still to be handed back. Baton disconnects when all are.`;
  return (
    <Alert variant="info" title="Baton is leaving this account" testId="disconnecting">
      <Text>{rest} No emails go out any more. You can leave this page.</Text>
    </Alert>
  );
}

function DisconnectModal({ contacts, tools }: { contacts: number; tools: SettingsTools }) {
  const disconnect = async () => {
    tools.closeOverlay(overlayId);
    await tools.run({
      name: 'disconnect',
      request: tools.api.disconnect,
      done: () => 'Baton hands everything back and then disconnects.',
    });
  };
  return (
    <Modal id={overlayId} title="Hand everything back and disconnect?" variant="danger" width="sm">
      <ModalBody>
        <Flex direction="column" gap="sm">
          <Text>
            {contacts === 0
              ? 'No contact is with an assistant. Baton disconnects from this account.'
              : `${count(contacts)} with an assistant: each goes back to its prior owner, and planned emails are not sent. Then Baton disconnects from this account.`}
          </Text>
          <Text>Notes, emails and tasks on the timelines stay.</Text>
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Button variant="destructive" testId="confirm-disconnect" onClick={() => void disconnect()}>
          Hand back and disconnect
        </Button>
        <Button testId="cancel-disconnect" onClick={() => tools.closeOverlay(overlayId)}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}

const contactsOf = (view: SettingsView): number =>
  view.assistants.reduce((total, { contacts }) => total + contacts, 0);

const count = (contacts: number): string => (contacts === 1 ? '1 contact is' : `${contacts} contacts are`);
