import { Button, Flex, Modal, ModalBody, ModalFooter, Text, ToggleGroup } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { counted } from '../wording/numbers.ts';
import type { SequenceDetail, SequenceDraft, SequenceEdit, SequenceProblem } from './contract.ts';
import type { SequencesTools } from './use-sequences.ts';

type AppliesTo = SequenceEdit['appliesTo'];

interface Saving {
  draft: SequenceDraft;
  saved: SequenceDetail | null;
  tools: SequencesTools;
  onProblems: (problems: readonly SequenceProblem[]) => void;
  onSaved: () => void;
}

/** Says what is wrong before anything is sent; what is typed stays when it is refused. */
export function useSaving({ draft, saved, tools, onProblems, onSaved }: Saving) {
  const [running, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const attempt = async (appliesTo: AppliesTo): Promise<string | null> => {
    const checked = await tools.sequences.check(draft);
    if (!checked.ok) return checked.problem.message;
    onProblems(checked.value.problems);
    if (checked.value.problems.length > 0) return null;
    const answer =
      saved === null
        ? await tools.sequences.add(draft)
        : await tools.sequences.change(saved.id, { draft, from: saved.version, appliesTo });
    if (!answer.ok) return answer.problem.message;
    tools.addAlert({ type: 'success', message: `“${draft.name}” is saved.` });
    onSaved();
    return null;
  };
  const save = async (appliesTo: AppliesTo) => {
    setRunning(true);
    setRefusal(await attempt(appliesTo));
    setRunning(false);
  };
  return { running, refusal, save };
}

interface ModalProps {
  leads: number;
  tools: SequencesTools;
  save: (appliesTo: AppliesTo) => Promise<void>;
}

/** Says whom an edit touches, before it does. */
export function SaveModal({ leads, tools, save }: ModalProps) {
  const id = 'save-sequence-modal';
  const [appliesTo, setAppliesTo] = useState<AppliesTo>('new');
  const many = counted(leads, 'lead', 'leads', tools.locale);
  return (
    <Modal id={id} title={`${many} follow this sequence now`} width="md">
      <ModalBody>
        <Flex direction="column" gap="sm">
          <ToggleGroup
            label="Who gets the change"
            name="applies-to"
            testId="applies-to"
            toggleType="radioButtonList"
            value={appliesTo}
            options={[
              {
                value: 'new',
                label: 'Only contacts handed over from now on',
                description: `${many} go on with the words they began with.`,
              },
              {
                value: 'unsent',
                label: 'Also the emails that have not left',
                description: `For ${many}, from the next email on. What has been sent stays as it is.`,
              },
            ]}
            onChange={(value) => setAppliesTo(value === 'unsent' ? 'unsent' : 'new')}
          />
          <Text variant="microcopy">The version before stays under “Earlier versions”.</Text>
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="primary"
          testId="confirm-save-sequence"
          onClick={() => {
            tools.closeOverlay(id);
            void save(appliesTo);
          }}
        >
          Save
        </Button>
        <Button onClick={() => tools.closeOverlay(id)}>Cancel</Button>
      </ModalFooter>
    </Modal>
  );
}
