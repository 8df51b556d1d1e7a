import { Alert, AutoGrid, Button, Divider, Flex, LoadingButton, Text, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { DraftView } from '../contact/contract.ts';
import type { Reader } from '../wording/dates.ts';
import { dayAt, moment } from '../wording/dates.ts';
import { WrittenText } from '../wording/written-text.tsx';
import { ClaimList } from './claim-list.tsx';
import { DraftChanges } from './draft-changes.tsx';
import type { DraftActs } from './draft-acts.ts';
import { markedOf } from './draft-acts.ts';
import { LetterHints } from './letter-hints.tsx';
import { StandBy } from './stand-by.tsx';
import { WordsEditor } from './words-editor.tsx';

interface Props {
  draft: DraftView;
  acts: DraftActs;
  reader: Reader;
  /** Something is under way. */
  busy: boolean;
  /** There is room for the sources beside the email. */
  wide: boolean;
}

/** An email that waits: what it says, where each claim comes from, and what a person can do about it. */
export function DraftDecision({ draft, acts, reader, busy, wide }: Props) {
  const [editing, setEditing] = useState(false);
  // another text: what was said of the one before says nothing of it
  const key = `${draft.id}-${draft.version}`;
  if (editing && draft.state === 'waiting')
    return (
      <WordsEditor
        key={key}
        start={{ subject: draft.subject, letter: draft.letter }}
        label="Approve with changes"
        check={(words) => acts.check({ id: draft.id, ...words })}
        send={(words) => acts.approve({ id: draft.id, version: draft.version, ...words })}
        sending={acts.running === 'approve'}
        busy={busy}
        onClose={() => setEditing(false)}
      />
    );
  return (
    <Flex direction="column" gap="sm" testId="draft-waiting">
      <Standing draft={draft} reader={reader} />
      <DraftChanges changes={draft.changes} />
      {wide ? (
        <AutoGrid columnWidth={320} flexible gap="md">
          <Email draft={draft} />
          <ClaimList claims={draft.claims} open />
        </AutoGrid>
      ) : (
        <Flex direction="column" gap="sm">
          <Email draft={draft} />
          <ClaimList claims={draft.claims} open={false} />
        </Flex>
      )}
      <Choices key={key} draft={draft} acts={acts} busy={busy} onEdit={() => setEditing(true)} />
    </Flex>
  );
}

/** As it leaves. */
function Email({ draft }: { draft: DraftView }) {
  return (
    <Tile compact testId="waiting-draft">
      <Flex direction="column" gap="sm">
        <Text format={{ fontWeight: 'demibold' }}>{draft.subject}</Text>
        <Divider />
        <WrittenText>{draft.text}</WrittenText>
        <LetterHints subject={draft.subject} letter={draft.letter} />
      </Flex>
    </Tile>
  );
}

function Standing({ draft, reader }: { draft: DraftView; reader: Reader }) {
  const marked = markedOf(draft.claims);
  if (draft.state === 'expired')
    return (
      <Alert variant="danger" title="Nobody decided in time" testId="draft-expired">
        <Text>{`It has waited since ${moment(draft.since, reader)} and is not sent. Have it written again from what is known now, or skip it.`}</Text>
      </Alert>
    );
  return (
    <Alert
      variant={marked.length > 0 ? 'warning' : 'info'}
      title={
        draft.step === null
          ? 'The brochure email waits for approval'
          : `Email ${draft.step} waits for approval`
      }
      testId="draft-why"
    >
      <Text>{`${draft.why}${draft.writtenBy === undefined ? '' : ` ${draft.writtenBy}`} Written ${moment(draft.since, reader)}${
        draft.expiresAt === null
          ? ''
          : `; it never leaves by itself, and is taken back on ${dayAt(draft.expiresAt, reader)}`
      }.`}</Text>
    </Alert>
  );
}

interface ChoicesProps {
  draft: DraftView;
  acts: DraftActs;
  busy: boolean;
  onEdit: () => void;
}

function Choices({ draft, acts, busy, onEdit }: ChoicesProps) {
  const [standsBy, setStandsBy] = useState(false);
  const marked = markedOf(draft.claims);
  const seen = { id: draft.id, version: draft.version };
  const expired = draft.state === 'expired';
  return (
    <Flex direction="column" gap="sm">
      {expired || marked.length === 0 ? null : (
        <StandBy marked={marked} checked={standsBy} onChange={setStandsBy} />
      )}
      <Flex direction="row" gap="sm" wrap>
        {expired ? null : (
          <LoadingButton
            variant="primary"
            testId="approve"
            loading={acts.running === 'approve'}
            disabled={busy || (marked.length > 0 && !standsBy)}
            onClick={() => void acts.approve({ ...seen, ...(standsBy ? { standsBy } : {}) })}
          >
            Approve
          </LoadingButton>
        )}
        {expired ? null : (
          <Button testId="edit-draft" disabled={busy} onClick={onEdit}>
            Edit
          </Button>
        )}
        <LoadingButton
          testId="skip"
          loading={acts.running === 'skip'}
          disabled={busy}
          onClick={() => void acts.skip(seen)}
        >
          Skip
        </LoadingButton>
        <LoadingButton
          variant={expired ? 'primary' : 'secondary'}
          testId="write-again"
          loading={acts.running === 'write-again'}
          disabled={busy}
          onClick={() => void acts.writeAgain(seen)}
        >
          Write again
        </LoadingButton>
      </Flex>
      <Text variant="microcopy">
        {expired
          ? 'Skip: the sequence goes on with the next email.'
          : 'Approve: this very text leaves in the contact’s next business hours. Skip: the sequence goes on with the next email.'}
      </Text>
    </Flex>
  );
}
