import { Alert, Button, Flex, Input, LoadingButton, Text, TextArea } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import type { ClaimView } from '../contact/contract.ts';
import type { Answer } from '../requests/answers.ts';
import { ClaimList } from './claim-list.tsx';
import { markedOf } from './draft-acts.ts';
import { LetterHints } from './letter-hints.tsx';
import { StandBy } from './stand-by.tsx';

export interface Words {
  subject: string;
  letter: string;
}

interface Props {
  start: Words;
  /** Of the button that sends it. */
  label: string;
  check: (words: Words) => Promise<Answer<{ claims: readonly ClaimView[] }>>;
  send: (words: Words & { standsBy?: boolean }) => Promise<unknown>;
  sending: boolean;
  /** Something is under way. */
  busy: boolean;
  /** null: there is nothing to go back to. */
  onClose: (() => void) | null;
}

/** A person's own words for an email. They are checked like any other before they may leave. */
export function WordsEditor({ start, label, check: ask, send, sending, busy, onClose }: Props) {
  const words = useRef(start);
  const [claims, setClaims] = useState<readonly ClaimView[] | null>(null);
  const [checking, setChecking] = useState(false);
  const [standsBy, setStandsBy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const type = (part: Partial<Words>) => {
    words.current = { ...words.current, ...part };
    // what was checked, and what somebody stands by, is another text
    setClaims(null);
    setStandsBy(false);
  };
  const check = async (): Promise<readonly ClaimView[] | null> => {
    setChecking(true);
    setProblem(null);
    const answer = await ask(words.current);
    setChecking(false);
    if (!answer.ok) setProblem(answer.problem.message);
    const found = answer.ok ? answer.value.claims : null;
    setClaims(found);
    return found;
  };
  const leave = async () => {
    const found = claims ?? (await check());
    if (found === null || (markedOf(found).length > 0 && !standsBy)) return;
    await send({ ...words.current, ...(standsBy ? { standsBy } : {}) });
  };
  const marked = markedOf(claims ?? []);
  return (
    <Flex direction="column" gap="sm" testId="words-editor">
      <Input
        label="Subject"
        name="subject"
        testId="edit-subject"
        defaultValue={start.subject}
        onInput={(subject) => type({ subject })}
      />
      <TextArea
        label="Email"
        name="letter"
        testId="edit-letter"
        defaultValue={start.letter}
        rows={12}
        maxLength={20_000}
        onInput={(letter) => type({ letter })}
      />
      <Text variant="microcopy">The line with which the contact can unsubscribe is added below it.</Text>
      {problem === null ? null : <Alert variant="warning" title={problem} testId="check-failed" />}
      {claims === null ? null : <ClaimList claims={claims} open={false} />}
      {claims === null ? null : <LetterHints {...words.current} />}
      {marked.length > 0 ? <StandBy marked={marked} checked={standsBy} onChange={setStandsBy} /> : null}
      <Flex direction="row" gap="sm" wrap>
        <LoadingButton
          variant="primary"
          testId="send-words"
          loading={sending}
          disabled={busy || checking || (marked.length > 0 && !standsBy)}
          onClick={() => void leave()}
        >
          {label}
        </LoadingButton>
        <LoadingButton testId="check-words" loading={checking} disabled={busy} onClick={() => void check()}>
          Check
        </LoadingButton>
        {onClose === null ? null : (
          <Button variant="transparent" testId="discard-changes" disabled={busy} onClick={onClose}>
            Cancel
          </Button>
        )}
      </Flex>
    </Flex>
  );
}
