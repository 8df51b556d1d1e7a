import {
  AutoGrid,
  Button,
  EmptyState,
  Flex,
  LoadingSpinner,
  ProgressBar,
  StatusTag,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { One } from '../pages/filter-fields.tsx';
import { PageState } from '../pages/page-state.tsx';
import { Pager, pageOf } from '../pages/pager.tsx';
import { SearchField } from '../pages/search-field.tsx';
import { useShown } from '../pages/use-pages.ts';
import type { Params } from '../pages/place.ts';
import { dayAt } from '../wording/dates.ts';
import { counted, number } from '../wording/numbers.ts';
import type { CampaignLine, CampaignsView } from './contract.ts';
import { UnsavedCampaign } from './unsaved-campaign.tsx';
import type { CampaignPlace, CampaignsTools } from './use-campaigns.ts';
import { statusChoices, statusWords } from './words.ts';

interface Props {
  place: CampaignPlace;
  tools: CampaignsTools;
}

const filters = ['status', 'search'];

/** What the list of an address is asked with. */
const queryOf = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).filter(([name, value]) => [...filters, 'after'].includes(name) && value !== ''),
  );

/** All campaigns, those that run first. */
export function CampaignList({ place, tools }: Props) {
  const { params, change } = place;
  const query = queryOf(params);
  const question = new URLSearchParams(query).toString();
  const shown = useShown<CampaignsView>(
    `campaigns ${question}`,
    () => tools.campaigns.list(query),
    () => 15_000,
  );
  const filtered = filters.some((name) => params[name]);
  const none = shown.view?.campaigns.length === 0 && !filtered && !params['after'] && !shown.asking;
  return (
    <Flex direction="column" gap="md">
      <UnsavedCampaign id={null} place={place} />
      {none ? null : (
        <AutoGrid columnWidth={150} flexible gap="sm">
          <SearchField
            text={params['search'] ?? ''}
            placeholder="Name of a campaign"
            onSearch={(search) => change({ search })}
          />
          <One name="status" label="Status" offered={statusChoices} params={params} change={change} />
        </AutoGrid>
      )}
      <PageState shown={shown} subject="the campaigns">
        {(view) =>
          view.campaigns.length === 0 && !shown.asking ? (
            <NoCampaigns filtered={filtered} tools={tools} />
          ) : (
            <Rows view={view} asking={shown.asking} place={place} tools={tools} />
          )
        }
      </PageState>
    </Flex>
  );
}

interface RowsProps extends Props {
  view: CampaignsView;
  asking: boolean;
}

function Rows({ view, asking, place, tools }: RowsProps) {
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center" justify="between" wrap>
        {asking ? (
          <LoadingSpinner label="Searching" showLabel size="xs" testId="asking" />
        ) : (
          <Text variant="microcopy">A campaign takes the contacts of a list to an assistant.</Text>
        )}
        <Create tools={tools} place={place} />
      </Flex>
      <Flex direction="column" gap="sm" testId="campaigns">
        {view.campaigns.map((line) => (
          <Line key={line.id} line={line} tools={tools} />
        ))}
      </Flex>
      <Pager
        params={place.params}
        change={place.change}
        asking={asking}
        next={view.next}
        what={rangeOf(view, place.params, tools.locale)}
      />
    </Flex>
  );
}

function rangeOf({ campaigns, next }: CampaignsView, params: Params, locale: string | undefined): string {
  const page = pageOf(params);
  return page === 1 && next === null
    ? `${counted(campaigns.length, 'campaign', 'campaigns', locale)}, running ones first`
    : `Page ${number(page, locale)}, running campaigns first`;
}

function Create({ tools, place }: Props) {
  if (!tools.isAdmin) return null;
  return (
    <Button
      variant="primary"
      size="sm"
      testId="create-campaign"
      onClick={() => place.go({ campaign: 'new', step: '1' })}
    >
      Create a campaign
    </Button>
  );
}

function Line({ line, tools }: { line: CampaignLine; tools: CampaignsTools }) {
  const { id, name, status, listName, assistantName, creator, note, changedAt } = line;
  const { label, tone } = statusWords[status];
  const list = listName === null ? 'No list yet' : `List “${listName}”`;
  const who = `${list} · ${assistantName ?? 'no assistant yet'}`;
  return (
    <Tile compact testId={`campaign-${id}`}>
      <AutoGrid columnWidth={260} flexible gap="md">
        <Flex direction="column" gap="xs">
          <Flex direction="row" gap="sm" align="center" wrap>
            <Text format={{ fontWeight: 'demibold' }} inline>
              <PageLink to="/campaigns" params={{ campaign: id }} testId={`open-${id}`}>
                {name}
              </PageLink>
            </Text>
            <StatusTag variant={tone}>{label}</StatusTag>
          </Flex>
          <Text>{who}</Text>
          {note === null ? null : <Text>{note}</Text>}
          <Text variant="microcopy">{`Changed ${dayAt(changedAt, tools)}, created by ${creator}`}</Text>
        </Flex>
        <Figures line={line} tools={tools} />
      </AutoGrid>
    </Tile>
  );
}

function Figures({ line: { name, figures }, tools }: { line: CampaignLine; tools: CampaignsTools }) {
  const { enrolled, reached, replied, meetings } = figures;
  if (enrolled === 0) return <Text variant="microcopy">Nobody is enrolled yet</Text>;
  return (
    <Flex direction="column" gap="xs">
      <ProgressBar
        aria-label={`Contacts of ${name} that got an email`}
        value={reached}
        maxValue={enrolled}
        valueDescription={`${number(reached, tools.locale)} of ${number(enrolled, tools.locale)} reached`}
      />
      <Text testId="outcome">
        {`${counted(replied, 'reply', 'replies', tools.locale)}, ${counted(meetings, 'meeting', 'meetings', tools.locale)}`}
      </Text>
    </Flex>
  );
}

function NoCampaigns({ filtered, tools }: { filtered: boolean; tools: CampaignsTools }) {
  if (filtered)
    return (
      <EmptyState title="No campaign matches" layout="vertical" testId="no-match">
        <Flex direction="column" gap="sm" align="center">
          <Text>None has this status and these words.</Text>
          <PageLink to="/campaigns">Clear all filters</PageLink>
        </Flex>
      </EmptyState>
    );
  return (
    <EmptyState title="No campaigns yet" layout="vertical" imageName="target" testId="no-campaigns">
      <Flex direction="column" gap="sm" align="center">
        <Text>
          A campaign takes the contacts of a HubSpot list to an assistant, who writes to each of them and
          hands back who answers. You see what would happen, with real emails, before anything is sent.
        </Text>
        {tools.isAdmin ? (
          <PageLink to="/campaigns" params={{ campaign: 'new', step: '1' }} testId="create-first">
            Create a campaign
          </PageLink>
        ) : (
          <Text variant="microcopy">Whoever may change integrations in HubSpot can create one.</Text>
        )}
      </Flex>
    </EmptyState>
  );
}
