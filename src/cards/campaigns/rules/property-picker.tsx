import { Alert, Button, Flex, LoadingSpinner, SearchInput, Text } from '@hubspot/ui-extensions';
import { useEffect, useState } from 'react';
import type { Answer } from '../../requests/answers.ts';
import type { CampaignsTools } from '../use-campaigns.ts';
import type { RulePropertiesFound, RuleProperty } from './contract.ts';

const TYPING_MS = 300;
export type Find = CampaignsTools['campaigns']['ruleProperties'];

/** Contact properties by what a person types, or one by its internal name; null: not there yet. */
export function useRuleProperties(find: Find, search: string, property: string) {
  const [found, setFound] = useState<Answer<RulePropertiesFound> | null>(null);
  useEffect(() => {
    let isOver = false;
    const query: Record<string, string> = property === '' ? { search } : { property };
    const ask = () =>
      void find(query).then((answer) => {
        if (!isOver) setFound(answer);
      });
    // while a person types, only the last is asked for
    const timer = search === '' ? ask() : setTimeout(ask, TYPING_MS);
    return () => {
      isOver = true;
      if (timer !== undefined) clearTimeout(timer);
    };
  }, [find, search, property]);
  return found;
}

interface Props {
  find: Find;
  index: number;
  onChoose: (property: RuleProperty) => void;
}

/** A contact property of the account, by search. */
export function PropertyPicker({ find, index, onChoose }: Props) {
  const [search, setSearch] = useState('');
  const found = useRuleProperties(find, search, '');
  return (
    <Flex direction="column" gap="xs">
      <SearchInput
        label="Contact property"
        name={`property-search-${index}`}
        testId={`property-search-${index}`}
        placeholder="Search by name"
        onInput={setSearch}
      />
      {found === null ? <LoadingSpinner label="Looking in HubSpot" showLabel size="sm" /> : null}
      {found !== null && !found.ok ? (
        <Alert variant="warning" title="The properties cannot be shown" testId="properties-failed">
          <Text>{found.problem.message}</Text>
        </Alert>
      ) : null}
      {found?.ok ? <Found {...found.value} onChoose={onChoose} /> : null}
    </Flex>
  );
}

function Found({ properties, more, onChoose }: RulePropertiesFound & Pick<Props, 'onChoose'>) {
  if (properties.length === 0)
    return <Text testId="no-properties">HubSpot has no contact property of this name.</Text>;
  return (
    <Flex direction="column" gap="xs">
      {properties.map((one) => (
        <Flex key={one.property} direction="row" justify="between" align="center" gap="sm">
          <Flex direction="column" gap="flush">
            <Text format={{ fontWeight: 'demibold' }}>{one.label}</Text>
            <Text variant="microcopy">{one.property}</Text>
          </Flex>
          <Button size="xs" testId={`choose-${one.property}`} onClick={() => onChoose(one)}>
            Choose
          </Button>
        </Flex>
      ))}
      {more > 0 ? <Text variant="microcopy">{`${more} more: type some of the name.`}</Text> : null}
    </Flex>
  );
}
