import {
  Alert,
  Button,
  Divider,
  Flex,
  Heading,
  Input,
  LoadingButton,
  LoadingSpinner,
  Select,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { useEffect, useRef, useState } from 'react';
import type { LeadsView } from '../pages/contract.ts';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { Asked } from '../requests/latest-answer.ts';
import { WrittenText } from '../wording/written-text.tsx';
import type {
  PreviewAsk,
  PreviewedEmail,
  SequenceDraft,
  SequenceLanguage,
  SequencesView,
} from './contract.ts';
import type { SequencesTools } from './use-sequences.ts';

interface Props {
  draft: SequenceDraft;
  language: SequenceLanguage;
  view: SequencesView;
  tools: SequencesTools;
}

/** Every email as a real contact would get it. */
export function SequencePreview({ draft, language, view, tools }: Props) {
  const [assistantId, setAssistantId] = useState(view.assistants[0]?.id ?? '');
  const [contactId, setContactId] = useState('');
  const written = useLatestAnswer<{ emails: readonly PreviewedEmail[] }>();
  const shown = useShownEmails(written.asked);
  const ask: PreviewAsk = { draft, language, assistantId, contactId };
  /** What is looked for again is what was asked for: a model writes for what somebody is typing only if they ask. */
  const last = useRef(ask);
  const look = () => void written.ask(() => tools.sequences.preview(last.current));
  const show = () => {
    last.current = ask;
    look();
  };
  const isUnderWay = shown.some(isBeingWritten);
  useEffect(() => {
    if (!isUnderWay || written.asked.status !== 'answered') return undefined;
    const timer = setTimeout(look, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
    // each answer that tells of more to come is followed by one look
  }, [written.asked]);
  if (view.assistants.length === 0)
    return (
      <Text variant="microcopy">
        Add an assistant in the settings to see the emails as contacts get them.
      </Text>
    );
  return (
    <Tile testId="sequence-preview">
      <Flex direction="column" gap="sm">
        <Heading>As a contact gets it</Heading>
        <Select
          label="Written by"
          name="preview-assistant"
          testId="preview-assistant"
          value={assistantId}
          options={view.assistants.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(value) => setAssistantId(String(value))}
        />
        <ContactChoice contactId={contactId} tools={tools} onChoose={setContactId} />
        <Flex direction="row">
          <LoadingButton
            testId="preview-sequence"
            loading={written.asked.status === 'asking' && !isUnderWay}
            disabled={contactId === ''}
            onClick={show}
          >
            Show the emails
          </LoadingButton>
        </Flex>
        {written.asked.status === 'failed' ? (
          <Alert variant="danger" title="The emails cannot be shown" testId="preview-failed">
            <Text>{written.asked.problem.message}</Text>
          </Alert>
        ) : null}
        {shown.map((email, index) => (
          <Written key={index} {...{ email, index, draft, ask, tools }} />
        ))}
      </Flex>
    </Tile>
  );
}

/** HubSpot's `fetch` brings whole answers only, so what a model writes is looked for again and again. */
const LOOK_AGAIN_MS = 2_000;

const isBeingWritten = (email: PreviewedEmail): boolean =>
  'model' in email && email.model !== undefined && !['checked', 'given-up'].includes(email.model.state);

/** Those of the last answer, also while the next is asked for. */
function useShownEmails(asked: Asked<{ emails: readonly PreviewedEmail[] }>): readonly PreviewedEmail[] {
  const last = useRef<readonly PreviewedEmail[]>([]);
  if (asked.status === 'answered') last.current = asked.value.emails;
  else if (asked.status === 'failed') last.current = [];
  return last.current;
}

interface ChoiceProps {
  contactId: string;
  tools: SequencesTools;
  onChoose: (contactId: string) => void;
}

/** A lead by its name, or any contact by the number of its record. */
function ContactChoice({ contactId, tools, onChoose }: ChoiceProps) {
  const found = useLatestAnswer<LeadsView>();
  const search = (words: string) => {
    const typed = words.trim();
    onChoose(/^\d{1,20}$/.test(typed) ? typed : '');
    if (typed.length < 2 || /^\d+$/.test(typed)) found.forget();
    else void found.ask(() => tools.api.leads({ search: typed, limit: '5' }));
  };
  return (
    <Flex direction="column" gap="xs">
      <Input
        label="Contact"
        name="preview-contact"
        testId="preview-contact"
        description="A name among your leads, or the number of a contact’s record."
        onInput={search}
      />
      {found.asked.status === 'asking' ? <LoadingSpinner label="Searching" size="xs" showLabel /> : null}
      {found.asked.status === 'answered' && found.asked.value.leads.length === 0 ? (
        <Text variant="microcopy">No lead has this name. Use the number of the contact’s record.</Text>
      ) : null}
      {found.asked.status === 'answered' ? (
        <Flex direction="row" gap="xs" wrap>
          {found.asked.value.leads.map(({ contactId: id, name, company }) => (
            <Button
              key={id}
              size="xs"
              testId={`preview-with-${id}`}
              variant={id === contactId ? 'primary' : 'secondary'}
              onClick={() => onChoose(id)}
            >
              {company ? `${name}, ${company}` : name}
            </Button>
          ))}
        </Flex>
      ) : null}
    </Flex>
  );
}

interface WrittenProps {
  email: PreviewedEmail;
  index: number;
  draft: SequenceDraft;
  ask: PreviewAsk;
  tools: SequencesTools;
}

function Written({ email, index, draft, ask, tools }: WrittenProps) {
  const [sending, setSending] = useState(false);
  const send = async () => {
    setSending(true);
    const answer = await tools.sequences.testMail({ ...ask, email: index });
    setSending(false);
    if (!answer.ok) return tools.addAlert({ type: 'danger', message: answer.problem.message });
    const { to, problems } = answer.value;
    tools.addAlert(
      problems.length === 0
        ? { type: 'success', message: `Sent to ${to}.` }
        : { type: 'danger', message: problems.join(' ') },
    );
  };
  return (
    <Flex direction="column" gap="xs" testId={`written-${index}`}>
      <Divider />
      {'problem' in email ? (
        <Alert
          variant="warning"
          title={`${index + 1}. ${draft.emails[index]?.name ?? ''}: waits for a person`}
        >
          <Text>{email.problem}</Text>
        </Alert>
      ) : (
        <>
          <Text format={{ fontWeight: 'demibold' }}>{`${index + 1}. ${email.subject}`}</Text>
          {email.model === undefined ? null : isBeingWritten(email) ? (
            <LoadingSpinner
              label={email.model.note}
              showLabel
              size="xs"
              layout="inline"
              testId={`model-${index}`}
            />
          ) : (
            <Text variant="microcopy" testId={`model-${index}`}>
              {email.model.note}
            </Text>
          )}
          <WrittenText>{email.text}</WrittenText>
          {tools.isAdmin ? (
            <Flex direction="row">
              <LoadingButton
                size="xs"
                testId={`test-mail-${index}`}
                loading={sending}
                onClick={() => void send()}
              >
                Send it to me
              </LoadingButton>
            </Flex>
          ) : null}
        </>
      )}
    </Flex>
  );
}
