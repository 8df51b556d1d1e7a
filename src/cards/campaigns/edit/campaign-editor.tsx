import { Button, Flex, LoadingSpinner, StatusTag, Text } from '@hubspot/ui-extensions';
import { useEffect } from 'react';
import { ProblemState } from '../../notices/problem-notice.tsx';
import { PageState } from '../../pages/page-state.tsx';
import { useShown } from '../../pages/use-pages.ts';
import { useLatestAnswer } from '../../requests/latest-answer.ts';
import { UnsavedSection } from '../../unsaved/unsaved.tsx';
import type { CampaignChoices, CampaignDetail } from '../contract.ts';
import { sectionOf } from '../unsaved-campaign.tsx';
import type { CampaignPlace, CampaignsTools } from '../use-campaigns.ts';
import { statusWords } from '../words.ts';
import { stepOf } from './draft.ts';
import { EditorForm } from './editor-form.tsx';

interface Props {
  /** null: a new one. */
  id: string | null;
  step: string;
  place: CampaignPlace;
  tools: CampaignsTools;
}

/** A campaign in four steps. It is read once: what somebody else changes meanwhile is told when it is saved. */
export function CampaignEditor({ id, step, place, tools }: Props) {
  const choices = useShown<CampaignChoices>(
    'campaign choices',
    () => tools.campaigns.choices(),
    () => 60_000,
  );
  const { asked, ask } = useLatestAnswer<CampaignDetail>();
  const load = () => void (id === null ? undefined : ask(() => tools.campaigns.one(id)));
  useEffect(load, [id]);
  const saved = asked.status === 'answered' ? asked.value : null;
  return (
    <Flex direction="column" gap="md" testId="campaign-editor">
      <Head saved={saved} place={place} />
      {asked.status === 'failed' ? (
        <ProblemState problem={asked.problem} subject="the campaign" onRetry={load} />
      ) : id !== null && saved === null ? (
        <LoadingSpinner label="Loading the campaign" showLabel layout="centered" testId="loading" />
      ) : (
        <PageState shown={choices} subject="what a campaign can be made of">
          {(offered) => (
            <UnsavedSection name={sectionOf(id)}>
              <EditorForm
                key={`${id ?? 'new'} ${saved?.version ?? 0}`}
                loaded={saved}
                step={stepOf(step)}
                choices={offered}
                place={place}
                tools={tools}
                onReload={load}
              />
            </UnsavedSection>
          )}
        </PageState>
      )}
    </Flex>
  );
}

function Head({ saved, place }: { saved: CampaignDetail | null; place: CampaignPlace }) {
  return (
    <Flex direction="row" gap="sm" align="center" wrap>
      <Button size="sm" testId="all-campaigns" onClick={() => place.go({})}>
        All campaigns
      </Button>
      {saved === null ? null : (
        <>
          {saved.status === 'draft' ? null : (
            <Button size="sm" testId="back-to-campaign" onClick={() => place.go({ campaign: saved.id })}>
              Back to the campaign
            </Button>
          )}
          <Text
            format={{ fontWeight: 'demibold' }}
            truncate={{ maxWidth: 300, tooltipText: saved.draft.name }}
          >
            {saved.draft.name}
          </Text>
          <StatusTag variant={statusWords[saved.status].tone}>{statusWords[saved.status].label}</StatusTag>
        </>
      )}
    </Flex>
  );
}
