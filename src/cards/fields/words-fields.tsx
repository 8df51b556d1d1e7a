import { Flex, Input, Select } from '@hubspot/ui-extensions';
import type { Choice, FieldWords } from './contract.ts';

interface Props {
  name: string;
  formats: readonly Choice[];
  words: FieldWords;
  onChange: (words: FieldWords) => void;
}

/** How a field is printed, and what stands there without a value. */
export const WordsFields = ({ name, formats, words, onChange }: Props) => (
  <Flex direction="column" gap="sm">
    {formats.length > 1 ? (
      <Select
        label="Printed as"
        name={`format-${name}`}
        testId={`format-${name}`}
        description="In the language of the email, as the contact’s country writes it."
        options={formats.map(({ value, label }) => ({ value, label }))}
        value={words.format}
        onChange={(format) => onChange({ ...words, format: String(format) })}
      />
    ) : null}
    <Input
      label="Fallback"
      name={`fallback-${name}`}
      testId={`fallback-${name}`}
      description="Printed where a contact has no value. Empty: the email waits, unless its text has a fallback."
      defaultValue={words.fallback}
      onInput={(fallback) => onChange({ ...words, fallback })}
    />
  </Flex>
);
