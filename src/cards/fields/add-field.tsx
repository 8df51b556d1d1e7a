import {
  Alert,
  Button,
  Flex,
  Heading,
  Input,
  LoadingButton,
  LoadingSpinner,
  SearchInput,
  Text,
  Tile,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useDraft, useKept, useUnsaved } from '../unsaved/unsaved.tsx';
import type { FieldObject, FieldsView, PropertyChoice } from './contract.ts';
import { SaysText } from './field-tile.tsx';
import { useDraftPreview, useProperties } from './use-fields.ts';
import type { FieldsTools } from './use-fields.ts';
import { WordsFields } from './words-fields.tsx';

interface Props {
  view: FieldsView;
  tools: FieldsTools;
}

/** Finds a property of the account and maps it. */
export function AddField({ view, tools }: Props) {
  const [isOpen, open] = useKept('adds', () => false);
  const [chosen, setChosen] = useKept<PropertyChoice | null>('chosen', () => null);
  const { forgetForm } = useUnsaved();
  const choose = (next: PropertyChoice | null) => {
    forgetForm('new.');
    setChosen(next);
  };
  const { fields, most } = view;
  const close = () => {
    choose(null);
    open(false);
  };
  if (!isOpen)
    return (
      <Flex direction="row" gap="sm" align="center" wrap>
        <Button testId="add-field" disabled={fields.length >= most} onClick={() => open(true)}>
          Map a property
        </Button>
        {fields.length >= most ? (
          <Text variant="microcopy">{`There are ${most}, and no more can be added. Remove one first.`}</Text>
        ) : null}
      </Flex>
    );
  return (
    <Tile compact testId="new-field">
      {chosen ? (
        <NewFieldForm chosen={chosen} tools={tools} onBack={() => choose(null)} onDone={close} />
      ) : (
        <FindProperty view={view} tools={tools} onChoose={choose} onClose={close} />
      )}
    </Tile>
  );
}

interface FindProps extends Props {
  onChoose: (chosen: PropertyChoice) => void;
  onClose: () => void;
}

function FindProperty({ view, tools, onChoose, onClose }: FindProps) {
  const [object, setObject] = useState<FieldObject>('contact');
  const [search, setSearch] = useState('');
  const found = useProperties(tools.api, object, search);
  return (
    <Flex direction="column" gap="sm">
      <Heading>Map a property</Heading>
      <ToggleGroup
        label="Of"
        name="fieldObject"
        testId="field-object"
        toggleType="radioButtonList"
        inline
        options={[
          { label: 'The contact', value: 'contact' },
          { label: 'Its primary company', value: 'company', readOnly: view.companies !== null },
        ]}
        value={object}
        onChange={(value) => setObject(value === 'company' ? 'company' : 'contact')}
      />
      <SearchInput
        label="Property"
        name="searchProperties"
        testId="search-properties"
        placeholder="Search by name"
        onInput={setSearch}
      />
      {found === null ? <LoadingSpinner label="Looking in HubSpot" showLabel /> : null}
      {found !== null && !found.ok ? (
        <Alert variant="warning" title="The properties cannot be shown" testId="properties-failed">
          <Text>{found.problem.message}</Text>
        </Alert>
      ) : null}
      {found?.ok ? <Found {...found.value} onChoose={onChoose} /> : null}
      <Flex direction="row">
        <Button size="sm" testId="close-new-field" onClick={onClose}>
          Cancel
        </Button>
      </Flex>
    </Flex>
  );
}

interface FoundProps {
  properties: readonly PropertyChoice[];
  more: number;
  reason: string | null;
  onChoose: (chosen: PropertyChoice) => void;
}

function Found({ properties, more, reason, onChoose }: FoundProps) {
  if (reason !== null) return <Text testId="no-properties">{reason}</Text>;
  if (properties.length === 0)
    return <Text testId="no-properties">HubSpot has no property of this name.</Text>;
  return (
    <Flex direction="column" gap="xs">
      {properties.map((one) => (
        <Flex key={one.property} direction="row" justify="between" align="center" gap="sm">
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{one.label}</Text>
            <Text variant="microcopy">{`${one.property} · ${one.refused ?? one.kind}`}</Text>
          </Flex>
          <Button
            size="xs"
            testId={`choose-${one.property}`}
            disabled={one.refused !== null}
            onClick={() => onChoose(one)}
          >
            Choose
          </Button>
        </Flex>
      ))}
      {more > 0 ? <Text variant="microcopy">{`${more} more: type some of the name.`}</Text> : null}
    </Flex>
  );
}

interface FormProps {
  chosen: PropertyChoice;
  tools: FieldsTools;
  onBack: () => void;
  onDone: () => void;
}

function NewFieldForm({ chosen, tools, onBack, onDone }: FormProps) {
  const { object, property, label, kind, formats } = chosen;
  const [tag, setTag] = useDraft('new.tag', () => chosen.tag);
  const [words, setWords] = useDraft('new.words', () => ({ format: formats[0]?.value ?? '', fallback: '' }));
  const field = { tag: tag.trim(), object, property, ...words };
  const said = useDraftPreview(tools, field);
  const isTag = /^[a-z][a-z0-9_]{0,49}$/.test(field.tag);
  const save = async () => {
    if (await tools.add(field)) onDone();
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>{label}</Heading>
      <Text variant="microcopy">
        {`${object === 'company' ? 'Primary company' : 'Contact'} property ${property} · ${kind}`}
      </Text>
      <Input
        label="Tag"
        name="fieldTag"
        testId="field-tag"
        description={`A text prints it with {{ field.${field.tag} }}. It cannot be changed later.`}
        defaultValue={tag}
        error={!isTag}
        validationMessage={isTag ? undefined : 'Small letters, digits and _, a letter first.'}
        onInput={setTag}
      />
      <WordsFields name="new" formats={formats} words={words} onChange={setWords} />
      {tools.preview === null ? (
        <Text variant="microcopy">Show a contact above to see what it says.</Text>
      ) : null}
      {said === null ? null : <SaysText said={said} of={tools.preview} />}
      <Flex direction="row" gap="sm">
        <LoadingButton
          variant="primary"
          testId="save-field"
          loading={tools.running === 'add'}
          disabled={!isTag || tools.running !== null}
          onClick={() => void save()}
        >
          Add the field
        </LoadingButton>
        <Button testId="back-to-properties" onClick={onBack}>
          Back
        </Button>
      </Flex>
    </Flex>
  );
}
