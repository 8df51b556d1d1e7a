import { Alert, Divider, Flex, List, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { TaughtPhrases } from '../phrases/taught-phrases.tsx';
import { ProblemState, StaleNotice } from '../notices/problem-notice.tsx';
import { Assistants } from './assistants.tsx';
import { Connection } from './connection.tsx';
import type { SettingsView } from './contract.ts';
import { Disconnecting } from './disconnect.tsx';
import { FallbackOwner } from './fallback-owner.tsx';
import { LanguageModel } from './language-model.tsx';
import { LeadStatusMapping } from './lead-status.tsx';
import { RegularCheck } from './regular-check.tsx';
import { RepsSee } from './reps-see.tsx';
import { Schedule } from './schedule.tsx';
import { useSettings } from './use-settings.ts';
import type { SettingsTools } from './use-settings.ts';
import { nextThingToDo } from './words.ts';

/** Everything an admin configures. */
export function SettingsPage() {
  const { state, refresh, tools } = useSettings();
  if (state.status === 'loading')
    return <LoadingSpinner label="Loading" showLabel layout="centered" testId="loading" />;
  if (state.status === 'failed')
    return <ProblemState problem={state.problem} subject="the settings" onRetry={refresh} />;
  return (
    <Flex direction="column" gap="md">
      {state.problem ? <StaleNotice problem={state.problem} onRetry={refresh} /> : null}
      <Sections view={state.view} tools={tools} />
    </Flex>
  );
}

function Sections({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const next = nextThingToDo(view);
  return (
    <Flex direction="column" gap="md">
      {next ? (
        <Alert variant="tip" title="What to do next" testId="next-thing">
          <Text>{next}</Text>
        </Alert>
      ) : null}
      <Warnings warnings={view.warnings} />
      <Disconnecting view={view} />
      <Connection view={view} tools={tools} />
      {view.connection.status === 'not-connected' ? null : (
        <>
          <Divider />
          <Assistants view={view} tools={tools} />
          <Divider />
          <FallbackOwner view={view} tools={tools} />
          <Divider />
          <LeadStatusMapping leadStatus={view.leadStatus} tools={tools} />
          <Divider />
          <TaughtPhrases />
          <Divider />
          <Schedule view={view} tools={tools} />
          <Divider />
          <RepsSee view={view} tools={tools} />
          <Divider />
          <LanguageModel view={view} tools={tools} />
          <Divider />
          <RegularCheck view={view} tools={tools} />
        </>
      )}
    </Flex>
  );
}

/** What keeps Baton from doing all it could. */
function Warnings({ warnings }: { warnings: readonly string[] }) {
  const [first, ...more] = warnings;
  if (first === undefined) return null;
  if (more.length === 0) return <Alert variant="warning" title={first} testId="warnings" />;
  return (
    <Alert variant="warning" title="Worth a look" testId="warnings">
      <List variant="unordered">
        {warnings.map((warning) => (
          <Text key={warning}>{warning}</Text>
        ))}
      </List>
    </Alert>
  );
}
