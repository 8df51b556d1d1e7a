import {
  Accordion,
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { moment } from '../dates.ts';
import type { Reader } from '../dates.ts';
import type { SettingsView } from './contract.ts';
import { connectionWords } from './words.ts';

type ConnectionView = SettingsView['connection'];

/** Whether Baton may work in this account, by whose leave, and with which permissions. */
export function Connection({ connection, reader }: { connection: ConnectionView; reader: Reader }) {
  const words = connectionWords[connection.status];
  const missing = connection.scopes.some(({ required, granted }) => required && !granted);
  const connected = connection.status === 'connected';
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" gap="sm" align="center">
        <Heading>Connection</Heading>
        <StatusTag variant={words.tone} testId="connection-status">
          {words.label}
        </StatusTag>
      </Flex>
      {connection.reason ? <Text testId="connection-reason">{connection.reason}</Text> : null}
      {connected && missing ? (
        <Alert variant="danger" title="A required permission was not granted" testId="scope-missing">
          <Text>Connect again and allow everything marked as required.</Text>
        </Alert>
      ) : null}
      {connection.status === 'not-connected' ? null : <Facts connection={connection} reader={reader} />}
      <Scopes connection={connection} />
      <Flex direction="row">
        <Button
          variant={connected ? 'secondary' : 'primary'}
          testId="connect"
          href={{ url: connection.installUrl, external: true }}
        >
          {connection.status === 'not-connected' ? 'Connect Baton' : 'Connect again'}
        </Button>
      </Flex>
    </Flex>
  );
}

function Facts({ connection, reader }: { connection: ConnectionView; reader: Reader }) {
  const { lastEventAt, connectedBy, portalId, provisioned } = connection;
  return (
    <DescriptionList direction="row">
      <DescriptionListItem label="Account">
        <Text>{portalId}</Text>
      </DescriptionListItem>
      <DescriptionListItem label="Connected by">
        <Text>{connectedBy ?? 'Unknown'}</Text>
      </DescriptionListItem>
      <DescriptionListItem label="Last event from HubSpot">
        <Text testId="last-event">{lastEventAt === null ? 'None yet' : moment(lastEventAt, reader)}</Text>
      </DescriptionListItem>
      <DescriptionListItem label="Contact properties">
        <Text testId="provisioned">{provisioned ? 'Created' : 'Being created'}</Text>
      </DescriptionListItem>
    </DescriptionList>
  );
}

/** Folded while there is nothing to do about it. */
function Scopes({ connection }: { connection: ConnectionView }) {
  const { scopes, status } = connection;
  const granted = scopes.filter((scope) => scope.granted).length;
  const table = <ScopeTable scopes={scopes} />;
  if (status !== 'connected' || scopes.some(({ required, granted: given }) => required && !given))
    return table;
  return (
    <Accordion title={`Permissions: ${granted} of ${scopes.length} granted`} size="sm" testId="permissions">
      {table}
    </Accordion>
  );
}

function ScopeTable({ scopes }: { scopes: ConnectionView['scopes'] }) {
  return (
    <Table bordered density="condensed" testId="scopes">
      <TableHead>
        <TableRow>
          <TableHeader>Permission</TableHeader>
          <TableHeader>What Baton needs it for</TableHeader>
          <TableHeader>Granted</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {scopes.map(({ name, purpose, granted, required }) => (
          <TableRow key={name}>
            <TableCell>{required ? name : `${name} (optional)`}</TableCell>
            <TableCell>{purpose}</TableCell>
            <TableCell>
              <StatusTag variant={granted ? 'success' : required ? 'danger' : 'default'}>
                {granted ? 'Granted' : 'Not granted'}
              </StatusTag>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
