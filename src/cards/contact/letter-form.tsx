import { Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import { WordsEditor } from '../drafts/words-editor.tsx';
import { WrittenText } from '../wording/written-text.tsx';
import type { FormProps } from './form-props.ts';
import type { LetterView } from './contract.ts';
import { ProblemNotice } from './form-problem.tsx';
import { isWithAssistant } from './rep-action-words.ts';

type Props = FormProps & { purpose: 'reply' | 'introduce' };

/** An email in the assistant's name: it leaves as it stands here. */
export function LetterForm({ view, tools, onClose, purpose }: Props) {
  const [start, setStart] = useState<LetterView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = async () => {
    setProblem(null);
    const answer = await tools.api.letter(purpose);
    if (answer.ok) setStart(answer.value);
    else setProblem(answer.problem.message);
  };
  useEffect(() => void load(), []);
  if (problem !== null) return <ProblemNotice text={problem} onRetry={() => void load()} onClose={onClose} />;
  if (start === null)
    return <LoadingSpinner label="Writing the email" showLabel size="sm" testId="letter-loading" />;
  const send = async (words: { subject: string; letter: string; standsBy?: boolean }) => {
    const outcome = await tools.ask(purpose, words);
    if (outcome !== 'busy' && outcome.ok) onClose();
  };
  return (
    <Flex direction="column" gap="sm">
      <Text>{leaves[purpose](isWithAssistant(view))}</Text>
      {start.suggested ? (
        <Text variant="microcopy">
          It begins with the suggested answer. What you change is checked again.
        </Text>
      ) : null}
      <WordsEditor
        start={start}
        label={purpose === 'reply' ? 'Send the reply' : 'Send the introduction'}
        check={(words) => tools.api.checkLetter({ purpose, ...words })}
        send={send}
        sending={tools.running === purpose}
        busy={tools.running !== null}
        onClose={onClose}
      />
      <Text variant="microcopy">Below it stands:</Text>
      <WrittenText>{start.below}</WrittenText>
    </Flex>
  );
}

const leaves: Readonly<Record<Props['purpose'], (active: boolean) => string>> = {
  reply: (active) =>
    active
      ? 'It leaves at once in the assistant’s name; the follow-up goes on after its usual pause.'
      : 'It leaves at once in the assistant’s name. The contact stays with you.',
  introduce: (active) =>
    active
      ? 'It leaves in the contact’s next business hours; then the assistant hands the contact back.'
      : 'It leaves in the contact’s next business hours.',
};
