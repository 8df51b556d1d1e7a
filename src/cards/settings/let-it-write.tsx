import { Flex, Text, Toggle } from '@hubspot/ui-extensions';
import type { LanguageModelView } from './contract.ts';
import { changeOf, draftOf } from './language-model-draft.ts';
import type { SettingsTools } from './use-settings.ts';

interface Props {
  view: LanguageModelView;
  tools: SettingsTools;
}

/** Apart from reading answers: off until an admin wants it. */
export function LetItWrite({ view, tools }: Props) {
  const change = (writes: boolean) =>
    tools.run({
      name: 'language-model-writes',
      request: () => tools.api.changeLanguageModel(changeOf(draftOf(view), { ...view, writes })),
      done: () =>
        writes
          ? `${view.model} writes the emails of sequences that let the assistant write.`
          : 'Off. Emails leave with the text of their sequence.',
    });
  return (
    <Flex direction="column" gap="xs">
      <Toggle
        label="Let the model write emails"
        name="language-model-writes"
        testId="language-model-writes"
        labelDisplay="inline"
        readOnly={tools.running !== null}
        checked={view.writes}
        onChange={(wanted) => void change(wanted)}
      />
      <Text variant="microcopy">
        It writes the emails that a sequence leaves to the assistant, and suggests answers on Reviews. Each
        sentence names its source; what stands in none waits for a person. If the model fails, or the budget
        of the day is used up, the text of the sequence is sent.
      </Text>
    </Flex>
  );
}
