import { Alert, Button, Flex, Text } from '@hubspot/ui-extensions';
import { useUnsaved } from '../unsaved/unsaved.tsx';
import { isSection, sectionTitles } from './sections.ts';
import type { Place } from './sections.ts';

/** What was entered in a section that is not shown waits there to be saved. */
export function UnsavedNotice({ place, goTo }: { place: Place; goTo: (place: Place) => void }) {
  const { sections, forgetSection } = useUnsaved();
  const elsewhere = [...sections].filter(isSection).filter((section) => section !== place);
  if (elsewhere.length === 0) return null;
  return (
    <Alert variant="info" title="Not saved yet" testId="unsaved">
      <Flex direction="column" gap="xs">
        {elsewhere.map((section) => (
          <Flex key={section} direction="row" gap="sm" align="center" wrap>
            <Text
              inline
            >{`Your changes in ${sectionTitles[section]} are kept while Baton’s pages are open.`}</Text>
            <Button
              variant="transparent"
              size="sm"
              testId={`back-to-${section}`}
              onClick={() => goTo(section)}
            >
              Go back and save
            </Button>
            <Button
              size="xs"
              variant="transparent"
              testId={`discard-${section}`}
              onClick={() => forgetSection(section)}
            >
              Discard them
            </Button>
          </Flex>
        ))}
      </Flex>
    </Alert>
  );
}
