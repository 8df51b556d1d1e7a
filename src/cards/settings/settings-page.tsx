import { Flex, LoadingSpinner, Tab, Tabs } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { SetUp } from '../hubspot-api/set-up.tsx';
import { ProblemState, StaleNotice } from '../notices/problem-notice.tsx';
import { UnsavedProvider, useUnsaved } from '../unsaved/unsaved.tsx';
import { AllSettings } from './all-settings.tsx';
import { Connection } from './connection.tsx';
import type { SettingsView } from './contract.ts';
import { Disconnecting } from './disconnect.tsx';
import { NextThing } from './next-thing.tsx';
import { Section } from './section.tsx';
import { ALL, isSection, sectionStates } from './sections.ts';
import type { Place } from './sections.ts';
import { UnsavedNotice } from './unsaved-notice.tsx';
import { useMailDomains } from './use-mail-domains.ts';
import { useSettings } from './use-settings.ts';
import type { SettingsTools } from './use-settings.ts';

/** Everything an admin configures, where HubSpot shows an app's settings: it gives them no addresses of their own. */
export function SettingsPage() {
  const [place, goTo] = useState<string>(ALL);
  return (
    <UnsavedProvider>
      <SettingsSections place={place} goTo={goTo} />
    </UnsavedProvider>
  );
}

interface PlaceProps {
  /** The section shown; what is none stands for all of them. */
  place: string | undefined;
  goTo: (place: Place) => void;
}

/** The settings, one section at a time, below an UnsavedProvider. */
export function SettingsSections({ place, goTo }: PlaceProps) {
  const { state, refresh, tools } = useSettings();
  if (state.status === 'loading')
    return <LoadingSpinner label="Loading" showLabel layout="centered" testId="loading" />;
  if (state.status === 'failed')
    return <ProblemState problem={state.problem} subject="the settings" onRetry={refresh} />;
  const { view, problem } = state;
  const never = view.connection.status === 'not-connected';
  return (
    <Flex direction="column" gap="md">
      {problem ? <StaleNotice problem={problem} onRetry={refresh} /> : null}
      <Disconnecting view={view} />
      {never ? (
        <NotConnected view={view} tools={tools} />
      ) : (
        <Sections view={view} tools={tools} place={isSection(place) ? place : ALL} goTo={goTo} />
      )}
    </Flex>
  );
}

/** There is nothing else to set as yet. */
const NotConnected = (props: { view: SettingsView; tools: SettingsTools }) => (
  <>
    <NextThing view={props.view} />
    <Connection {...props} />
  </>
);

interface SectionsProps {
  view: SettingsView;
  tools: SettingsTools;
  place: Place;
  goTo: (place: Place) => void;
}

function Sections({ view, tools, place, goTo }: SectionsProps) {
  const domains = useMailDomains(view, tools.api);
  const states = sectionStates(view, domains.known, tools.locale);
  const unsaved = useUnsaved().sections;
  const here = states.find(({ section }) => section === place);
  return (
    <Flex direction="column" gap="md">
      <UnsavedNotice place={place} goTo={goTo} />
      <Tabs
        testId="sections"
        selected={place}
        variant="enclosed"
        // one of the tabs below
        onSelectedChange={(chosen: string | number) => goTo(chosen as Place)}
      >
        <Tab tabId={ALL} title="All settings" testId="section-all">
          {place === ALL ? (
            <Flex direction="column" gap="md">
              <SetUp view={view} tools={tools} />
              <NextThing view={view} goTo={goTo} />
              <AllSettings states={states} unsaved={unsaved} goTo={goTo} />
            </Flex>
          ) : null}
        </Tab>
        {states.map(({ section, title, attention }) => (
          <Tab
            key={section}
            tabId={section}
            testId={`section-${section}`}
            title={`${title}${attention.length > 0 ? ` (${attention.length})` : ''}`}
          >
            {section === place && here ? (
              <Section state={here} view={view} tools={tools} domains={domains} />
            ) : null}
          </Tab>
        ))}
      </Tabs>
    </Flex>
  );
}
