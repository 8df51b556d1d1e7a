import {
  Alert,
  Button,
  Flex,
  Heading,
  LoadingSpinner,
  StatusTag,
  Tab,
  Tabs,
  Text,
} from '@hubspot/ui-extensions';
import { PageState } from '../../pages/page-state.tsx';
import { moment } from '../../wording/dates.ts';
import { counted } from '../../wording/numbers.ts';
import { UnsavedCampaign } from '../unsaved-campaign.tsx';
import type { CampaignDetail } from '../contract.ts';
import type { CampaignPlace, CampaignsTools } from '../use-campaigns.ts';
import { statusWords } from '../words.ts';
import { Actions } from './actions.tsx';
import { runningWords } from './action-words.ts';
import { Members } from './members.tsx';
import type { PartProps } from './part-props.ts';
import { Progress } from './progress.tsx';
import { Report } from './report.tsx';
import { Rules } from '../rules/fired.tsx';
import { Runs, RunsUnderWay } from './runs.tsx';
import { isOver, useCampaign } from './use-campaign.ts';
import { Versions } from './versions.tsx';

interface Props {
  id: string;
  place: CampaignPlace;
  tools: CampaignsTools;
}

/** How one campaign is doing, and what can be done about it. */
export function CampaignPage({ id, place, tools }: Props) {
  const live = useCampaign(id, tools);
  return (
    <Flex direction="column" gap="md" testId="campaign">
      <Flex direction="row">
        <Button size="sm" testId="all-campaigns" onClick={() => place.go({})}>
          All campaigns
        </Button>
      </Flex>
      <PageState shown={live.shown} subject="the campaign">
        {(campaign) => <Content {...{ campaign, live, place, tools }} />}
      </PageState>
    </Flex>
  );
}

const tabs = [
  { id: 'progress', title: 'Progress', part: Progress },
  { id: 'contacts', title: 'Contacts', part: Members },
  { id: 'report', title: 'Report', part: Report },
  { id: 'rules', title: 'Rules', part: Rules },
  { id: 'versions', title: 'Versions', part: Versions },
  { id: 'runs', title: 'Runs', part: Runs },
];

function Content(props: PartProps) {
  const { campaign, place } = props;
  const here = tabs.find(({ id }) => id === place.params['tab'])?.id ?? 'progress';
  return (
    <Flex direction="column" gap="md">
      <Head {...props} />
      <UnsavedCampaign id={campaign.id} place={place} />
      {campaign.problems.map((problem) => (
        <Alert key={problem} variant="danger" title={problem} testId="campaign-problem" />
      ))}
      <Tenth {...props} />
      <RunsUnderWay {...props} />
      <Tabs
        selected={here}
        variant="enclosed"
        testId="campaign-tabs"
        onSelectedChange={(tab: string | number) => place.go({ campaign: campaign.id, tab: String(tab) })}
      >
        {tabs.map(({ id, title, part: Part }) => (
          <Tab key={id} tabId={id} title={title} testId={`tab-${id}`}>
            {id === here ? <Part {...props} /> : null}
          </Tab>
        ))}
      </Tabs>
    </Flex>
  );
}

function Head(props: PartProps) {
  const { campaign, live, tools } = props;
  const { draft, status, note, assistantName, sequenceName, creator, startedAt, endedAt, createdAt } =
    campaign;
  const { label, tone } = statusWords[status];
  const working = live.running === null ? undefined : runningWords(live.running);
  const what = [
    draft.list === null ? 'No list yet' : `List “${draft.list.name}”`,
    assistantName ?? 'no assistant yet',
    sequenceName === null ? 'no sequence yet' : `sequence “${sequenceName}”`,
  ].join(' · ');
  const when = [
    `created by ${creator}, ${moment(createdAt, tools)}`,
    startedAt === null ? null : `started ${moment(startedAt, tools)}`,
    endedAt === null ? null : `ended ${moment(endedAt, tools)}`,
  ];
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="sm" align="center" justify="between" wrap>
        <Flex direction="row" gap="sm" align="center" wrap>
          <Heading>{draft.name}</Heading>
          <StatusTag variant={tone} testId="campaign-status">
            {label}
          </StatusTag>
        </Flex>
        {working === undefined ? (
          <Actions {...props} />
        ) : (
          <LoadingSpinner label={working} showLabel size="sm" testId="working" />
        )}
      </Flex>
      <Text variant="microcopy">{what}</Text>
      <Text variant="microcopy">{when.filter((part) => part !== null).join(' · ')}</Text>
      {draft.goal === '' ? null : <Text>{draft.goal}</Text>}
      {note === null || isToldElsewhere(campaign, note) ? null : <Text testId="campaign-note">{note}</Text>}
    </Flex>
  );
}

/** As a problem, or by the progress of what runs. */
const isToldElsewhere = ({ problems, runs }: CampaignDetail, note: string): boolean =>
  problems.includes(note) || runs.some((run) => !isOver(run));

/** A tenth is enrolled: the rest waits for a person. */
function Tenth({ campaign: { tenth, may }, live, tools }: PartProps) {
  if (tenth === null) return null;
  const many = (count: number) => counted(count, 'contact', 'contacts', tools.locale);
  return (
    <Alert variant="info" title={`A tenth is on its way: ${many(tenth.enrolled)}`} testId="tenth">
      <Flex direction="column" gap="xs" align="start">
        <Text>{`${many(tenth.rest)} of the list wait until you say so.`}</Text>
        {may.includes('enroll') && tools.isAdmin ? (
          <Button
            size="sm"
            testId="enroll-rest"
            disabled={live.running !== null}
            onClick={() => void live.ask('enroll', {}, 'The rest is being enrolled.')}
          >
            Enroll the rest
          </Button>
        ) : null}
      </Flex>
    </Alert>
  );
}
