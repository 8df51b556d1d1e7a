import { ErrorState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { ReactNode } from 'react';
import { ProblemState, StaleNotice } from '../notices/problem-notice.tsx';
import type { Shown } from './use-pages.ts';

interface Props<View> {
  shown: Shown<View>;
  /** What could not be shown, for the title: `the leads`. */
  subject: string;
  children: (view: View) => ReactNode;
}

/** Draws a view, or why there is none; says so when it may be out of date. */
export function PageState<View>({ shown, subject, children }: Props<View>) {
  const { view, problem, refresh } = shown;
  if (view === null) {
    if (problem === null)
      return <LoadingSpinner label="Loading" showLabel layout="centered" testId="loading" />;
    if (problem.kind === 'reconnect') return <NotConnected message={problem.message} />;
    return <ProblemState problem={problem} subject={subject} onRetry={refresh} />;
  }
  return (
    <Flex direction="column" gap="md">
      {problem ? <StaleNotice problem={problem} onRetry={refresh} /> : null}
      {children(view)}
    </Flex>
  );
}

/** The settings page knows who may connect the account, and how. */
function NotConnected({ message }: { message: string }) {
  return (
    <ErrorState type="lock" title="Baton is not connected to this account" testId="reconnect">
      <Flex direction="column" gap="sm" align="center">
        <Text>{message}</Text>
        <PageLink to="/settings" params={{ section: 'connection' }}>
          Open Baton’s settings
        </PageLink>
      </Flex>
    </ErrorState>
  );
}
