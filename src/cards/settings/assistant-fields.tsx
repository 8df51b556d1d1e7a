import { AutoGrid, Flex, Input, Select, TextArea } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { AssistantDraft, DraftProblems } from './assistant-draft.ts';
import type { Approval, SettingsView } from './contract.ts';

export interface FieldProps {
  draft: AssistantDraft;
  problems: DraftProblems;
  change: (part: Partial<AssistantDraft>) => void;
}

type TextField = Exclude<keyof AssistantDraft, 'mailbox' | 'sequenceId' | 'approval' | 'language' | 'warmUp'>;

interface TextProps extends FieldProps {
  field: TextField;
  label: string;
  description?: string;
  required?: boolean;
  /** A secret is not shown while it is typed. */
  secret?: boolean;
}

/** Inputs keep their own text (`defaultValue`): a value sent back while a person types would undo keys. */
export function TextInput({
  draft,
  problems,
  change,
  field,
  label,
  description,
  required,
  secret,
}: TextProps) {
  const problem = problems[field];
  return (
    <Input
      label={label}
      name={field}
      testId={`field-${field}`}
      defaultValue={draft[field]}
      description={description}
      required={required ?? false}
      type={secret ? 'password' : 'text'}
      error={problem !== undefined}
      validationMessage={problem}
      onInput={(text) => change({ [field]: text })}
    />
  );
}

function LongText({ draft, change, field, label, description }: TextProps) {
  return (
    <TextArea
      label={label}
      name={field}
      testId={`field-${field}`}
      defaultValue={draft[field]}
      description={description}
      rows={3}
      onInput={(text) => change({ [field]: text })}
    />
  );
}

interface PersonProps extends FieldProps {
  owners: SettingsView['owners'];
  isNew: boolean;
}

/** Who the assistant is in HubSpot: a user who exists already, or a name and address for a new one. */
export function PersonFields({ owners, isNew, ...fields }: PersonProps) {
  // another owner picked means other starting texts, so the inputs have to start afresh
  const [picked, pick] = useState('');
  const choose = (ownerId: string) => {
    const owner = owners.find((each) => each.ownerId === ownerId);
    pick(ownerId);
    fields.change({ name: owner?.name ?? '', email: owner?.email ?? '' });
  };
  return (
    <Flex direction="column" gap="sm">
      {isNew && owners.length > 0 ? (
        <Select
          label="HubSpot user"
          name="owner"
          testId="field-owner"
          description="Best a user that is the assistant’s alone. A person’s user keeps its contacts, but whoever makes it the owner hands the contact to Baton."
          value={picked}
          options={[
            { label: 'Somebody new', value: '' },
            ...owners.map(({ ownerId, name, email }) => ({ label: `${name} (${email})`, value: ownerId })),
          ]}
          onChange={(value) => choose(String(value))}
        />
      ) : null}
      <AutoGrid columnWidth={240} flexible gap="sm">
        <TextInput
          key={`name-${picked}`}
          {...fields}
          field="name"
          label="Name"
          required
          description="Contacts know the assistant by it."
        />
        <TextInput
          {...fields}
          field="role"
          label="Role"
          required
          description="Shown beside the name in HubSpot. In emails it stands below the name while the signature is empty."
        />
      </AutoGrid>
      <TextInput
        key={`email-${picked}`}
        {...fields}
        field="email"
        label="Email"
        required
        description="The address of the HubSpot user; the assistant is recognised by it."
      />
    </Flex>
  );
}

const approvals: readonly { value: Approval; label: string; hint: string }[] = [
  {
    value: 'none',
    label: 'None',
    hint: 'Emails leave by themselves. Only one with a claim that stands in no source waits; the owner gets a task at once.',
  },
  {
    value: 'first',
    label: 'The first email to a contact',
    hint: 'A person approves the first email to each contact. Later ones leave by themselves, unless a claim stands in no source.',
  },
  {
    value: 'all',
    label: 'Every email',
    hint: 'A person approves every email before it leaves.',
  },
  {
    value: 'marked',
    label: 'Only emails with a claim that stands in no source',
    hint: 'They wait on the page Reviews and on the contact’s card. The owner is reminded after two business days.',
  },
];

/** Which emails a person decides about. */
export function ApprovalField({ draft, change }: FieldProps) {
  return (
    <Select
      label="Approval before sending"
      name="approval"
      testId="field-approval"
      description={approvals.find(({ value }) => value === draft.approval)?.hint}
      value={draft.approval}
      options={approvals.map(({ value, label }) => ({ value, label }))}
      // a select gives back one of its options
      onChange={(value) => change({ approval: value as Approval })}
    />
  );
}

const languageOptions = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'German' },
  { value: 'fr', label: 'French' },
  { value: 'es', label: 'Spanish' },
  { value: 'pt', label: 'Portuguese' },
  { value: 'it', label: 'Italian' },
  { value: 'nl', label: 'Dutch' },
  { value: 'ja', label: 'Japanese' },
];

/** What the assistant writes with. */
export function WritingFields({
  sequences,
  ...fields
}: FieldProps & { sequences: SettingsView['sequences'] }) {
  const { draft, problems, change } = fields;
  return (
    <Flex direction="column" gap="sm">
      <Select
        label="Default sequence"
        name="sequenceId"
        testId="field-sequenceId"
        required
        value={draft.sequenceId}
        error={problems.sequenceId !== undefined}
        validationMessage={problems.sequenceId}
        options={sequences.map(({ id, name, steps }) => ({ label: `${name} (${steps} steps)`, value: id }))}
        onChange={(value) => change({ sequenceId: String(value) })}
      />
      <Select
        label="Usual language"
        name="language"
        testId="field-language"
        description="Contacts are written to in their own language where it is known and the sequence has it; all others in this one."
        value={draft.language}
        options={languageOptions}
        onChange={(value) => change({ language: String(value) })}
      />
      <LongText
        {...fields}
        field="defaultContext"
        label="Default Context"
        description="What the assistant writes about when a contact has no Context of its own. A label such as “About us:”, “Offer:” or “Ask:” before a line says where it goes."
      />
      <LongText
        {...fields}
        field="companyDescription"
        label="Company description"
        description="What your company does, in two or three sentences."
      />
      <LongText
        {...fields}
        field="signature"
        label="Signature"
        description="Ends every email as it stands here. Empty: best regards, the name and the role."
      />
      <AutoGrid columnWidth={240} flexible gap="sm">
        <TextInput
          {...fields}
          field="brochureUrl"
          label="Brochure address"
          description="A link to a page or a PDF. Whoever asks for it gets it at once; one follow-up offers it."
        />
        <TextInput
          {...fields}
          field="calendarUrl"
          label="Calendar address"
          description="Where a contact can pick a time."
        />
      </AutoGrid>
    </Flex>
  );
}
