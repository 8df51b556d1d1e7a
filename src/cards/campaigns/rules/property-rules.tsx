import { AutoGrid, Button, Flex, Input, Select, Text } from '@hubspot/ui-extensions';
import type { PropertyRule } from '../contract.ts';
import { actChoices, changeChoices, reachChoices } from './words.ts';

interface Props {
  rules: readonly PropertyRule[];
  onChange: (rules: readonly PropertyRule[]) => void;
}

const most = 10;
const fresh: PropertyRule = {
  property: '',
  change: 'to',
  value: '',
  act: 'stop',
  reach: 'contact',
};

/** What a change in HubSpot means for a contact, or for its company. */
export function PropertyRules({ rules, onChange }: Props) {
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>A contact’s property changes in HubSpot</Text>
      {rules.map((rule, index) => (
        <PropertyLine
          // nothing but its place tells one line from another
          key={index}
          rule={rule}
          index={index}
          onChange={(part) => onChange(rules.map((one, at) => (at === index ? { ...one, ...part } : one)))}
          onRemove={() => onChange(rules.filter((_, at) => at !== index))}
        />
      ))}
      {rules.length >= most ? null : (
        <Flex direction="row">
          <Button size="sm" testId="add-property" onClick={() => onChange([...rules, fresh])}>
            Add a property
          </Button>
        </Flex>
      )}
    </Flex>
  );
}

interface LineProps {
  rule: PropertyRule;
  index: number;
  onChange: (part: Partial<PropertyRule>) => void;
  onRemove: () => void;
}

function PropertyLine({ rule, index, onChange, onRemove }: LineProps) {
  const named = (what: string) => ({
    name: `property-${what}-${index}`,
    testId: `property-${what}-${index}`,
  });
  return (
    <Flex direction="column" gap="xs" align="start">
      <AutoGrid columnWidth={180} flexible gap="sm">
        <Input
          label="When"
          {...named('name')}
          description="Internal name, such as lifecyclestage."
          defaultValue={rule.property}
          onChange={(property) => onChange({ property: property.trim() })}
        />
        <Select
          label="Change"
          {...named('change')}
          options={[...changeChoices]}
          value={rule.change}
          // one of the options above
          onChange={(change) => onChange({ change: change as PropertyRule['change'] })}
        />
        <Input
          label="Value"
          {...named('value')}
          description="Internal value, such as customer; empty: no value."
          defaultValue={rule.value}
          onChange={(value) => onChange({ value })}
        />
        <Select
          label="Then"
          {...named('act')}
          options={[...actChoices]}
          value={rule.act}
          // one of the options above
          onChange={(act) => onChange({ act: act as PropertyRule['act'] })}
        />
        <Select
          label="Whom"
          {...named('reach')}
          options={[...reachChoices]}
          value={rule.reach}
          // one of the options above
          onChange={(reach) => onChange({ reach: reach as PropertyRule['reach'] })}
        />
      </AutoGrid>
      <Button size="xs" variant="transparent" testId={`remove-property-${index}`} onClick={onRemove}>
        Remove
      </Button>
    </Flex>
  );
}
