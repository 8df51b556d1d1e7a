import {
  Alert,
  Button,
  Flex,
  Heading,
  Input,
  LoadingSpinner,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableRow,
  Text,
  TextArea,
  Tile,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { PageState } from '../../pages/page-state.tsx';
import { SettingsLink } from '../../pages/settings-link.tsx';
import { SearchField } from '../../pages/search-field.tsx';
import { useShown } from '../../pages/use-pages.ts';
import { counted } from '../../wording/numbers.ts';
import type { ListChoice, ListsView } from '../contract.ts';
import { listKinds } from '../words.ts';
import { longestGoal, longestName } from './draft.ts';
import { wrong } from './step-props.ts';
import type { StepProps } from './step-props.ts';

/** Whom it is for, and what for. */
export function ListStep(props: StepProps) {
  const { draft, change, problems } = props;
  return (
    <Flex direction="column" gap="md" testId="step-list">
      <Input
        label="Name"
        name="campaign-name"
        testId="campaign-name"
        required
        description="Contacts carry it in HubSpot, in the property “Campaign”."
        value={draft.name}
        {...wrong(problems, 'name')}
        onChange={(name) => change({ name })}
      />
      <TextArea
        label="Goal"
        name="campaign-goal"
        testId="campaign-goal"
        rows={2}
        maxLength={longestGoal}
        description="In words, for your colleagues: “Twenty demos with hospitals before the fair.”"
        value={draft.goal}
        onChange={(goal) => change({ goal })}
      />
      <ListPicker {...props} />
    </Flex>
  );
}

/** The list of HubSpot whose contacts it is for. */
function ListPicker({ draft, change, isStarted, problems, tools }: StepProps) {
  const [choosing, choose] = useState(draft.list === null);
  const { list } = draft;
  return (
    <Flex direction="column" gap="sm">
      <Heading>List</Heading>
      {list !== null && !choosing ? (
        <Tile compact testId="chosen-list">
          <Flex direction="row" justify="between" align="center" gap="sm" wrap>
            <Text format={{ fontWeight: 'demibold' }}>{list.name}</Text>
            {isStarted ? (
              <Text variant="microcopy">
                It stays, once a campaign is started. A clone can have another one.
              </Text>
            ) : (
              <Button size="sm" testId="choose-other-list" onClick={() => choose(true)}>
                Choose another one
              </Button>
            )}
          </Flex>
        </Tile>
      ) : (
        <Lists
          chosen={list?.id ?? null}
          tools={tools}
          onChoose={({ id, name }) => {
            // Most call it after the list; who does not has said so before, or does it after.
            const named = draft.name.trim() === '' ? { name: name.slice(0, longestName) } : {};
            change({ list: { id, name }, ...named });
            choose(false);
          }}
        />
      )}
      {problems.list === undefined ? null : (
        <Alert variant="danger" title={problems.list} testId="list-problem" />
      )}
    </Flex>
  );
}

interface ListsProps extends Pick<StepProps, 'tools'> {
  chosen: string | null;
  onChoose: (list: ListChoice) => void;
}

function Lists({ chosen, tools, onChoose }: ListsProps) {
  const [search, setSearch] = useState('');
  /** Where the pages before this one began. */
  const [pages, setPages] = useState<readonly string[]>([]);
  const after = pages.at(-1);
  const query = { ...(search === '' ? {} : { search }), ...(after === undefined ? {} : { after }) };
  const shown = useShown<ListsView>(
    `lists ${new URLSearchParams(query).toString()}`,
    () => tools.campaigns.lists(query),
    () => null,
  );
  return (
    <Flex direction="column" gap="sm" testId="lists">
      <SearchField
        name="list-search"
        text={search}
        label="Search HubSpot’s lists"
        placeholder="Name of a list"
        onSearch={(text) => {
          setPages([]);
          setSearch(text);
        }}
      />
      {shown.asking && shown.view !== null ? <LoadingSpinner label="Searching" showLabel size="xs" /> : null}
      {shown.problem?.code === 'HUBSPOT_MISSING_SCOPE' ? (
        <Alert variant="danger" title={shown.problem.message} testId="may-not-read-lists">
          <SettingsLink section="connection" />
        </Alert>
      ) : (
        <PageState shown={shown} subject="the lists">
          {({ lists, next }) => (
            <>
              {lists.length === 0 ? (
                <Text testId="no-lists">
                  {search === ''
                    ? 'This account has no list yet. Create one of contacts in HubSpot; it stands here then.'
                    : 'No list has these words in its name.'}
                </Text>
              ) : (
                <Table bordered density="condensed">
                  <TableBody>
                    {lists.map((list) => (
                      <ListRow
                        key={list.id}
                        list={list}
                        isChosen={list.id === chosen}
                        tools={tools}
                        onChoose={() => onChoose(list)}
                      />
                    ))}
                  </TableBody>
                </Table>
              )}
              {pages.length === 0 && next === null ? null : (
                <Flex direction="row" gap="xs">
                  <Button
                    size="sm"
                    testId="lists-before"
                    disabled={pages.length === 0 || shown.asking}
                    onClick={() => setPages(pages.slice(0, -1))}
                  >
                    Lists before
                  </Button>
                  <Button
                    size="sm"
                    testId="lists-after"
                    disabled={next === null || shown.asking}
                    onClick={() => (next === null ? undefined : setPages([...pages, next]))}
                  >
                    More lists
                  </Button>
                </Flex>
              )}
            </>
          )}
        </PageState>
      )}
    </Flex>
  );
}

interface RowProps {
  list: ListChoice;
  isChosen: boolean;
  tools: StepProps['tools'];
  onChoose: () => void;
}

function ListRow({ list: { id, name, kind, size, refused }, isChosen, tools, onChoose }: RowProps) {
  const members = size === null ? '' : `, ${counted(size, 'contact', 'contacts', tools.locale)}`;
  return (
    <TableRow testId={`list-${id}`}>
      <TableCell>
        <Text format={{ fontWeight: 'demibold' }} truncate={{ maxWidth: 420, tooltipText: name }}>
          {name}
        </Text>
        <Text variant="microcopy">{refused ?? `${listKinds[kind]}${members}`}</Text>
      </TableCell>
      <TableCell width="min">
        {refused !== null ? (
          <StatusTag variant="warning">Not possible</StatusTag>
        ) : isChosen ? (
          <StatusTag variant="success">Chosen</StatusTag>
        ) : (
          <Button size="sm" testId={`choose-list-${id}`} onClick={onChoose}>
            Choose
          </Button>
        )}
      </TableCell>
    </TableRow>
  );
}
