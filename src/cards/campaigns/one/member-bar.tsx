import { Button, Flex, List, Modal, ModalBody, ModalFooter, Text } from '@hubspot/ui-extensions';
import { SelectionBar } from '../../pages/selection-bar.tsx';
import { counted } from '../../wording/numbers.ts';
import type { MembersView } from '../contract.ts';
import { MoveModal } from './move-modal.tsx';
import type { MeantProps } from './part-props.ts';

export const bulkActs = ['move', 'again', 'undo'] as const;

/** What can be done with the contacts that are ticked. */
export function MemberBar({ view, ...props }: MeantProps & { view: MembersView }) {
  const { campaign, selection, tools } = props;
  const offers = (act: (typeof bulkActs)[number]) => campaign.may.includes(act);
  return (
    <SelectionBar
      selection={selection}
      rows={view.members}
      total={view.total}
      nouns={['contact', 'contacts']}
      locale={tools.locale}
    >
      {offers('move') ? (
        <Button size="sm" testId="move" overlay={<MoveModal {...props} />}>
          Move to another campaign
        </Button>
      ) : null}
      {offers('again') ? (
        <Button size="sm" testId="again" overlay={<AskModal act="again" {...props} />}>
          Enroll again
        </Button>
      ) : null}
      {offers('undo') ? (
        <Button size="sm" testId="take-out" overlay={<AskModal act="undo" {...props} />}>
          Take out again
        </Button>
      ) : null}
    </SelectionBar>
  );
}

const questions = {
  again: {
    title: 'Enroll again',
    happens: [
      'Each is looked at anew: who may be written to by now is enrolled, and gets the emails it has not had.',
      'Who unsubscribed, opted out or said no stays out, with the reason. Whoever is under way stays as it is.',
    ],
    wayBack: '“Take out again” undoes it for everybody to whom nothing was sent since.',
    danger: false,
    done: 'being looked at again.',
  },
  undo: {
    title: 'Take out again',
    happens: [
      'Those to whom nothing was sent are taken out, as if they had never been in.',
      'Whoever got an email stays.',
    ],
    wayBack: '“Enroll again” takes them in once more.',
    danger: true,
    done: 'being taken out again.',
  },
} as const;

/** What will happen, and the way back. */
function AskModal({ act, campaign, selection, live, tools }: MeantProps & { act: keyof typeof questions }) {
  const id = `${act}-some-modal`;
  const { title, happens, wayBack, danger, done } = questions[act];
  const many = counted(selection.count, 'contact', 'contacts', tools.locale);
  const confirm = async () => {
    tools.closeOverlay(id);
    if (await live.ask(act, { on: selection.on }, `${many}: ${done}`)) selection.clear();
  };
  return (
    <Modal id={id} title={`${title}: ${many}`} variant={danger ? 'danger' : 'default'} width="md">
      <ModalBody>
        <Flex direction="column" gap="sm">
          <Text>{`Of “${campaign.draft.name}”:`}</Text>
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
          testId={`confirm-${act}-some`}
          disabled={live.running !== null}
          onClick={() => void confirm()}
        >
          {`${title}: ${many}`}
        </Button>
        <Button onClick={() => tools.closeOverlay(id)}>Do nothing</Button>
      </ModalFooter>
    </Modal>
  );
}
