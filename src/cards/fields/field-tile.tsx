import { Alert, Button, Flex, LoadingButton, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import { useDraft, useKept, useUnsaved } from '../unsaved/unsaved.tsx';
import type { FieldsPreview, FieldView } from './contract.ts';
import type { FieldsTools } from './use-fields.ts';
import { useDraftPreview } from './use-fields.ts';
import { WordsFields } from './words-fields.tsx';

interface Props {
  field: FieldView;
  tools: FieldsTools;
}

/** One mapped property: what it is, how it is printed, and what is wrong with it. */
export function FieldTile({ field, tools }: Props) {
  const [edits, setEdits] = useKept(`edits-${field.tag}`, () => false);
  const { tag, label, insert, trouble, meanwhile } = field;
  return (
    <Tile compact testId={`field-${tag}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" justify="between" align="center" gap="sm" wrap>
          <Flex direction="row" gap="xs" align="center" wrap>
            <Text format={{ fontWeight: 'bold' }}>{label}</Text>
            <Text>{insert}</Text>
            {trouble === null ? null : <StatusTag variant="danger">Not printed</StatusTag>}
          </Flex>
          {edits ? null : <Buttons field={field} tools={tools} onEdit={() => setEdits(true)} />}
        </Flex>
        {trouble === null ? null : (
          <Alert variant="danger" title={trouble} testId={`trouble-${tag}`}>
            <Text>{meanwhile ?? ''}</Text>
          </Alert>
        )}
        {edits ? (
          <Edit field={field} tools={tools} onClose={() => setEdits(false)} />
        ) : (
          <>
            <Text>{howPrinted(field)}</Text>
            <Says tag={tag} preview={tools.preview} />
          </>
        )}
        <Text variant="microcopy">{origin(field)}</Text>
      </Flex>
    </Tile>
  );
}

/** "Date. Printed as: 30 November 2026. Fallback: “soon”." */
function howPrinted({ kind, format, formats, fallback }: FieldView): string {
  const chosen = formats.find(({ value }) => value === format)?.label ?? format;
  return [
    `${kind}.`,
    ...(formats.length > 1 ? [`Printed as: ${chosen}.`] : []),
    fallback === '' ? 'No fallback.' : `Fallback: “${fallback}”.`,
  ].join(' ');
}

function origin({ object, property, renamedFrom, usedBy }: FieldView): string {
  const whose = object === 'company' ? 'Primary company' : 'Contact';
  return [
    `${whose} property ${property}`,
    ...(renamedFrom === null ? [] : [`HubSpot called it “${renamedFrom}” before`]),
    usedBy.length === 0 ? 'no sequence prints it' : `printed by ${usedBy.join(', ')}`,
  ].join(' · ');
}

function Buttons({ field: { tag, usedBy }, tools, onEdit }: Props & { onEdit: () => void }) {
  const isBusy = tools.running !== null;
  return (
    <Flex direction="row" gap="xs">
      <Button size="xs" testId={`edit-${tag}`} disabled={isBusy} onClick={onEdit}>
        Edit
      </Button>
      <LoadingButton
        size="xs"
        testId={`remove-${tag}`}
        loading={tools.running === `remove-${tag}`}
        disabled={isBusy || usedBy.length > 0}
        onClick={() => void tools.remove(tag)}
      >
        Remove
      </LoadingButton>
    </Flex>
  );
}

function Edit({ field, tools, onClose }: Props & { onClose: () => void }) {
  const { tag, object, property } = field;
  const form = `edit-${tag}.`;
  const [words, setWords] = useDraft(`${form}words`, () => ({
    format: field.format,
    fallback: field.fallback,
  }));
  const { forgetForm } = useUnsaved();
  const close = () => {
    forgetForm(form);
    onClose();
  };
  const said = useDraftPreview(tools, { tag, object, property, ...words });
  const save = async () => {
    if (await tools.change(tag, words)) close();
  };
  return (
    <Flex direction="column" gap="sm">
      <WordsFields name={tag} formats={field.formats} words={words} onChange={setWords} />
      {said === null ? null : <SaysText said={said} of={tools.preview} />}
      <Flex direction="row" gap="sm">
        <LoadingButton
          variant="primary"
          testId={`save-${tag}`}
          loading={tools.running === `change-${tag}`}
          disabled={tools.running !== null}
          onClick={() => void save()}
        >
          Save
        </LoadingButton>
        <Button testId={`cancel-${tag}`} onClick={close}>
          Cancel
        </Button>
      </Flex>
    </Flex>
  );
}

/** What a field says of the contact that is shown; nothing while none is. */
export function Says({ tag, preview }: { tag: string; preview: FieldsPreview | null }) {
  const said = preview?.values.find((value) => value.tag === tag);
  return said ? <SaysText said={said} of={preview} /> : null;
}

export function SaysText({ said, of }: { said: FieldsPreview['values'][number]; of: FieldsPreview | null }) {
  const name = of?.contact.name ?? 'the contact';
  if (said.text === null)
    return (
      <Text
        testId={`says-${said.tag}`}
        format={{ italic: true }}
      >{`Empty for ${name}: the email would wait.`}</Text>
    );
  return (
    <Text testId={`says-${said.tag}`} format={{ fontWeight: 'demibold' }}>
      {said.fallback ? `“${said.text}” (the fallback)` : `“${said.text}”`}
    </Text>
  );
}
