import { Alert, DescriptionList, DescriptionListItem, Flex, ProgressBar, Text } from '@hubspot/ui-extensions';
import { money } from '../model-trial/words.ts';
import { moment } from '../wording/dates.ts';
import { counted, number } from '../wording/numbers.ts';
import type { LanguageModelView } from './contract.ts';
import { providers } from './language-model-draft.ts';
import type { SettingsTools } from './use-settings.ts';

interface Props {
  view: LanguageModelView;
  tools: SettingsTools;
}

type Tone = 'default' | 'success' | 'warning' | 'danger';

/** In a word. */
export function statusOf({ enabled, writes, failingSince, usedUpUntil }: LanguageModelView): {
  label: string;
  tone: Tone;
} {
  if (!enabled && !writes) return { label: 'Off', tone: 'default' };
  if (failingSince !== null) return { label: 'Does not answer', tone: 'danger' };
  if (usedUpUntil !== null) return { label: 'Budget used up', tone: 'warning' };
  const label = enabled && writes ? 'Reads and writes' : writes ? 'Writes' : 'On';
  return { label, tone: 'success' };
}

/** Which model is asked, what it has taken today, and what keeps it from answering. */
export function LanguageModelStatus({ view, tools }: Props) {
  return (
    <Flex direction="column" gap="sm">
      <DescriptionList direction="row">
        <DescriptionListItem label="Provider">
          <Text>{view.kind === 'openai-compatible' ? (view.baseUrl ?? '') : providers[view.kind]}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Model">
          <Text testId="language-model-name">{view.model}</Text>
        </DescriptionListItem>
      </DescriptionList>
      <Today view={view} tools={tools} />
      <UsedUp view={view} tools={tools} />
      <Failing view={view} tools={tools} />
    </Flex>
  );
}

function Today({ view: { today, dailyTokens, dailyCost, usedUpUntil }, tools }: Props) {
  const questions = counted(today.questions, 'question', 'questions', tools.locale);
  const cost =
    today.cost === null ? '' : `, ${money(today.cost)}${dailyCost === null ? '' : ` of ${money(dailyCost)}`}`;
  const tokens = `${number(today.tokens, tools.locale)} of ${number(dailyTokens, tools.locale)} tokens`;
  return (
    <ProgressBar
      title="Today’s budget, since midnight UTC"
      testId="language-model-today"
      variant={usedUpUntil === null ? 'success' : 'warning'}
      value={Math.min(today.tokens, dailyTokens)}
      maxValue={Math.max(1, dailyTokens)}
      valueDescription={`${tokens}${cost}, ${questions}`}
    />
  );
}

function UsedUp({ view, tools }: Props) {
  const { enabled, writes, usedUpUntil } = view;
  if (!(enabled || writes) || usedUpUntil === null) return null;
  return (
    <Alert variant="warning" title="The budget of today is used up" testId="language-model-used-up">
      <Text>
        {`${insteadWords(view)} until ${moment(usedUpUntil, tools)}. To have the model asked today, allow more under Change.`}
      </Text>
    </Alert>
  );
}

/** What happens without the model. */
const insteadWords = ({ enabled, writes }: Pick<LanguageModelView, 'enabled' | 'writes'>): string =>
  enabled && writes
    ? 'Answers in doubt go to a person, and emails leave with the text of their sequence'
    : writes
      ? 'Emails leave with the text of their sequence'
      : 'Answers in doubt go to a person';

/** Also what is mended by now: it may come again. */
function Failing({ view, tools }: Props) {
  const { enabled, writes, lastFailure, failingSince, pausedUntil, model } = view;
  if (lastFailure === null) return null;
  if (!(enabled || writes) || failingSince === null)
    return (
      <Text variant="microcopy" testId="language-model-last-failure">
        {`Last failure, ${moment(lastFailure.at, tools)}: ${lastFailure.text}`}
      </Text>
    );
  const again =
    pausedUntil === null
      ? 'Baton asks again with the next question.'
      : `Baton asks again from ${moment(pausedUntil, tools)} on.`;
  return (
    <Alert
      variant="danger"
      title={`${model} has not answered since ${moment(failingSince, tools)}`}
      testId="language-model-failure"
    >
      <Text>{`${lastFailure.text} ${again} ${insteadWords(view)} until then.`}</Text>
    </Alert>
  );
}
