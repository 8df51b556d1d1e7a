import { Alert, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { moment } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import type { CardTools } from './card-tools.ts';
import type { CardView, ClosedLead } from './contract.ts';
import { ElsewhereLine } from './elsewhere.tsx';
import { HandOver } from './hand-over.tsx';

type Available = Extract<CardView, { kind: 'available' }>;

/** The contact is with a person: who could take it, and what the last conversation came to. */
export function AvailablePanel({ view, tools }: { view: Available; tools: CardTools }) {
  return (
    <Flex direction="column" gap="sm">
      {tools.layout === 'tab' ? <Heading>Hand this contact to an assistant</Heading> : null}
      <Text>
        The assistant becomes the contact owner, follows up by email and hands the contact back when a person
        is needed.
      </Text>
      {view.obstacle ? <Alert variant="warning" title={view.obstacle} testId="obstacle" /> : null}
      <ElsewhereLine elsewhere={view.elsewhere} reader={tools} />
      <HandOver
        assistants={view.assistants}
        blocked={view.obstacle !== null}
        firstThing
        again={view.again}
        tools={tools}
      />
      {view.last ? <LastConversation last={view.last} reader={tools} /> : null}
    </Flex>
  );
}

function LastConversation({ last, reader }: { last: ClosedLead; reader: Reader }) {
  return (
    <Text variant="microcopy" testId="last-conversation">
      {`Last time with ${last.assistantName}, until ${moment(last.closedAt, reader)}: ${last.reason}`}
    </Text>
  );
}
