import { AutoGrid, DateInput, Flex, Input, LoadingButton, Button, Select } from '@hubspot/ui-extensions';
import type { KnowledgeView } from './contract.ts';
import type { KnowledgeTools } from './use-knowledge.ts';
import { dayOf, isoOf } from './words.ts';
import type { Day } from './words.ts';

/** What every item has, as it is being filled in. */
export interface Draft {
  title: string;
  assistantId: string | null;
  /** null: the field was emptied, which is today. */
  asOf: string | null;
  expiresOn: string | null;
}

export const freshDraft = (today: string): Draft => ({
  title: '',
  assistantId: null,
  asOf: today,
  expiresOn: null,
});

/** As the backend takes it. */
export const sentDraft = ({ asOf, ...draft }: Draft) => ({ ...draft, ...(asOf === null ? {} : { asOf }) });

interface Props {
  view: KnowledgeView;
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  /** What the title is without one. */
  titleHint: string;
  /** A link that is kept up to date is as of the day on which it was read. */
  withAsOf?: boolean;
}

export function ItemFields({ view, draft, change, titleHint, withAsOf = true }: Props) {
  return (
    <Flex direction="column" gap="sm">
      <Input
        label="Title"
        name="title"
        testId="knowledge-title"
        defaultValue={draft.title}
        placeholder={titleHint}
        onInput={(title) => change({ title })}
      />
      <AutoGrid columnWidth={180} flexible gap="sm">
        <UsedBy view={view} value={draft.assistantId} onChange={(assistantId) => change({ assistantId })} />
        {withAsOf ? (
          <DayField
            name="as-of"
            label="Content as of"
            value={draft.asOf}
            max={view.today}
            onChange={(asOf) => change({ asOf })}
          />
        ) : null}
        <DayField
          name="expires"
          label="Last day of use (optional)"
          value={draft.expiresOn}
          onChange={(expiresOn) => change({ expiresOn })}
        />
      </AutoGrid>
    </Flex>
  );
}

const EVERY = 'every';

function UsedBy({
  view,
  value,
  onChange,
}: {
  view: KnowledgeView;
  value: string | null;
  onChange: (id: string | null) => void;
}) {
  const known = value === null || view.assistants.some(({ id }) => id === value);
  return (
    <Select
      label="Used by"
      name="used-by"
      testId="knowledge-used-by"
      value={value ?? EVERY}
      options={[
        { value: EVERY, label: 'All assistants' },
        ...view.assistants.map(({ id, name }) => ({ value: id, label: name })),
        ...(known ? [] : [{ value, label: 'An assistant that was removed' }]),
      ]}
      onChange={(chosen) => onChange(chosen === EVERY ? null : String(chosen))}
    />
  );
}

interface DayProps {
  name: string;
  label: string;
  value: string | null;
  max?: string;
  onChange: (iso: string | null) => void;
}

function DayField({ name, label, value, max, onChange }: DayProps) {
  return (
    <DateInput
      name={name}
      label={label}
      testId={`knowledge-${name}`}
      format="ll"
      {...(value === null ? {} : { value: dayOf(value) })}
      {...(max === undefined ? {} : { max: dayOf(max) })}
      // an emptied field comes as nothing, whatever its type says
      onChange={(day: Day | null | undefined) => onChange(day ? isoOf(day) : null)}
    />
  );
}

interface ButtonsProps {
  label: string;
  disabled: boolean;
  tools: KnowledgeTools;
  onSave: () => void;
  onClose: () => void;
}

export const SAVING = 'save-knowledge';

export function FormButtons({ label, disabled, tools, onSave, onClose }: ButtonsProps) {
  return (
    <Flex direction="row" gap="sm">
      <LoadingButton
        variant="primary"
        testId="save-knowledge"
        loading={tools.running === SAVING}
        disabled={disabled || tools.running !== null}
        onClick={onSave}
      >
        {label}
      </LoadingButton>
      <Button testId="cancel-knowledge" disabled={tools.running !== null} onClick={onClose}>
        Cancel
      </Button>
    </Flex>
  );
}
