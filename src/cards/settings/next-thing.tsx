import { Button, Alert, Flex, Text } from '@hubspot/ui-extensions';
import type { SettingsView } from './contract.ts';
import { sectionTitles } from './sections.ts';
import type { Place } from './sections.ts';
import { nextThingToDo } from './words.ts';

interface Props {
  view: SettingsView;
  /** Absent: all there is stands on this very page. */
  goTo?: (place: Place) => void;
}

/** The one thing to do, with the way to it. */
export function NextThing({ view, goTo }: Props) {
  const next = nextThingToDo(view);
  if (!next) return null;
  const { section, text } = next;
  return (
    <Alert variant="tip" title="What to do next" testId="next-thing">
      <Flex direction="column" gap="xs" align="start">
        <Text>{text}</Text>
        {section && goTo ? (
          <Button
            variant="transparent"
            size="sm"
            testId="go-next"
            onClick={() => goTo(section)}
          >{`Open ${sectionTitles[section]}`}</Button>
        ) : null}
      </Flex>
    </Alert>
  );
}
