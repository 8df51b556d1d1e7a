import {
  Accordion,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { PageState } from '../../pages/page-state.tsx';
import { useShown } from '../../pages/use-pages.ts';
import { moment } from '../../wording/dates.ts';
import { counted } from '../../wording/numbers.ts';
import type { CampaignChoices, CampaignVersion } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';
import { draftLines } from '../words.ts';
import type { PartProps } from './part-props.ts';
import { Differences } from './differences.tsx';

/** What a campaign said before, who changed it, and how many contacts are in which version. */
export function Versions({ campaign, tools }: PartProps) {
  const shown = useShown<{ versions: readonly CampaignVersion[] }>(
    `versions ${campaign.id} ${campaign.version}`,
    () => tools.campaigns.versions(campaign.id),
    () => 60_000,
  );
  const choices = useShown<CampaignChoices>(
    'campaign choices',
    () => tools.campaigns.choices(),
    () => 60_000,
  );
  return (
    <PageState shown={shown} subject="the versions">
      {({ versions }) => (
        <PageState shown={choices} subject="what a campaign can be made of">
          {(offered) => (
            <Flex direction="column" gap="sm" testId="versions">
              <AsItIs campaign={campaign} choices={offered} tools={tools} />
              {versions.map((version, index) => (
                <Version
                  key={version.version}
                  version={version}
                  before={versions[index + 1] ?? null}
                  choices={offered}
                  tools={tools}
                />
              ))}
            </Flex>
          )}
        </PageState>
      )}
    </PageState>
  );
}

function AsItIs({
  campaign,
  choices,
  tools,
}: Pick<PartProps, 'campaign' | 'tools'> & { choices: CampaignChoices }) {
  return (
    <Tile testId="as-it-is">
      <Flex direction="column" gap="sm">
        <Heading>{`As it is now: version ${campaign.version}`}</Heading>
        <DescriptionList direction="row">
          {draftLines(campaign.draft, choices, tools).map(({ label, text }) => (
            <DescriptionListItem key={label} label={label}>
              <Text>{text}</Text>
            </DescriptionListItem>
          ))}
        </DescriptionList>
      </Flex>
    </Tile>
  );
}

interface VersionProps {
  version: CampaignVersion;
  before: CampaignVersion | null;
  choices: CampaignChoices;
  tools: CampaignsTools;
}

function Version({
  version: { version, draft, changedBy, changedAt, contacts },
  before,
  choices,
  tools,
}: VersionProps) {
  const who = `${changedBy}, ${moment(changedAt, tools)}`;
  return (
    <Accordion title={`Version ${version}: ${who}`} size="sm" testId={`version-${version}`}>
      <Flex direction="column" gap="sm">
        <Text variant="microcopy">{`${counted(contacts, 'contact', 'contacts', tools.locale)} enrolled with it`}</Text>
        {before === null ? (
          <Text>The first one.</Text>
        ) : (
          <Differences before={before.draft} after={draft} choices={choices} reader={tools} />
        )}
      </Flex>
    </Accordion>
  );
}
