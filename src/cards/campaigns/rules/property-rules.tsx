import { AutoGrid, Button, Flex, Input, LoadingSpinner, Select, Text, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { PropertyRule } from '../contract.ts';
import { PropertyPicker, useRuleProperties } from './property-picker.tsx';
import type { Find } from './property-picker.tsx';
import type { RuleProperty } from './contract.ts';
import { actChoices, changeChoices, reachChoices } from './words.ts';

interface Props {
  rules: readonly PropertyRule[];
  find: Find;
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
export function PropertyRules({ rules, find, onChange }: Props) {
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>A contact’s property changes in HubSpot</Text>
      {rules.map((rule, index) => (
        <Tile
          // nothing but its place tells one line of a property from another
          key={`${index} ${rule.property}`}
          compact
          testId={`property-rule-${index}`}
        >
          <PropertyLine
            rule={rule}
            index={index}
            find={find}
            onChange={(part) => onChange(rules.map((one, at) => (at === index ? { ...one, ...part } : one)))}
            onRemove={() => onChange(rules.filter((_, at) => at !== index))}
          />
        </Tile>
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
  find: Find;
  onChange: (part: Partial<PropertyRule>) => void;
  onRemove: () => void;
}

function PropertyLine(props: LineProps) {
  const { rule, index, find, onChange, onRemove } = props;
  const [choosing, choose] = useState(rule.property === '');
  const remove = (
    <Flex direction="row">
      <Button size="xs" variant="transparent" testId={`remove-property-${index}`} onClick={onRemove}>
        Remove
      </Button>
    </Flex>
  );
  const take = ({ property, label }: RuleProperty) => {
    onChange({ property, label, value: '', valueLabel: '' });
    choose(false);
  };
  if (choosing)
    return (
      <Flex direction="column" gap="xs">
        <PropertyPicker find={find} index={index} onChoose={take} />
        {remove}
      </Flex>
    );
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row" gap="sm" align="center" wrap>
        <Text format={{ fontWeight: 'demibold' }} testId={`property-name-${index}`}>
          {rule.label || rule.property}
        </Text>
        <Button
          size="xs"
          variant="transparent"
          testId={`other-property-${index}`}
          onClick={() => choose(true)}
        >
          Choose another one
        </Button>
      </Flex>
      <Choices {...props} />
      {remove}
    </Flex>
  );
}

function Choices({ rule, index, find, onChange }: LineProps) {
  const named = (what: string) => ({
    name: `property-${what}-${index}`,
    testId: `property-${what}-${index}`,
  });
  return (
    <AutoGrid columnWidth={180} flexible gap="sm">
      <Select
        label="Change"
        {...named('change')}
        options={[...changeChoices]}
        value={rule.change}
        // one of the options above
        onChange={(change) => onChange({ change: change as PropertyRule['change'] })}
      />
      <Value rule={rule} find={find} named={named('value')} onChange={onChange} />
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
  );
}

interface ValueProps extends Pick<LineProps, 'rule' | 'find' | 'onChange'> {
  named: { name: string; testId: string };
}

/** Chosen among the property's options, or typed where it has none. */
function Value({ rule, find, named, onChange }: ValueProps) {
  const found = useRuleProperties(find, '', rule.property);
  // nobody types what is to be chosen
  if (found === null) return <LoadingSpinner label="Looking in HubSpot" showLabel size="sm" />;
  const options =
    (found.ok ? found.value.properties : []).find(({ property }) => property === rule.property)?.options ??
    [];
  if (options.length === 0)
    return (
      <Input
        label="Value"
        {...named}
        description="As HubSpot stores it; empty: no value."
        value={rule.value}
        onChange={(value) => onChange({ value, valueLabel: '' })}
      />
    );
  // what HubSpot has lost stays to be seen
  const lost = rule.value !== '' && options.every(({ value }) => value !== rule.value);
  return (
    <Select
      label="Value"
      {...named}
      options={[
        { value: '', label: 'No value' },
        ...(lost ? [{ value: rule.value, label: `${rule.value} (HubSpot has it no more)` }] : []),
        ...options.map(({ value, label }) => ({ value, label })),
      ]}
      value={rule.value}
      onChange={(chosen) => {
        const value = String(chosen);
        onChange({ value, valueLabel: options.find((one) => one.value === value)?.label ?? '' });
      }}
    />
  );
}
