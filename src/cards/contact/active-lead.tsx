import { Alert, DescriptionList, DescriptionListItem, Flex, StatusTag, Text } from '@hubspot/ui-extensions';
import { dayInZone, moment } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import { ActiveLeadActions } from './active-lead-actions.tsx';
import type { ActiveView, CardTools } from './card-tools.ts';
import type { ActiveLead } from './contract.ts';
import { NextEmail } from './next-email.tsx';
import { SequenceProgress } from './sequence-progress.tsx';
import { stateWords } from '../wording/lead-states.ts';

/** The contact is with an assistant: where it stands and what comes next. */
export function ActiveLeadPanel({ view, tools }: { view: ActiveView; tools: CardTools }) {
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
        <ActiveLeadActions view={view} tools={tools} />
      </Flex>
      <Standing view={view} tools={tools} />
      <SequenceProgress lead={lead} layout={tools.layout} />
      <NextEmail lead={lead} tools={tools} context={view.context.own} />
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
    case 'queued':
      return (
        <Alert variant="info" title={`${view.lead.assistantName} has not started yet`} testId="queued">
          <Text>{view.why}</Text>
        </Alert>
      );
    case 'out-of-office':
      return (
        <Alert variant="info" title="Out of office" testId="out-of-office">
          <Text>{`Back on ${dayInZone(view.until, view.lead.timeZone, tools.locale)}; no email goes out before.`}</Text>
        </Alert>
      );
    case 'paused':
      return (
        <Alert variant="warning" title="Paused" testId="paused">
          <Text>{view.why}</Text>
        </Alert>
      );
  }
}

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
