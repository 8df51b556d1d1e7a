import {
  Button,
  Dropdown,
  Flex,
  Heading,
  Input,
  Select,
  StepperInput,
  Text,
  TextArea,
  Tile,
  Toggle,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { LetterHints } from '../drafts/letter-hints.tsx';
import type {
  MergeFieldView,
  SequenceEmail,
  SequenceLanguage,
  SequenceProblem,
  StepText,
} from './contract.ts';
import { problemOf, textOf, withText } from './draft.ts';

interface Props {
  email: SequenceEmail;
  /** Its place from 0. */
  index: number;
  language: SequenceLanguage;
  fields: readonly MergeFieldView[];
  problems: readonly SequenceProblem[];
  readOnly: boolean;
  /** There is no other email. */
  only: boolean;
  onChange: (email: SequenceEmail) => void;
  onRemove: () => void;
  onUp: () => void;
}

/** One email: when it follows, and what it says in the language shown. */
export function EmailFields(props: Props) {
  const { email, index, language, readOnly, onChange } = props;
  const [opened, open] = useState(index === 0 || email.id === '');
  return (
    <Tile compact testId={`email-${index}`}>
      <Flex direction="column" gap="sm">
        <Flex direction="row" justify="between" align="center" gap="sm" wrap>
          <Flex direction="column" gap="flush">
            <Heading>{`${index + 1}. ${email.name || 'Email without a name'}`}</Heading>
            {index === 0 ? null : (
              <Text variant="microcopy">
                {email.afterBusinessDays === 1
                  ? '1 business day after the email before'
                  : `${email.afterBusinessDays} business days after the email before`}
                {email.onlyUnanswered ? ', only for who has not answered' : ''}
                {email.assistantWrites ? ', written by the assistant' : ''}
              </Text>
            )}
          </Flex>
          <Flex direction="row" gap="xs">
            <Button size="xs" testId={`toggle-email-${index}`} onClick={() => open(!opened)}>
              {opened ? 'Close' : readOnly ? 'Read' : 'Edit'}
            </Button>
            {readOnly ? null : <Places {...props} />}
          </Flex>
        </Flex>
        {opened ? (
          <>
            <Timing {...props} />
            <Writer {...props} />
            <Texts
              {...props}
              text={textOf(email, language)}
              onText={(part) => onChange(withText(email, language, part))}
            />
          </>
        ) : null}
      </Flex>
    </Tile>
  );
}

function Places({ index, only, onRemove, onUp }: Props) {
  return (
    <>
      {index > 0 ? (
        <Button size="xs" testId={`up-email-${index}`} onClick={onUp}>
          Move up
        </Button>
      ) : null}
      {only ? null : (
        <Button size="xs" testId={`remove-email-${index}`} onClick={onRemove}>
          Remove
        </Button>
      )}
    </>
  );
}

function Timing({ email, index, problems, readOnly, onChange }: Props) {
  const unnamed = problemOf(problems, index, 'name', null);
  const tooSoon = problemOf(problems, index, 'afterBusinessDays', null);
  return (
    <Flex direction="column" gap="sm">
      <Input
        label="Name"
        name={`email-name-${index}`}
        testId={`email-name-${index}`}
        readOnly={readOnly}
        value={email.name}
        error={unnamed !== undefined}
        validationMessage={unnamed}
        onChange={(name) => onChange({ ...email, name })}
      />
      {index === 0 ? null : (
        <>
          <StepperInput
            label="Business days after the email before"
            name={`email-gap-${index}`}
            testId={`email-gap-${index}`}
            min={1}
            max={250}
            readOnly={readOnly}
            value={email.afterBusinessDays}
            error={tooSoon !== undefined}
            validationMessage={tooSoon}
            onChange={(afterBusinessDays) => onChange({ ...email, afterBusinessDays })}
          />
          <Toggle
            label="Only for contacts who have never answered"
            name={`email-unanswered-${index}`}
            testId={`email-unanswered-${index}`}
            size="sm"
            readOnly={readOnly}
            checked={email.onlyUnanswered}
            onChange={(onlyUnanswered) => onChange({ ...email, onlyUnanswered })}
          />
        </>
      )}
    </Flex>
  );
}

/** Who writes it: the text below stays what is sent where no model may or can. */
function Writer({ email, index, readOnly, onChange }: Props) {
  return (
    <Flex direction="column" gap="xs">
      <Select
        label="Who writes it"
        name={`email-writer-${index}`}
        testId={`email-writer-${index}`}
        readOnly={readOnly}
        value={email.assistantWrites === true}
        options={[
          { label: 'The text below', value: false },
          { label: 'The assistant writes', value: true },
        ]}
        onChange={(assistantWrites) => onChange({ ...email, assistantWrites: assistantWrites === true })}
      />
      {email.assistantWrites ? (
        <Text variant="microcopy">
          The language model writes it for each contact, from the Context, Knowledge and the text below. If it
          may not or fails, the text below is sent. An admin switches writing on in the settings.
        </Text>
      ) : null}
    </Flex>
  );
}

interface TextsProps extends Props {
  text: StepText;
  onText: (part: Partial<StepText>) => void;
}

function Texts({ index, language, fields, problems, readOnly, text, onText }: TextsProps) {
  const wrong = (field: keyof StepText) => {
    const found = problemOf(problems, index, field, language);
    return { error: found !== undefined, validationMessage: found };
  };
  const insert = fields.map(({ label, insert: added }) => ({
    label,
    onClick: () => onText({ body: `${text.body}${text.body === '' ? '' : ' '}${added}` }),
  }));
  return (
    <Flex direction="column" gap="sm">
      <Input
        label="Subject"
        name={`subject-${index}`}
        testId={`subject-${index}`}
        readOnly={readOnly}
        value={text.subject}
        {...(index === 0 ? {} : { description: 'Empty: it answers in the thread of the first email.' })}
        {...wrong('subject')}
        onChange={(subject) => onText({ subject })}
      />
      <TextArea
        label="Text"
        name={`body-${index}`}
        testId={`body-${index}`}
        rows={8}
        resize="vertical"
        readOnly={readOnly}
        value={text.body}
        description="Greeting and signature are added. An empty line begins a paragraph."
        {...wrong('body')}
        onChange={(body) => onText({ body })}
      />
      {readOnly ? null : (
        <Flex direction="row">
          <Dropdown buttonText="Insert a field" buttonSize="xs" variant="transparent" options={insert} />
        </Flex>
      )}
      <TextArea
        label="PS"
        name={`ps-${index}`}
        testId={`ps-${index}`}
        rows={2}
        readOnly={readOnly}
        value={text.ps}
        description="One line of news or proof below the signature. Empty: none."
        {...wrong('ps')}
        onChange={(ps) => onText({ ps })}
      />
      {readOnly ? null : <LetterHints subject={text.subject} letter={text.body} />}
    </Flex>
  );
}
