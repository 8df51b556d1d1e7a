import { Alert, Divider, Flex, List, Text } from '@hubspot/ui-extensions';
import type { ReactNode } from 'react';
import { Exclusions } from '../exclusions/exclusions.tsx';
import { ApiBudgetPart } from '../hubspot-api/api-budget.tsx';
import { ApiUsePart } from '../hubspot-api/api-use.tsx';
import { DataSync } from '../hubspot-api/data-sync.tsx';
import { EmailActivity } from '../hubspot-api/email-activity.tsx';
import { SetUp } from '../hubspot-api/set-up.tsx';
import { Fields } from '../fields/fields.tsx';
import { Knowledge } from '../knowledge/knowledge.tsx';
import { TaughtPhrases } from '../phrases/taught-phrases.tsx';
import { UnsavedSection } from '../unsaved/unsaved.tsx';
import { Assistants } from './assistants.tsx';
import { AtRisk } from './at-risk.tsx';
import { ClosedDays } from './closed-days.tsx';
import { Connection } from './connection.tsx';
import { ContextLabels } from './context-labels.tsx';
import type { SettingsSection, SettingsView } from './contract.ts';
import { FallbackOwner } from './fallback-owner.tsx';
import { Footer } from './footer.tsx';
import { LanguageModel } from './language-model.tsx';
import { LeadStatusMapping } from './lead-status.tsx';
import { NamedSubstitutes } from './named-substitutes.tsx';
import { OpensAndClicks } from './opens-and-clicks.tsx';
import { OptOuts } from './opt-outs.tsx';
import { RegularCheck } from './regular-check.tsx';
import { RepsSee } from './reps-see.tsx';
import { Schedule } from './schedule.tsx';
import type { SectionState } from './sections.ts';
import type { MailDomains } from './use-mail-domains.ts';
import type { SettingsTools } from './use-settings.ts';

interface PartProps {
  view: SettingsView;
  tools: SettingsTools;
  domains: MailDomains;
}

type Part = (props: PartProps) => ReactNode;

/** What stands in each section, from top to bottom. */
const parts: Readonly<Record<SettingsSection, readonly Part[]>> = {
  connection: [Connection, RegularCheck],
  'hubspot-api': [SetUp, ApiBudgetPart, ApiUsePart, DataSync, EmailActivity],
  assistants: [Assistants],
  sending: [
    Schedule,
    ({ view, tools }) => <ClosedDays sending={view.sending} tools={tools} />,
    ({ view, tools }) => <Footer sending={view.sending} tools={tools} />,
    ({ view, tools }) => <OpensAndClicks sending={view.sending} tools={tools} />,
  ],
  'do-not-contact': [OptOuts, Exclusions],
  'lead-handling': [
    FallbackOwner,
    ({ view, tools }) => <LeadStatusMapping leadStatus={view.leadStatus} tools={tools} />,
    AtRisk,
    RepsSee,
  ],
  fields: [Fields],
  knowledge: [Knowledge, ContextLabels],
  answers: [TaughtPhrases, NamedSubstitutes],
  'language-model': [LanguageModel],
};

/** One section: what Baton warns of, then its parts, which say themselves what is wrong with them. */
export function Section({ state: { section }, ...props }: PartProps & { state: SectionState }) {
  const warned = props.view.warnings.filter((warning) => warning.section === section);
  return (
    <UnsavedSection name={section}>
      <Flex direction="column" gap="md" testId={`in-${section}`}>
        <Warnings texts={warned.map(({ text }) => text)} />
        {parts[section].map((Shown, index) => (
          <Flex key={`${section} ${index}`} direction="column" gap="md">
            {index > 0 ? <Divider /> : null}
            <Shown {...props} />
          </Flex>
        ))}
      </Flex>
    </UnsavedSection>
  );
}

function Warnings({ texts }: { texts: readonly string[] }) {
  const [first, ...more] = texts;
  if (first === undefined) return null;
  if (more.length === 0) return <Alert variant="warning" title={first} testId="warnings" />;
  return (
    <Alert variant="warning" title="Worth a look" testId="warnings">
      <List variant="unordered">
        {texts.map((text) => (
          <Text key={text}>{text}</Text>
        ))}
      </List>
    </Alert>
  );
}
