import {
  Alert,
  Button,
  Flex,
  Input,
  List,
  LoadingButton,
  MultiSelect,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type {
  SequenceDetail,
  SequenceDraft,
  SequenceLanguage,
  SequenceProblem,
  SequencesView,
} from './contract.ts';
import { draftOf, movedUp, problemOf, withEmail, withNewEmail, withoutEmail } from './draft.ts';
import { EmailFields } from './email-fields.tsx';
import { SaveModal, useSaving } from './save-sequence.tsx';
import { SequencePreview } from './sequence-preview.tsx';
import type { SequencesTools } from './use-sequences.ts';
import { VersionsModal } from './versions-modal.tsx';

interface Props {
  start: SequenceDraft;
  /** What is saved; null: it is a new one. */
  saved: SequenceDetail | null;
  view: SequencesView;
  tools: SequencesTools;
  onClose: () => void;
  onReload: () => void;
}

/** A sequence with its emails. What is typed survives the page's refreshes and a failed save. */
export function SequenceEditor({ start, saved, view, tools, onClose, onReload }: Props) {
  const [draft, setDraft] = useState<SequenceDraft>(() => draftOf(start));
  const [language, setLanguage] = useState<SequenceLanguage>(start.languages[0] ?? 'en');
  const [problems, setProblems] = useState<readonly SequenceProblem[]>([]);
  const readOnly = !tools.isAdmin || saved?.system === true;
  const change = (next: SequenceDraft) => {
    setProblems([]);
    setDraft(next);
  };
  const shownLanguage = draft.languages.includes(language) ? language : (draft.languages[0] ?? 'en');
  return (
    <Flex direction="column" gap="md" testId="sequence-editor">
      <Head {...{ draft, readOnly, problems, view, change }} />
      <Select
        label="Shown in"
        name="shown-language"
        testId="shown-language"
        value={shownLanguage}
        options={view.languages.filter(({ value }) => draft.languages.includes(value))}
        // one of the options above
        onChange={(value) => setLanguage(value as SequenceLanguage)}
      />
      {draft.emails.map((email, index) => (
        <EmailFields
          key={`${email.id}-${index}`}
          {...{ email, index, readOnly, problems, language: shownLanguage }}
          fields={view.fields}
          only={draft.emails.length === 1}
          onChange={(changed) => change(withEmail(draft, index, changed))}
          onRemove={() => change(withoutEmail(draft, index))}
          onUp={() => change(movedUp(draft, index))}
        />
      ))}
      {readOnly ? null : (
        <Flex direction="row">
          <Button
            testId="add-email"
            disabled={draft.emails.length >= view.mostEmails}
            onClick={() => change(withNewEmail(draft))}
          >
            Add an email
          </Button>
        </Flex>
      )}
      <SequencePreview draft={draft} language={shownLanguage} view={view} tools={tools} />
      {readOnly ? null : (
        <Footer {...{ draft, saved, problems, setProblems, change, tools, onClose, onReload, view }} />
      )}
    </Flex>
  );
}

interface HeadProps {
  draft: SequenceDraft;
  readOnly: boolean;
  problems: readonly SequenceProblem[];
  view: SequencesView;
  change: (draft: SequenceDraft) => void;
}

function Head({ draft, readOnly, problems, view, change }: HeadProps) {
  const unnamed = problemOf(problems, null, 'name', null);
  return (
    <Flex direction="column" gap="sm">
      <Input
        label="Name"
        name="sequence-name"
        testId="sequence-name"
        required
        readOnly={readOnly}
        value={draft.name}
        error={unnamed !== undefined}
        validationMessage={unnamed}
        onChange={(name) => change({ ...draft, name })}
      />
      <MultiSelect
        label="Languages"
        name="sequence-languages"
        testId="sequence-languages"
        required
        readOnly={readOnly}
        description="Every email needs a text in each. The first is for contacts whose language is not among them."
        value={[...draft.languages]}
        options={[...view.languages]}
        // the options above are languages
        onChange={(values) =>
          values.length > 0 ? change({ ...draft, languages: values as SequenceLanguage[] }) : undefined
        }
      />
    </Flex>
  );
}

interface FooterProps extends Omit<Props, 'start'> {
  draft: SequenceDraft;
  problems: readonly SequenceProblem[];
  setProblems: (problems: readonly SequenceProblem[]) => void;
  change: (draft: SequenceDraft) => void;
}

function Footer(props: FooterProps) {
  const { draft, saved, problems, setProblems, change, tools, onClose, onReload, view } = props;
  const saving = useSaving({ draft, saved, tools, onProblems: setProblems, onSaved: onClose });
  const asksWhom = saved !== null && saved.leads > 0;
  const label = saved === null ? 'Save as a new sequence' : 'Save';
  return (
    <Flex direction="column" gap="sm">
      <Problems problems={problems} view={view} />
      {saving.refusal === null ? null : (
        <Alert variant="danger" title="It is not saved" testId="save-refused">
          <Flex direction="column" gap="xs" align="start">
            <Text>{saving.refusal}</Text>
            {saved === null ? null : (
              <Button size="sm" testId="reload-sequence" onClick={onReload}>
                Load it again
              </Button>
            )}
          </Flex>
        </Alert>
      )}
      <Flex direction="row" gap="sm" wrap>
        <LoadingButton
          variant="primary"
          testId="save-sequence"
          loading={saving.running}
          {...(asksWhom
            ? { overlay: <SaveModal leads={saved.leads} tools={tools} save={saving.save} /> }
            : {})}
          onClick={() => (asksWhom ? undefined : void saving.save('new'))}
        >
          {label}
        </LoadingButton>
        {saved === null ? null : (
          <Button
            testId="sequence-versions"
            overlay={<VersionsModal id={saved.id} tools={tools} onTake={change} />}
          >
            Earlier versions
          </Button>
        )}
        <Button testId="cancel-sequence" onClick={onClose}>
          Cancel
        </Button>
      </Flex>
    </Flex>
  );
}

function Problems({ problems, view }: { problems: readonly SequenceProblem[]; view: SequencesView }) {
  if (problems.length === 0) return null;
  return (
    <Alert variant="danger" title="Some of it cannot be used yet" testId="sequence-problems">
      <List variant="unordered">
        {problems.slice(0, 10).map((one, index) => (
          <Text key={index}>{`${placeOf(one, view)}${one.text}`}</Text>
        ))}
      </List>
    </Alert>
  );
}

function placeOf({ email, language }: SequenceProblem, { languages }: SequencesView): string {
  if (email === null) return '';
  const label = languages.find(({ value }) => value === language)?.label;
  return `Email ${email + 1}${label === undefined ? '' : `, ${label}`}: `;
}
