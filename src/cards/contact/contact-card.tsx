import { Flex, LoadingSpinner } from '@hubspot/ui-extensions';
import { ProblemState, StaleNotice } from '../notices/problem-notice.tsx';
import { CardBody } from './card-body.tsx';
import type { Layout } from './card-tools.ts';
import { useContactCard } from './use-contact-card.ts';

/** Baton on a contact record. The sidebar shows the same as the tab, only less of it. */
export function ContactCard({ layout }: { layout: Layout }) {
  const { state, refresh, tools, contactId } = useContactCard(layout);
  if (state.status === 'loading')
    return <LoadingSpinner label="Loading" showLabel layout="centered" testId="loading" />;
  if (state.status === 'failed')
    return <ProblemState problem={state.problem} subject="this contact" onRetry={refresh} />;
  return (
    <Flex direction="column" gap={layout === 'tab' ? 'md' : 'sm'}>
      {state.problem ? <StaleNotice problem={state.problem} onRetry={refresh} /> : null}
      <CardBody key={contactId} view={state.view} tools={tools} />
    </Flex>
  );
}
