import { Alert, Flex, LoadingSpinner, Select, Text } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import type { FormProps } from './form-props.ts';
import type { CardTools } from './card-tools.ts';
import type { Again, RestartChoice } from './contract.ts';
import { FormButtons } from './form-buttons.tsx';
import { isWithAssistant } from './rep-action-words.ts';
import { ProblemNotice } from './form-problem.tsx';

/** What was said before, for whoever lets the assistant write again. */
function SaidBefore({ again }: { again: Again | null }) {
  if (!again?.said) return null;
  return (
    <Alert
      variant={again.against ? 'danger' : 'warning'}
      title={again.against ? 'The answer was a no, or may be one' : 'The contact has answered'}
      testId="said-before"
    >
      <Text>{`“${again.said.text.trim().slice(0, 600)}”`}</Text>
      <Text variant="microcopy">{again.said.understood}</Text>
    </Alert>
  );
}

const againOf = (view: FormProps['view']): Again | null => ('again' in view ? view.again : null);

export function ContinueForm({ view, tools, onClose }: FormProps) {
  const active = isWithAssistant(view);
  return (
    <Flex direction="column" gap="sm">
      <SaidBefore again={againOf(view)} />
      <Text>
        {active
          ? 'The next email leaves in the contact’s next business hours; nothing is waited for any longer.'
          : 'The assistant becomes the contact owner again and goes on with the next email of its sequence. Nothing is sent twice.'}
      </Text>
      <FormButtons
        action="continue"
        label="Continue follow-up"
        tools={tools}
        body={() => ({ confirmed: true })}
        onClose={onClose}
      />
    </Flex>
  );
}

/** The sequences to choose from, read once the form is open. */
function useChoices(tools: CardTools) {
  const [choices, setChoices] = useState<readonly RestartChoice[] | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async () => {
    setProblem(null);
    const answer = await tools.api.restartChoices();
    if (answer.ok) setChoices(answer.value.sequences);
    else setProblem(answer.problem.message);
  };
  useEffect(() => void load(), []);
  return { choices, problem, load };
}

export function RestartForm({ view, tools, onClose }: FormProps) {
  const { choices, problem, load } = useChoices(tools);
  const [chosen, choose] = useState<string | null>(null);
  if (problem !== null) return <ProblemNotice text={problem} onRetry={() => void load()} onClose={onClose} />;
  if (choices === null) return <LoadingSpinner label="Looking at the sequences" showLabel size="sm" />;
  const open = choices.filter(({ left }) => left > 0);
  const id = chosen ?? open.find(({ usual }) => usual)?.id ?? open[0]?.id ?? '';
  return (
    <Flex direction="column" gap="sm">
      <SaidBefore again={againOf(view)} />
      <Select
        label="Sequence"
        name="sequence"
        testId="restart-sequence"
        value={id}
        options={open.map((one) => ({
          label: `${one.left === 1 ? '1 email' : `${one.left} emails`}: ${one.name}${one.usual ? ' (usual)' : ''}`,
          value: one.id,
        }))}
        onChange={(value) => choose(String(value))}
      />
      <Text variant="microcopy">
        It begins with the first email that this person has not had; nothing is sent twice.
      </Text>
      <FormButtons
        action="restart"
        label="Restart follow-up"
        tools={tools}
        incomplete={id === ''}
        body={() => ({ sequenceId: id, confirmed: true })}
        onClose={onClose}
      />
    </Flex>
  );
}

export function ChangeAssistantForm({ view, tools, onClose }: FormProps) {
  const name = 'lead' in view ? view.lead?.assistantName : undefined;
  const others = view.assistants.filter((one) => one.name !== name);
  const [chosen, choose] = useState<string | null>(null);
  const to = others.find(({ id }) => id === chosen) ?? others.find(({ ready }) => ready) ?? others[0];
  if (!to)
    return (
      <ProblemNotice
        text="There is no other assistant. An admin adds one in Baton’s settings."
        onRetry={null}
        onClose={onClose}
      />
    );
  return (
    <Flex direction="column" gap="sm">
      <Select
        label="Assistant"
        name="newAssistant"
        testId="new-assistant"
        value={to.id}
        options={others.map((each) => ({ label: `${each.name}, ${each.role}`, value: each.id }))}
        onChange={(value) => choose(String(value))}
      />
      <Text variant="microcopy">
        {to.ready ? `${to.name} becomes the contact owner; the conversation goes on where it is.` : to.hint}
      </Text>
      <FormButtons
        action="change-assistant"
        label={`Change to ${to.name}`}
        tools={tools}
        incomplete={!to.ready}
        body={() => ({ assistantId: to.id })}
        onClose={onClose}
      />
    </Flex>
  );
}
