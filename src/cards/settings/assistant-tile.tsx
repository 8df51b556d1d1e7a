import {
  Alert,
  Button,
  Flex,
  LoadingButton,
  Modal,
  ModalBody,
  ModalFooter,
  StatusTag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import type { AssistantView, SettingsView } from './contract.ts';
import { MailDomainCheck } from './mail-domain.tsx';
import { TestMail } from './test-mail.tsx';
import type { MailDomains } from './use-mail-domains.ts';
import type { SettingsTools } from './use-settings.ts';
import { statusWords } from './words.ts';

interface Props {
  view: SettingsView;
  assistant: AssistantView;
  tools: SettingsTools;
  domains: MailDomains;
  onEdit: () => void;
}

/** One assistant: how it stands with HubSpot, and what to do next about it. */
export function AssistantTile({ view, assistant, tools, domains, onEdit }: Props) {
  const { id, name, email, role, contacts } = assistant;
  const words = statusWords[assistant.status];
  const sequence = view.sequences.find((each) => each.id === assistant.sequenceId);
  return (
    <Tile testId={`assistant-${id}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: 'demibold' }} inline>{`${name}, ${role}`}</Text>
          <Text inline>{email}</Text>
          <StatusTag variant={words.tone} testId={`status-${id}`}>
            {words.label}
          </StatusTag>
        </Flex>
        <Text testId={`next-step-${id}`}>{assistant.nextStep}</Text>
        <Text variant="microcopy">
          {[
            contacts === 1 ? '1 contact' : `${contacts} contacts`,
            sequence ? `Sequence: ${sequence.name}` : 'No sequence',
            assistant.hasOwnMailbox ? 'Own mailbox' : 'Baton’s default mailbox',
          ].join(' · ')}
        </Text>
        <Today assistant={assistant} tools={tools} />
        <MailDomainCheck assistant={assistant} tools={tools} domains={domains} />
        <AssistantButtons view={view} assistant={assistant} tools={tools} onEdit={onEdit} />
        <TestMail assistant={assistant} tools={tools} />
      </Flex>
    </Tile>
  );
}

/** How much its mailbox sent today, and whether it rests. */
function Today({ assistant: { id, name, today }, tools }: Pick<Props, 'assistant' | 'tools'>) {
  const sent = today.sent === 1 ? '1 email today' : `${today.sent} emails today`;
  const limit =
    today.allowed === null ? 'no limit' : `of ${today.allowed}${today.warming ? ', warming up' : ''}`;
  return (
    <>
      <Text variant="microcopy" testId={`today-${id}`}>{`${sent}, ${limit}`}</Text>
      {today.trouble === null ? null : (
        <Alert variant="danger" title={`${name}’s mailbox is paused`} testId={`paused-${id}`}>
          <Flex direction="column" gap="xs" align="start">
            <Text>{`${today.trouble}. Mail providers soon refuse a mailbox like that. Look at where the addresses come from, then let it go on.`}</Text>
            <LoadingButton
              size="sm"
              testId={`resume-mailbox-${id}`}
              loading={tools.running === `resume-mailbox-${id}`}
              disabled={tools.running !== null}
              onClick={() =>
                void tools.run({
                  name: `resume-mailbox-${id}`,
                  request: () => tools.api.resumeMailbox(id),
                  done: () => `${name}’s mailbox goes on.`,
                })
              }
            >
              Resume the mailbox
            </LoadingButton>
          </Flex>
        </Alert>
      )}
    </>
  );
}

function AssistantButtons({ view, assistant, tools, onEdit }: Omit<Props, 'domains'>) {
  const { id, name } = assistant;
  const busy = tools.running !== null;
  const refresh = () =>
    tools.run({
      name: `refresh-${id}`,
      request: () => tools.api.refreshAssistant(id),
      done: (next) => refreshed(next, id, name),
    });
  return (
    <Flex direction="row" gap="sm" wrap>
      <LoadingButton
        size="sm"
        testId={`refresh-${id}`}
        loading={tools.running === `refresh-${id}`}
        disabled={busy}
        onClick={() => void refresh()}
      >
        Refresh
      </LoadingButton>
      <Button size="sm" testId={`edit-${id}`} disabled={busy} onClick={onEdit}>
        Edit
      </Button>
      <Button
        size="sm"
        testId={`remove-${id}`}
        disabled={busy}
        overlay={<RemoveModal assistant={assistant} tools={tools} />}
      >
        Remove
      </Button>
      {assistant.status === 'ASSISTANT_DOES_NOT_EXIST_AS_USER_IN_CRM' ? (
        <Invite view={view} assistant={assistant} tools={tools} />
      ) : null}
    </Flex>
  );
}

function refreshed(view: SettingsView, id: string, name: string): string {
  const now = view.assistants.find((each) => each.id === id);
  return now ? `${name}: ${statusWords[now.status].label}.` : `${name} is no longer an assistant.`;
}

/** Creating a HubSpot user takes an optional permission, which an admin may have left out. */
function Invite({ view, assistant, tools }: Omit<Props, 'onEdit' | 'domains'>) {
  const { id, name, email } = assistant;
  const allowed = view.connection.scopes.some(
    ({ name: scope, granted }) => scope === 'settings.users.write' && granted,
  );
  const invite = () =>
    tools.run({
      name: `invite-${id}`,
      request: () => tools.api.inviteAssistant(id),
      done: () => `HubSpot invites ${email}. Accept the invitation, then press Refresh.`,
    });
  return (
    <Flex direction="column" gap="xs">
      <LoadingButton
        size="sm"
        testId={`invite-${id}`}
        loading={tools.running === `invite-${id}`}
        disabled={!allowed || tools.running !== null}
        onClick={() => void invite()}
      >
        Create the HubSpot user
      </LoadingButton>
      {allowed ? null : (
        <Text variant="microcopy" testId={`invite-hint-${id}`}>
          {`Needs the optional permission settings.users.write: connect again and allow it, or create the user ${name} in HubSpot yourself.`}
        </Text>
      )}
    </Flex>
  );
}

function RemoveModal({ assistant, tools }: { assistant: AssistantView; tools: SettingsTools }) {
  const { id, name } = assistant;
  const overlayId = `remove-${id}-modal`;
  const remove = async () => {
    tools.closeOverlay(overlayId);
    await tools.run({
      name: `remove-${id}`,
      request: () => tools.api.removeAssistant(id),
      done: () => `${name} is no longer an assistant. The HubSpot user stays.`,
    });
  };
  return (
    <Modal id={overlayId} title={`Remove ${name}?`} variant="danger" width="sm">
      <ModalBody>
        <Text>
          {`${name} no longer takes contacts. An assistant that still has contacts cannot be removed: hand those back first. The user in HubSpot stays.`}
        </Text>
      </ModalBody>
      <ModalFooter>
        <Button variant="destructive" testId={`confirm-remove-${id}`} onClick={() => void remove()}>
          Remove
        </Button>
        <Button onClick={() => tools.closeOverlay(overlayId)}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
