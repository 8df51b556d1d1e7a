import { Button, AutoGrid, Flex, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import type { Place, SectionState } from './sections.ts';

interface Props {
  states: readonly SectionState[];
  /** Those in which something was entered and not saved. */
  unsaved: ReadonlySet<string>;
  goTo: (place: Place) => void;
}

/** Every section at a glance: how it stands, and what a person should look at. */
export const AllSettings = ({ states, unsaved, goTo }: Props) => (
  <AutoGrid columnWidth={320} flexible gap="sm">
    {states.map((state) => (
      <SectionTile
        key={state.section}
        state={state}
        isUnsaved={unsaved.has(state.section)}
        onOpen={() => goTo(state.section)}
      />
    ))}
  </AutoGrid>
);

interface TileProps {
  state: SectionState;
  isUnsaved: boolean;
  onOpen: () => void;
}

function SectionTile({ state: { section, title, holds, summary, attention }, isUnsaved, onOpen }: TileProps) {
  return (
    <Tile compact testId={`at-a-glance-${section}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" justify="between">
          <Flex direction="row" gap="xs" align="center" wrap>
            <Text format={{ fontWeight: 'bold' }}>{title}</Text>
            {isUnsaved ? <StatusTag variant="info">Not saved</StatusTag> : null}
            {attention.length > 0 ? <StatusTag variant="warning">Needs attention</StatusTag> : null}
          </Flex>
          <Button size="xs" testId={`open-${section}`} onClick={onOpen}>
            Open
          </Button>
        </Flex>
        <Text>{summary}</Text>
        {attention.map((text) => (
          <Text key={text} format={{ fontWeight: 'demibold' }}>
            {text}
          </Text>
        ))}
        <Text variant="microcopy">{holds}</Text>
      </Flex>
    </Tile>
  );
}
