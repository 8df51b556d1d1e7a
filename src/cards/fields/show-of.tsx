import { Button, Flex, Input, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { FieldsTools } from './use-fields.ts';

/** Values of a real contact, beside each field. */
export function ShowOf({ tools }: { tools: FieldsTools }) {
  const [asked, setAsked] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isLoading, setLoading] = useState(false);
  const { preview } = tools;
  const show = async () => {
    setLoading(true);
    setProblem(await tools.showOf(asked.trim()));
    setLoading(false);
  };
  if (preview)
    return (
      <Flex direction="row" gap="sm" align="center" wrap testId="shown-of">
        <Text>{`Shown as in emails to ${preview.contact.name}, in ${preview.language}.`}</Text>
        <Button size="xs" testId="show-nobody" onClick={() => void tools.showOf(null)}>
          Another contact
        </Button>
      </Flex>
    );
  return (
    <Flex direction="row" gap="sm" align="end" wrap>
      <Input
        label="See what they say of a contact"
        name="fieldsContact"
        testId="fields-contact"
        placeholder="Email address or record ID"
        defaultValue=""
        error={problem !== null}
        validationMessage={problem ?? undefined}
        onInput={(text) => {
          setAsked(text);
          setProblem(null);
        }}
      />
      <LoadingButton
        testId="show-contact"
        loading={isLoading}
        disabled={asked.trim() === ''}
        onClick={() => void show()}
      >
        Show
      </LoadingButton>
    </Flex>
  );
}
