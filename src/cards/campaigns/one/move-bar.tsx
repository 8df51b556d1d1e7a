import {
  Button,
  Flex,
  LoadingSpinner,
  Modal,
  ModalBody,
  ModalFooter,
  Select,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { SearchField } from '../../pages/search-field.tsx';
import { useLatestAnswer } from '../../requests/latest-answer.ts';
import { counted } from '../../wording/numbers.ts';
import type { CampaignsView } from '../contract.ts';
import type { PartProps } from './part-props.ts';

interface Props extends Omit<PartProps, 'place'> {
  ticked: ReadonlySet<string>;
  onClear: () => void;
}

/** What can be done with the contacts that are ticked. */
export function MoveBar(props: Props) {
  const { ticked, onClear, tools } = props;
  if (ticked.size === 0) return null;
  return (
    <Tile compact testId="move-bar">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Text format={{ fontWeight: 'demibold' }} testId="selected">
          {`${counted(ticked.size, 'contact', 'contacts', tools.locale)} selected`}
        </Text>
        <Button size="sm" testId="move" overlay={<MoveModal {...props} />}>
          Move to another campaign
        </Button>
        <Button size="xs" variant="transparent" testId="clear-selection" onClick={onClear}>
          Clear selection
        </Button>
      </Flex>
    </Tile>
  );
}

const overlayId = 'move-modal';

function MoveModal({ campaign, live, tools, ticked, onClear }: Props) {
  const { asked, ask } = useLatestAnswer<CampaignsView>();
  const [search, setSearch] = useState('');
  const [to, setTo] = useState<string | null>(null);
  const find = (text: string) => {
    setSearch(text);
    setTo(null);
    void ask(() => tools.campaigns.list({ status: 'running', ...(text === '' ? {} : { search: text }) }));
  };
  const many = counted(ticked.size, 'contact', 'contacts', tools.locale);
  const others =
    asked.status === 'answered' ? asked.value.campaigns.filter(({ id }) => id !== campaign.id) : [];
  const move = async () => {
    if (to === null) return;
    tools.closeOverlay(overlayId);
    if (await live.ask('move', { contactIds: [...ticked], to }, `${many}: being moved.`)) onClear();
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
