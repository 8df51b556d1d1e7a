import { Button, EmptyState, Flex, Text } from '@hubspot/ui-extensions';

/** Baton has no (or no longer a) connection to this HubSpot account. */
export function ConnectPanel({ installUrl, reason }: { installUrl: string; reason: string | null }) {
  const again = reason !== null;
  return (
    <EmptyState
      title={again ? 'Baton has to be connected again' : 'Baton is not connected to this account'}
      imageName="integrations"
      layout="vertical"
      testId={again ? 'reconnect' : 'not-connected'}
    >
      <Flex direction="column" gap="sm">
        <Text>
          {reason ?? 'An admin connects Baton once; then any rep can hand contacts to an assistant.'}
        </Text>
        <Text>It takes a super admin of this HubSpot account. If you are none, ask one.</Text>
        <Button variant="secondary" href={{ url: installUrl, external: true }} testId="connect">
          {again ? 'Connect again (admins)' : 'Connect Baton (admins)'}
        </Button>
      </Flex>
    </EmptyState>
  );
}

export function NoAssistantPanel({ hint }: { hint: string }) {
  return (
    <EmptyState
      title="There is no assistant yet"
      imageName="contacts"
      layout="vertical"
      testId="no-assistant"
    >
      <Text>{hint}</Text>
    </EmptyState>
  );
}
