import { Flex, Select, Text, Toggle } from '@hubspot/ui-extensions';
import type { MailboxChoice } from './assistant-draft.ts';
import { TextInput } from './assistant-fields.tsx';
import type { FieldProps } from './assistant-fields.tsx';

const choices: Readonly<Record<MailboxChoice, string>> = {
  keep: 'Its own mailbox, as set',
  default: 'Baton’s default mailbox',
  own: 'Its own mailbox, set now',
};

/** Which mailbox the assistant sends from and reads. */
export function MailboxFields({ hasOwn, ...fields }: FieldProps & { hasOwn: boolean }) {
  const { draft, change } = fields;
  const offered: MailboxChoice[] = hasOwn ? ['keep', 'default', 'own'] : ['default', 'own'];
  return (
    <Flex direction="column" gap="sm">
      <Select
        label="Mailbox"
        name="mailbox"
        testId="field-mailbox"
        value={draft.mailbox}
        options={offered.map((value) => ({ label: choices[value], value }))}
        onChange={(value) => change({ mailbox: offered.find((each) => each === value) ?? draft.mailbox })}
      />
      {draft.mailbox === 'own' ? (
        <>
          <TextInput
            {...fields}
            field="smtpUrl"
            label="Sending (SMTP)"
            required
            secret
            description="smtps://user:password@mail.example.com:465; Gmail and Microsoft 365 want ?oauth=… instead of the password (see Baton’s README). Stored encrypted and never shown again."
          />
          <TextInput
            {...fields}
            field="imapUrl"
            label="Reading (IMAP)"
            secret
            description="imaps://user:password@mail.example.com:993. Without it Baton does not see answers in this mailbox."
          />
        </>
      ) : null}
      <TextInput
        {...fields}
        field="dailyCap"
        label="Daily limit"
        description="Messages a day: first emails and follow-ups; answers to a person are not held. They leave one at a time, minutes apart. Empty: no limit."
      />
      <TextInput
        {...fields}
        field="mostActive"
        label="Contacts at once"
        description="How many contacts it follows up at the same time. Others wait as New and start by themselves, those that came first first. Empty: as many as come."
      />
      <Toggle
        label="Warm up"
        name="warmUp"
        testId="field-warmUp"
        labelDisplay="inline"
        checked={draft.warmUp}
        onChange={(warmUp) => change({ warmUp })}
      />
      <Text variant="microcopy">
        For a new mailbox: 20 emails a day in the first week, then more every week; all that it may from the
        fifth.
      </Text>
    </Flex>
  );
}
