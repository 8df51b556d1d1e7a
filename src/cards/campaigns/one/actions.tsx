import { Button, Dropdown, Flex, List, Modal, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import type { CampaignDetail } from '../contract.ts';
import { actionLabels, doneWords, questionOf } from './action-words.ts';
import type { AskedFirst } from './action-words.ts';
import type { PartProps } from './part-props.ts';
import { CloneModal } from './clone-modal.tsx';
import { TestModal } from './one-contact.tsx';

const order = [
  'edit', 'start', 'enroll', 'test', 'pause', 'resume', 'complete', 'stop', 'undo', 'clone', 'archive',
] as const; // prettier-ignore
type Offered = (typeof order)[number];

/** What stands as a button of its own: the one thing that a campaign in this state waits for. */
function firstOf({ status, may }: CampaignDetail): Offered | null {
  if (status === 'draft' && may.includes('edit')) return 'edit';
  return status === 'paused' && may.includes('resume') ? 'resume' : null;
}

/** What a person can ask for now; what does not fit is not offered. */
export function Actions(props: PartProps) {
  const { campaign, tools } = props;
  if (!tools.isAdmin) return null;
  const first = firstOf(campaign);
  // a draft is started from its dry run
  const fits = (action: Offered) => action !== 'start' || campaign.status !== 'draft';
  const others = order.filter((action) => campaign.may.includes(action) && action !== first && fits(action));
  return (
    <Flex direction="row" gap="sm" align="center" wrap>
      {first === 'edit' ? (
        <Button
          variant="primary"
          size="sm"
          testId="edit"
          onClick={() => props.place.go({ campaign: campaign.id, step: '1' })}
        >
          Go on setting it up
        </Button>
      ) : null}
      {first === 'resume' ? (
        <Button variant="primary" size="sm" testId="resume" overlay={<AskModal action="resume" {...props} />}>
          {actionLabels.resume}
        </Button>
      ) : null}
      {others.length === 0 ? null : (
        <Dropdown buttonText="Actions" buttonSize="sm" testId="campaign-actions">
          {others.map((action) => (
            <Item key={action} action={action} {...props} />
          ))}
        </Dropdown>
      )}
    </Flex>
  );
}

function Item({ action, ...props }: PartProps & { action: Offered }) {
  const { campaign, place, tools, live } = props;
  if (action === 'edit')
    return (
      <Dropdown.ButtonItem testId="edit" onClick={() => place.go({ campaign: campaign.id, step: '1' })}>
        {actionLabels.edit}
      </Dropdown.ButtonItem>
    );
  const overlay =
    action === 'clone' ? (
      <CloneModal campaign={campaign} place={place} tools={tools} />
    ) : action === 'test' ? (
      <TestModal campaign={campaign} tools={tools} onDone={live.shown.hurry} />
    ) : (
      <AskModal action={action} {...props} />
    );
  return (
    <Dropdown.ButtonItem testId={action} overlay={overlay}>
      {actionLabels[action]}
    </Dropdown.ButtonItem>
  );
}

/** What will happen, in numbers, and the way back. */
function AskModal({ action, campaign, live, tools }: PartProps & { action: AskedFirst }) {
  const id = `${action}-modal`;
  const { title, happens, wayBack, danger } = questionOf(action, campaign, tools.locale);
  const confirm = async () => {
    tools.closeOverlay(id);
    await live.ask(action, action === 'start' ? { first: 'all' } : {}, doneWords[action]);
  };
  return (
    <Modal id={id} title={title} variant={danger ? 'danger' : 'default'} width="md">
      <ModalBody>
        <Flex direction="column" gap="sm" testId={`asked-${action}`}>
          <List variant="unordered">
            {happens.map((sentence) => (
              <Text key={sentence}>{sentence}</Text>
            ))}
          </List>
          <Text>{wayBack}</Text>
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Button
          variant={danger ? 'destructive' : 'primary'}
          testId={`confirm-${action}`}
          disabled={live.running !== null}
          onClick={() => void confirm()}
        >
          {actionLabels[action]}
        </Button>
        <Button testId={`dismiss-${action}`} onClick={() => tools.closeOverlay(id)}>
          Do nothing
        </Button>
      </ModalFooter>
    </Modal>
  );
}
