import { Flex, Text } from '@hubspot/ui-extensions';

/**
 * A text with paragraphs and line breaks, such as an email: HubSpot's Text runs lines together, so each gets its own,
 * close to the others of its paragraph.
 */
export function WrittenText({ children }: { children: string }) {
  const paragraphs = children
    .split(/(?:\r?\n[ \t]*){2,}/)
    .map((paragraph) => paragraph.split(/\r?\n/).filter((line) => line.trim() !== ''))
    .filter((lines) => lines.length > 0);
  return (
    <Flex direction="column" gap="sm">
      {paragraphs.map((lines, index) => (
        <Flex key={index} direction="column" gap="flush">
          {lines.map((line, place) => (
            <Text key={place}>{line}</Text>
          ))}
        </Flex>
      ))}
    </Flex>
  );
}
