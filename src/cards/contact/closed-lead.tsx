import { Alert, Flex, LoadingButton, LoadingSpinner, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { moment } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import { stateWords } from '../wording/lead-states.ts';
import { WrittenText } from '../wording/written-text.tsx';
import type { CardTools } from './card-tools.ts';
import type { CardView, ClosedLead } from './contract.ts';
import { ElsewhereLine } from './elsewhere.tsx';
import { HandOver } from './hand-over.tsx';
import { SuggestedAnswerTile } from './suggested-answer.tsx';

/** The hand-back is decided; HubSpot shows the old owner for a moment longer. */
export function HandingBackPanel({ lead, tools }: { lead: ClosedLead; tools: CardTools }) {
  return (
    <Flex direction="column" gap="sm">
      <LoadingSpinner
        label={`${lead.assistantName} hands this contact back`}
        showLabel
        size="sm"
        testId="handing-back"
      />
      <Outcome lead={lead} reader={tools} />
    </Flex>
  );
}

/** The assistant is done: why, when, to whom, and what the contact wrote. */
export function ClosedLeadPanel({
  view,
  tools,
  actions,
  onReply,
}: {
  view: Extract<CardView, { kind: 'done' }>;
  tools: CardTools;
  /** What can be asked for now: taking it up comes before handing it over again. */
  actions: ReactNode;
  /** Opens the reply as the assistant. */
  onReply: () => void;
}) {
  const { lead, suggestion } = view;
  const yours = lead.needsYou;
  return (
    <Flex direction="column" gap="sm">
      {yours ? (
        <Alert
          variant={needs[lead.state]?.tone ?? 'warning'}
          title={needs[lead.state]?.title ?? 'This contact needs you'}
          testId="needs-you"
        >
          <Text>{lead.reason}</Text>
        </Alert>
      ) : null}
      <Outcome lead={lead} reader={tools} reasonShown={yours} />
      {suggestion ? <SuggestedAnswerTile suggestion={suggestion} tools={tools} onReply={onReply} /> : null}
      {actions}
      <ElsewhereLine elsewhere={view.elsewhere} reader={tools} />
      <HandOver
        assistants={view.assistants}
        blocked={false}
        firstThing={false}
        again={view.again}
        answerShown={lead.reply !== null && lead.reply.at === view.again?.said?.at}
        tools={tools}
      />
    </Flex>
  );
}

const needs: Partial<Record<ClosedLead['state'], { tone: 'success' | 'danger'; title: string }>> = {
  Hot: { tone: 'success', title: 'This contact needs you' },
  LeadAtRisk: { tone: 'danger', title: 'At risk: nobody has picked this up' },
};

interface DoNotContactProps {
  view: Extract<CardView, { kind: 'do-not-contact' }>;
  tools: CardTools;
}

/** Nobody may write to this contact by email. */
export function DoNotContactPanel({ view, tools }: DoNotContactProps) {
  const { lead, reason, legal, hubspotMail } = view;
  return (
    <Flex direction="column" gap="sm">
      <Alert
        variant="danger"
        title={legal === null ? 'Do not contact' : `Legal: answer by ${legal}`}
        testId="do-not-contact"
      >
        <Text>{reason}</Text>
      </Alert>
      {hubspotMail === null ? null : <Text testId="hubspot-mail">{hubspotMail}</Text>}
      {lead ? <Outcome lead={lead} reader={tools} reasonShown={lead.reason === reason} /> : null}
      {legal === null ? null : <LiftLegal tools={tools} />}
    </Flex>
  );
}

/** For admins: whoever else presses it is told who may. */
function LiftLegal({ tools }: { tools: CardTools }) {
  const lift = () =>
    tools.run({
      name: 'lift-legal',
      request: tools.api.liftLegal,
      done: () => 'The stop is lifted. Handing over asks before anything is sent.',
    });
  return (
    <LoadingButton
      variant="secondary"
      testId="lift-legal"
      loading={tools.running === 'lift-legal'}
      disabled={tools.running !== null}
      onClick={() => void lift()}
    >
      Lift the stop (admins)
    </LoadingButton>
  );
}

const introduced: Readonly<Record<NonNullable<ClosedLead['reply']>['from'], string>> = {
  contact: 'Answer of',
  'mail-server': 'Report of the mail server,',
  program: 'Automatic answer of',
};

function Outcome(props: { lead: ClosedLead; reader: Reader; reasonShown?: boolean }) {
  const { lead, reader } = props;
  const words = stateWords[lead.state];
  const to = lead.handedBackTo ? ` to ${lead.handedBackTo}` : '';
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center" wrap>
        {lead.endedEarly ? null : (
          <StatusTag variant={words.tone} testId="lead-state">
            {words.label}
          </StatusTag>
        )}
        <Text inline testId="outcome">{`Handed back${to} by ${lead.assistantName}`}</Text>
        <Text variant="microcopy" inline>
          {moment(lead.closedAt, reader)}
        </Text>
      </Flex>
      {props.reasonShown ? null : <Text testId="reason">{lead.reason}</Text>}
      {lead.understood ? (
        <Text variant="microcopy" testId="understood">
          {lead.understood}
        </Text>
      ) : null}
      {lead.reply ? (
        <Tile compact testId="reply">
          <Flex direction="column" gap="xs">
            <Text variant="microcopy">{`${introduced[lead.reply.from]} ${moment(lead.reply.at, reader)}`}</Text>
            <WrittenText>{lead.reply.text}</WrittenText>
            {lead.reply.files ? <Text variant="microcopy">{lead.reply.files}</Text> : null}
          </Flex>
        </Tile>
      ) : null}
    </Flex>
  );
}
