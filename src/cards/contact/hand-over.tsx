import { Flex, LoadingButton, Select, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CardTools } from './card-tools.ts';
import type { CardBase } from './contract.ts';

interface Props {
  assistants: CardBase['assistants'];
  /** Something keeps this contact from being handed over. */
  blocked: boolean;
  /** The contact was with an assistant before: handing over is then not the first thing to do. */
  again: boolean;
  tools: CardTools;
}

/** "Hand to Tara"; with several assistants, a choice first. */
export function HandOver({ assistants, blocked, again, tools }: Props) {
  const [chosenId, choose] = useState<string | null>(null);
  const chosen =
    assistants.find(({ id }) => id === chosenId) ?? assistants.find(({ ready }) => ready) ?? assistants[0];
  if (!chosen) return null;
  const { id, name } = chosen;
  const handOver = () =>
    tools.run({
      name: 'hand-over',
      request: () => tools.api.handOver(id),
      done: () => `${name} takes over this contact.`,
    });
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
        variant={again ? 'secondary' : 'primary'}
        testId="hand-over"
        loading={tools.running === 'hand-over'}
        disabled={blocked || !chosen.ready || tools.running !== null}
        onClick={() => void handOver()}
      >
        {again ? `Hand to ${name} again` : `Hand to ${name}`}
      </LoadingButton>
      {chosen.ready ? null : <Text variant="microcopy">{chosen.hint}</Text>}
    </Flex>
  );
}
