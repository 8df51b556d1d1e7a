import { Alert, DescriptionList, DescriptionListItem, Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { dayInZone, moment } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import type { ReactNode } from 'react';
import type { ActiveView, CardTools } from './card-tools.ts';
import type { ActiveLead } from './contract.ts';
import { NextEmail } from './next-email.tsx';
import { SubstitutePanel } from './substitute-panel.tsx';
import { SequenceProgress } from './sequence-progress.tsx';
import { WaitingDraft } from './waiting-draft.tsx';
import { stateWords } from '../wording/lead-states.ts';

/** The contact is with an assistant: where it stands and what comes next. */
export function ActiveLeadPanel({
  view,
  tools,
  actions,
}: {
  view: ActiveView;
  tools: CardTools;
  /** What can be asked for now. */
  actions: ReactNode;
}) {
  const { lead } = view;
  const words = stateWords[lead.state];
  return (
    <Flex direction="column" gap="md">
      <Flex direction="row" justify="between" align="center" wrap gap="sm">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Text format={{ fontWeight: 'demibold' }} inline>{`With ${lead.assistantName}`}</Text>
          <StatusTag variant={words.tone} testId="lead-state">
            {words.label}
          </StatusTag>
        </Flex>
        {actions}
      </Flex>
      <Standing view={view} tools={tools} />
      {lead.campaign ? (
        <Text variant="microcopy" testId="campaign">
          {`Campaign “${lead.campaign.name}”${lead.campaign.keepsOwner ? '; the owner stays' : ''}.`}
        </Text>
      ) : null}
      <Interest lead={lead} reader={tools} />
      <SequenceProgress lead={lead} layout={tools.layout} />
      {view.kind === 'waiting-approval' ? (
        <WaitingDraft view={view} tools={tools} />
      ) : (
        <NextEmail lead={lead} tools={tools} context={view.context.own} />
      )}
      {tools.layout === 'tab' ? <LeadFacts lead={lead} reader={tools} /> : null}
    </Flex>
  );
}

/** Why nothing goes out at the moment, if so. */
function Standing({ view, tools }: { view: ActiveView; tools: CardTools }) {
  switch (view.kind) {
    case 'nurturing':
      return view.lead.waiting === null || view.lead.nextEmailAt === null ? null : (
        <Alert
          variant="info"
          title={`Nothing is sent before ${dayInZone(view.lead.nextEmailAt, view.lead.timeZone, tools.locale)}`}
          testId="waiting"
        >
          <Text>{view.lead.waiting}</Text>
        </Alert>
      );
    case 'waiting-approval':
      return null;
    case 'queued':
      return (
        <Alert variant="info" title={`${view.lead.assistantName} has not started yet`} testId="queued">
          <Text>{view.why}</Text>
        </Alert>
      );
    case 'out-of-office':
      return (
        <Flex direction="column" gap="sm">
          <Alert variant="info" title="Out of office" testId="out-of-office">
            <Text>{`Back on ${dayInZone(view.until, view.lead.timeZone, tools.locale)}; no email goes out before.`}</Text>
          </Alert>
          {view.substitute ? <SubstitutePanel substitute={view.substitute} tools={tools} /> : null}
        </Flex>
      );
    case 'paused':
      return (
        <Alert variant="warning" title="Paused" testId="paused">
          <Text>{view.why}</Text>
        </Alert>
      );
  }
}

/** What the contact did with the emails, and when it reads; nothing where nothing is known. */
function Interest({ lead: { interest, reads }, reader }: { lead: ActiveLead; reader: Reader }) {
  const parts = [
    interest?.openedAt
      ? `Opened ${emails(interest.opened)}, last ${moment(interest.openedAt, reader)}`
      : null,
    interest?.clickedAt ? `Followed a link ${moment(interest.clickedAt, reader)}` : null,
    reads === null ? null : `Usually reads ${reads}`,
  ].filter((part) => part !== null);
  if (parts.length === 0) return null;
  return <Text variant="microcopy" testId="interest">{`${parts.join(' · ')}.`}</Text>;
}

const emails = (count: number): string => (count === 1 ? '1 email' : `${count} emails`);

function LeadFacts({ lead, reader }: { lead: ActiveLead; reader: Reader }) {
  return (
    <DescriptionList direction="row">
      <DescriptionListItem label="Sequence">
        <Text>{lead.sequenceName}</Text>
      </DescriptionListItem>
      <DescriptionListItem label="Prior owner">
        <Text>{lead.priorOwnerName ?? 'Nobody'}</Text>
      </DescriptionListItem>
      <DescriptionListItem label="Handed over">
        <Text>{moment(lead.since, reader)}</Text>
      </DescriptionListItem>
    </DescriptionList>
  );
}
