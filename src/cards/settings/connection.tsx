import {
  Accordion,
  Alert,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  List,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { moment } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import type { SettingsView } from './contract.ts';
import { DisconnectButton } from './disconnect.tsx';
import type { SettingsTools } from './use-settings.ts';
import { connectionWords } from './words.ts';

type ConnectionView = SettingsView['connection'];

/** Whether Baton may work in this account, by whose leave, and with which permissions. */
export function Connection({ view, tools }: { view: SettingsView; tools: SettingsTools }) {
  const { connection } = view;
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
      {connection.status === 'not-connected' ? null : <Facts connection={connection} reader={tools} />}
      <SwitchedOff connection={connection} />
      <Scopes connection={connection} />
      <Flex direction="row" gap="sm" wrap>
        <Button
          variant={connected ? 'secondary' : 'primary'}
          testId="connect"
          href={{ url: connection.installUrl, external: true }}
        >
          {connection.status === 'not-connected' ? 'Connect Baton' : 'Connect again'}
        </Button>
        <DisconnectButton view={view} tools={tools} />
      </Flex>
    </Flex>
  );
}

/** What an admin gave up by leaving out an optional permission. */
function SwitchedOff({ connection }: { connection: ConnectionView }) {
  const off = connection.features.filter(({ reason }) => reason !== null);
  if (connection.status !== 'connected' || off.length === 0) return null;
  return (
    <Alert variant="info" title="Switched off without an optional permission" testId="switched-off">
      <List variant="unordered">
        {off.map(({ name, reason }) => (
          <Text key={name}>{`${name}: ${reason ?? ''}`}</Text>
        ))}
      </List>
    </Alert>
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
