import { Alert, Divider, Flex, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { ActiveLeadPanel } from './active-lead.tsx';
import { AvailablePanel } from './available.tsx';
import { ActionForm } from './action-form.tsx';
import type { CardTools, ContactView } from './card-tools.ts';
import { ClosedLeadPanel, DoNotContactPanel, HandingBackPanel } from './closed-lead.tsx';
import { ConnectPanel, NoAssistantPanel } from './connect.tsx';
import { ContextSection, UnusedContext } from './context-section.tsx';
import type { CardView, RepAction } from './contract.ts';
import { MergedPanel } from './merged.tsx';
import { isWithAssistant } from './rep-action-words.ts';
import { RepActions } from './rep-actions.tsx';
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
    case 'merged':
      return <MergedPanel into={view.into} />;
    case 'available':
    case 'queued':
    case 'nurturing':
    case 'waiting-approval':
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

function ContactState({ view, tools }: { view: ContactView; tools: CardTools }) {
  const [form, open] = useState<RepAction | null>(null);
  const actions = <RepActions view={view} tools={tools} open={open} />;
  return (
    <Flex direction="column" gap={tools.layout === 'tab' ? 'md' : 'sm'}>
      {view.notices.map(({ tone, text }) =>
        tone === 'info' ? null : <Alert key={text} title={text} variant={tone} />,
      )}
      <UnusedContext view={view} />
      <StatePanel view={view} tools={tools} actions={actions} onReply={() => open('reply')} />
      {form === null ? null : (
        <ActionForm key={form} action={form} view={view} tools={tools} onClose={() => open(null)} />
      )}
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

function StatePanel(props: PanelProps) {
  const { view, actions } = props;
  const panel = <Panel {...props} />;
  // With an assistant they stand beside the state.
  if (isWithAssistant(view) || view.kind === 'done') return panel;
  return (
    <Flex direction="column" gap="sm">
      {panel}
      {actions}
    </Flex>
  );
}

interface PanelProps {
  view: ContactView;
  tools: CardTools;
  actions: ReactNode;
  onReply: () => void;
}

function Panel({ view, tools, actions, onReply }: PanelProps) {
  switch (view.kind) {
    case 'available':
      return <AvailablePanel view={view} tools={tools} />;
    case 'queued':
    case 'nurturing':
    case 'waiting-approval':
    case 'out-of-office':
    case 'paused':
      return <ActiveLeadPanel view={view} tools={tools} actions={actions} />;
    case 'handing-back':
      return <HandingBackPanel lead={view.lead} tools={tools} />;
    case 'done':
      return <ClosedLeadPanel view={view} tools={tools} actions={actions} onReply={onReply} />;
    case 'do-not-contact':
      return <DoNotContactPanel view={view} tools={tools} />;
  }
}
