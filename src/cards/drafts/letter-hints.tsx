import { Flex, Text } from '@hubspot/ui-extensions';
import { letterHints } from '../wording/letter-hints.ts';

/** What might keep an email from being read; nothing where there is nothing to say. */
export function LetterHints({ subject, letter }: { subject: string; letter: string }) {
  const hints = letterHints(subject, letter);
  if (hints.length === 0) return null;
  return (
    <Flex direction="column" gap="flush" testId="letter-hints">
      {hints.map((hint) => (
        <Text key={hint} variant="microcopy">{`Hint: ${hint}`}</Text>
      ))}
    </Flex>
  );
}
