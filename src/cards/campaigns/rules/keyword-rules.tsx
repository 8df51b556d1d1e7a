import { AutoGrid, Button, Flex, Input, Select, Text, Tile } from '@hubspot/ui-extensions';
import type { KeywordRule } from '../contract.ts';
import { languageChoices, wordsOf } from './words.ts';

interface Props {
  review: readonly KeywordRule[];
  onChange: (review: readonly KeywordRule[]) => void;
}

const most = 20;

/** Words for which a person reads an answer, by language. */
export function KeywordRules({ review, onChange }: Props) {
  const replace = (index: number, part: Partial<KeywordRule>) =>
    onChange(review.map((rule, at) => (at === index ? { ...rule, ...part } : rule)));
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>A person reads answers with these words</Text>
      {review.map((rule, index) => (
        // nothing but its place tells one line from another
        <Tile key={index} compact>
          <Flex direction="column" gap="xs">
            <AutoGrid columnWidth={200} flexible gap="sm">
              <Select
                label="Language of the answer"
                name={`keyword-language-${index}`}
                testId={`keyword-language-${index}`}
                options={[...languageChoices]}
                value={rule.language}
                onChange={(language) => replace(index, { language: String(language) })}
              />
              <Input
                label="Words"
                name={`keyword-words-${index}`}
                testId={`keyword-words-${index}`}
                description="Whole words, parted by commas."
                defaultValue={rule.words.join(', ')}
                onChange={(typed) => replace(index, { words: wordsOf(typed) })}
              />
            </AutoGrid>
            <Flex direction="row">
              <Button
                size="xs"
                variant="transparent"
                testId={`remove-keyword-${index}`}
                onClick={() => onChange(review.filter((_, at) => at !== index))}
              >
                Remove
              </Button>
            </Flex>
          </Flex>
        </Tile>
      ))}
      {review.length >= most ? null : (
        <Flex direction="row">
          <Button
            size="sm"
            testId="add-keyword"
            onClick={() => onChange([...review, { language: '', words: [] }])}
          >
            Add words
          </Button>
        </Flex>
      )}
    </Flex>
  );
}
