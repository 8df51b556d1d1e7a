import { Accordion, Alert, Button, Flex, Heading, Link, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { AddField } from './add-field.tsx';
import type { FieldsView } from './contract.ts';
import { FieldTile, Says } from './field-tile.tsx';
import { ShowOf } from './show-of.tsx';
import { useFields } from './use-fields.ts';
import type { FieldsTools } from './use-fields.ts';

/** Which properties of HubSpot the texts of sequences may print. */
export function Fields() {
  const { state, refresh, tools } = useFields();
  return (
    <Flex direction="column" gap="sm" testId="fields">
      <Heading>Fields in emails</Heading>
      <Text>
        What sequences can print of a contact and its company, beside the Context. Insert a field with “Insert
        a field” in an email of a sequence. Where a contact has no value, the fallback is printed; without
        one, the email waits and says what is missing.
      </Text>
      {state.status === 'loading' ? <LoadingSpinner label="Loading the fields" showLabel /> : null}
      {state.status === 'loading' || state.problem === null ? null : (
        <Alert
          variant="warning"
          title={state.status === 'failed' ? 'The fields cannot be shown' : 'This may be out of date'}
          testId="fields-failed"
        >
          <Flex direction="column" gap="xs" align="start">
            <Text>{state.problem.message}</Text>
            <Button size="sm" testId="retry-fields" onClick={refresh}>
              Try again
            </Button>
          </Flex>
        </Alert>
      )}
      {state.status === 'ready' ? <Ready view={state.view} tools={tools} /> : null}
    </Flex>
  );
}

function Ready({ view, tools }: { view: FieldsView; tools: FieldsTools }) {
  const { fields, unchecked, companies, installUrl } = view;
  return (
    <Flex direction="column" gap="sm">
      {unchecked === null ? null : (
        <Alert variant="warning" title="HubSpot cannot be asked about the properties now" testId="unchecked">
          <Text>{unchecked}</Text>
        </Alert>
      )}
      {companies === null ? null : (
        <Alert variant="info" title="Fields of companies are off" testId="no-companies">
          <Flex direction="column" gap="xs" align="start">
            <Text>{companies}</Text>
            <Link href={{ url: installUrl, external: true }}>Connect again</Link>
          </Flex>
        </Alert>
      )}
      <ShowOf tools={tools} />
      {fields.length === 0 ? (
        <Text testId="no-fields">No property is mapped yet. These fields are there for every account:</Text>
      ) : (
        fields.map((field) => <FieldTile key={field.tag} field={field} tools={tools} />)
      )}
      <Always view={view} tools={tools} />
      <AddField view={view} tools={tools} />
    </Flex>
  );
}

function Always({ view: { always, fields }, tools }: { view: FieldsView; tools: FieldsTools }) {
  return (
    <Accordion title={`Always there (${always.length})`} size="sm" defaultOpen={fields.length === 0}>
      <Flex direction="column" gap="xs">
        {always.map(({ insert, label, from }) => (
          <Flex key={insert} direction="column" gap="flush">
            <Flex direction="row" gap="xs" wrap>
              <Text format={{ fontWeight: 'demibold' }}>{label}</Text>
              <Text>{insert}</Text>
            </Flex>
            <Flex direction="row" gap="xs" wrap>
              <Text variant="microcopy">{from}</Text>
              <Says tag={tagOf(insert)} preview={tools.preview} />
            </Flex>
          </Flex>
        ))}
      </Flex>
    </Accordion>
  );
}

/** "plan" of "{{ field.plan }}"; '': it is no field of its own. */
const tagOf = (insert: string): string => /field\.(\w+)/.exec(insert)?.[1] ?? '';
