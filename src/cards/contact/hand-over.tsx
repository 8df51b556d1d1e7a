import { Flex, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CardTools } from './card-tools.ts';
import type { Again, CardBase } from './contract.ts';
import { SeenBefore } from './seen-before.tsx';

interface Props {
  assistants: CardBase['assistants'];
  /** Something keeps this contact from being handed over. */
  blocked: boolean;
  /** Nothing else is to be done first. */
  firstThing: boolean;
  /** What was said and sent before: it is shown, and asked about. */
  again: Again | null;
  /** The last answer stands on the card already. */
  answerShown?: boolean;
  tools: CardTools;
}

/** "Hand to Tara"; with several assistants, a choice first. Whoever was written to before is not handed over unseen. */
export function HandOver({ assistants, blocked, firstThing, again, answerShown = false, tools }: Props) {
  const [chosenId, choose] = useState<string | null>(null);
  const [asking, ask] = useState(false);
  const chosen =
    assistants.find(({ id }) => id === chosenId) ?? assistants.find(({ ready }) => ready) ?? assistants[0];
  if (!chosen) return null;
  const { id, name } = chosen;
  const handOver = async () => {
    ask(false);
    await tools.run({
      name: 'hand-over',
      request: () => tools.api.handOver(id, again !== null),
      done: () => `${name} takes over this contact.`,
    });
  };
  if (asking && again)
    return (
      <SeenBefore
        again={again}
        answerShown={answerShown}
        assistant={chosen}
        tools={tools}
        onConfirm={() => void handOver()}
        onCancel={() => ask(false)}
      />
    );
  return (
    <Flex direction="column" gap="sm" align="start">
      {assistants.length > 1 ? (
        <Select
          label="Assistant"
          name="assistant"
          testId="assistant"
          value={id}
          options={assistants.map((each) => ({ label: `${each.name}, ${each.role}`, value: each.id }))}
          onChange={(value) => choose(String(value))}
        />
      ) : null}
      <LoadingButton
        variant={firstThing && again === null ? 'primary' : 'secondary'}
        testId="hand-over"
        loading={tools.running === 'hand-over'}
        disabled={blocked || !chosen.ready || tools.running !== null}
        onClick={() => (again ? ask(true) : void handOver())}
      >
        {firstThing && again === null ? `Hand to ${name}` : `Hand to ${name} again`}
      </LoadingButton>
      {chosen.ready ? null : <Text variant="microcopy">{chosen.hint}</Text>}
    </Flex>
  );
}
