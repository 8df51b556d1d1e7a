import {
  AutoGrid,
  Button,
  Flex,
  Heading,
  Input,
  LoadingButton,
  Select,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDraft, useKept } from '../unsaved/unsaved.tsx';
import type { OwnContextLabel, SettingsView } from './contract.ts';
import type { SettingsTools } from './use-settings.ts';

type Label = OwnContextLabel['label'];

const meanings: Readonly<Record<Label, string>> = {
  why: 'Why: opens the first email',
  about: 'About us: what we do',
  offer: 'Offer: what the contact can have',
  ask: 'Ask: the question at the end',
  subject: 'Subject: of the first email',
  tone: 'Tone: formal, informal or short',
  private: 'Private: reaches no email',
};
const nameOf = (label: Label): string => meanings[label].replace(/:.*/, '');

/** Words of the account's own that stand before lines of a Context. */
export function ContextLabels({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const [version, setVersion] = useState(0);
  const [word, setWord] = useDraft('label.word', () => '');
  const [label, setLabel] = useKept<Label>('label.meaning', () => 'why');
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = async (labels: SettingsView['contextLabels'], done: string) => {
    const outcome = await tools.run({
      name: 'context-labels',
      request: () => tools.api.changeContextLabels(labels),
      done: () => done,
    });
    if (outcome === 'busy') return;
    setRefusal(outcome.ok ? null : outcome.problem.message);
    if (!outcome.ok) return;
    setWord('');
    setVersion((now) => now + 1);
  };
  const add = () => {
    const added = { word: word.trim(), label };
    return change([...view.contextLabels, added], `“${added.word}” now means ${nameOf(label)}.`);
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>Labels in a Context</Heading>
      <Text>
        A line of a Context that begins with a label, such as “Why:” or “Angebot:”, reaches the emails as it
        is written. Baton knows its seven labels in eight languages; add the words that your team uses.
      </Text>
      <OwnLabels
        labels={view.contextLabels}
        running={tools.running !== null}
        onRemove={(gone) =>
          void change(
            view.contextLabels.filter((one) => one !== gone),
            `“${gone.word}” is no label any more.`,
          )
        }
      />
      <AutoGrid columnWidth={240} flexible gap="sm">
        <Input
          key={version}
          label="Word"
          name="contextLabelWord"
          testId="label-word"
          placeholder="Hook"
          defaultValue={word}
          error={refusal !== null}
          validationMessage={refusal ?? undefined}
          onInput={(text) => {
            setRefusal(null);
            setWord(text);
          }}
        />
        <Select
          label="Means"
          name="contextLabelMeaning"
          testId="label-meaning"
          value={label}
          options={Object.entries(meanings).map(([value, text]) => ({ value, label: text }))}
          // one of the options above
          onChange={(value) => setLabel(value as Label)}
        />
      </AutoGrid>
      <Flex direction="row">
        <LoadingButton
          variant="secondary"
          testId="add-label"
          loading={tools.running === 'context-labels'}
          disabled={word.trim() === '' || tools.running !== null}
          onClick={() => void add()}
        >
          Add
        </LoadingButton>
      </Flex>
    </Flex>
  );
}

interface OwnProps {
  labels: SettingsView['contextLabels'];
  running: boolean;
  onRemove: (label: OwnContextLabel) => void;
}

function OwnLabels({ labels, running, onRemove }: OwnProps) {
  return labels.map((one) => (
    <Flex key={one.word} direction="row" gap="sm" align="center" wrap testId={`own-label-${one.word}`}>
      <Text format={{ fontWeight: 'demibold' }} inline>
        {`${one.word}:`}
      </Text>
      <Tag variant={one.label === 'private' ? 'default' : 'info'}>{nameOf(one.label)}</Tag>
      <Button size="xs" variant="transparent" disabled={running} onClick={() => onRemove(one)}>
        Remove
      </Button>
    </Flex>
  ));
}
