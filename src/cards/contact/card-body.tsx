import { Alert, Divider, Flex, Text } from '@hubspot/ui-extensions';
import { ActiveLeadPanel } from './active-lead.tsx';
import { AvailablePanel } from './available.tsx';
import type { CardTools } from './card-tools.ts';
import { ClosedLeadPanel, DoNotContactPanel, HandingBackPanel } from './closed-lead.tsx';
import { ConnectPanel, NoAssistantPanel } from './connect.tsx';
import { ContextSection } from './context-section.tsx';
import type { CardBase, CardView } from './contract.ts';
import { WhyTimeline } from './why-timeline.tsx';

interface Props {
  view: CardView;
  tools: CardTools;
}

/** The card for every state a contact can be in. */
export function CardBody({ view, tools }: Props) {
  switch (view.kind) {
    case 'not-connected':
      return <ConnectPanel installUrl={view.installUrl} reason={null} />;
    case 'reconnect':
      return <ConnectPanel installUrl={view.installUrl} reason={view.reason} />;
    case 'no-assistant':
      return <NoAssistantPanel hint={view.settingsHint} />;
    case 'available':
    case 'queued':
    case 'nurturing':
    case 'out-of-office':
    case 'paused':
    case 'handing-back':
    case 'done':
    case 'do-not-contact':
      return <ContactState view={view} tools={tools} />;
    default:
      // a newer backend than this card: HubSpot may serve a cached card for a while
      return (
        <Alert variant="info" title="Reload the page" testId="unknown-kind">
          <Text>Baton has been updated. Reload the page to see this contact.</Text>
        </Alert>
      );
  }
}

type ContactView = Extract<CardView, CardBase>;

function ContactState({ view, tools }: { view: ContactView; tools: CardTools }) {
  return (
    <Flex direction="column" gap={tools.layout === 'tab' ? 'md' : 'sm'}>
      {view.notices.map(({ tone, text }) =>
        tone === 'info' ? null : <Alert key={text} title={text} variant={tone} />,
      )}
      <StatePanel view={view} tools={tools} />
      <PassingNotices view={view} />
      <ContextSection view={view} tools={tools} />
      {view.timeline.length > 0 && tools.layout === 'tab' ? <Divider /> : null}
      <WhyTimeline entries={view.timeline} tools={tools} />
    </Flex>
  );
}

/** What needs nobody's attention and is soon over stands in small print, where its coming and going moves little. */
function PassingNotices({ view }: { view: ContactView }) {
  return view.notices.map(({ tone, text }) =>
    tone === 'info' ? (
      <Text key={text} variant="microcopy" testId="passing">
        {text}
      </Text>
    ) : null,
  );
}

function StatePanel({ view, tools }: { view: ContactView; tools: CardTools }) {
  switch (view.kind) {
    case 'available':
      return <AvailablePanel view={view} tools={tools} />;
    case 'queued':
    case 'nurturing':
    case 'out-of-office':
    case 'paused':
      return <ActiveLeadPanel view={view} tools={tools} />;
    case 'handing-back':
      return <HandingBackPanel lead={view.lead} tools={tools} />;
    case 'done':
      return <ClosedLeadPanel view={view} tools={tools} />;
    case 'do-not-contact':
      return <DoNotContactPanel view={view} tools={tools} />;
  }
}
