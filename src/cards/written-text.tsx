import { Flex, Text } from '@hubspot/ui-extensions';

/** A text with line breaks, such as an email: HubSpot's Text runs lines together, so each gets its own. */
export function WrittenText({ children }: { children: string }) {
  const lines = children.split(/\r?\n/).filter((line) => line.trim() !== '');
  return (
    <Flex direction="column" gap="xs">
      {lines.map((line, index) => (
        <Text key={index}>{line}</Text>
      ))}
    </Flex>
  );
}
