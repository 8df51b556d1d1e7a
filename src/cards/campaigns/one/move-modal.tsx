import {
  Button,
  Flex,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { SearchField } from '../../pages/search-field.tsx';
import { useLatestAnswer } from '../../requests/latest-answer.ts';
import { counted } from '../../wording/numbers.ts';
import type { CampaignsView } from '../contract.ts';
import type { MeantProps } from './part-props.ts';

const overlayId = 'move-modal';

/** They go on in another campaign. */
export function MoveModal({ campaign, live, tools, selection }: MeantProps) {
  const { asked, ask } = useLatestAnswer<CampaignsView>();
  const [search, setSearch] = useState('');
  const [to, setTo] = useState<string | null>(null);
  const find = (text: string) => {
    setSearch(text);
    setTo(null);
    void ask(() => tools.campaigns.list({ status: 'running', ...(text === '' ? {} : { search: text }) }));
  };
  const many = counted(selection.count, 'contact', 'contacts', tools.locale);
  const others =
    asked.status === 'answered' ? asked.value.campaigns.filter(({ id }) => id !== campaign.id) : [];
  const move = async () => {
    if (to === null) return;
    tools.closeOverlay(overlayId);
    if (await live.ask('move', { on: selection.on, to }, `${many}: being moved.`)) selection.clear();
  };
  return (
    <Modal id={overlayId} title={`Move ${many}`} width="md" onOpen={() => find('')}>
      <ModalBody>
        <Flex direction="column" gap="sm">
          <Text>
            {`They leave “${campaign.draft.name}” and go on with the emails of the other campaign that they have not had: nothing is sent twice. Who owns them stays.`}
          </Text>
          <SearchField
            name="move-search"
            text={search}
            label="Search campaigns"
            placeholder="Name of a campaign"
            onSearch={find}
          />
          {asked.status === 'asking' ? <LoadingSpinner label="Searching" showLabel size="sm" /> : null}
          {asked.status === 'failed' ? <Text testId="move-failed">{asked.problem.message}</Text> : null}
          {asked.status === 'answered' && others.length === 0 ? (
            <Text testId="no-other">No other campaign runs that has these words in its name.</Text>
          ) : null}
          {others.length === 0 ? null : (
            <Select
              label="To"
              name="move-to"
              testId="move-to"
              placeholder="Choose a campaign"
              options={others.map(({ id, name }) => ({ value: id, label: name }))}
              {...(to === null ? {} : { value: to })}
              onChange={(value) => setTo(String(value))}
            />
          )}
        </Flex>
      </ModalBody>
      <ModalFooter>
        <Button
          variant="primary"
          testId="confirm-move"
          disabled={to === null || live.running !== null}
          onClick={() => void move()}
        >
          {`Move ${many}`}
        </Button>
        <Button onClick={() => tools.closeOverlay(overlayId)}>Do nothing</Button>
      </ModalFooter>
    </Modal>
  );
}
