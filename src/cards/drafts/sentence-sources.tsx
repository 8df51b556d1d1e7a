import { Accordion, Flex, Text } from '@hubspot/ui-extensions';
import type { SentenceView, SourceView } from '../contact/contract.ts';

/** What a language model wrote, each sentence above where it is from. */
export function SentenceSources({ sentences, open }: { sentences: readonly SentenceView[]; open: boolean }) {
  if (sentences.length === 0) return null;
  return (
    <Accordion
      title={`Where each sentence comes from (${sentences.length})`}
      size="sm"
      defaultOpen={open}
      testId="sentence-sources"
    >
      <Flex direction="column" gap="sm">
        {sentences.map(({ text, sources }, place) => (
          <Flex key={`${place}-${text}`} direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{text}</Text>
            {sources.length === 0 ? (
              <Text variant="microcopy">No source: it is a question or a courtesy.</Text>
            ) : (
              <SourceLines sources={sources} />
            )}
          </Flex>
        ))}
      </Flex>
    </Accordion>
  );
}

/** Sources, a line each. */
export function SourceLines({ sources }: { sources: readonly SourceView[] }) {
  return sources.map(({ label, excerpt }, place) => (
    <Text key={`${place}-${label}`} variant="microcopy">{`${label}: “${excerpt}”`}</Text>
  ));
}
