import { Alert, Flex, Heading, Link, Text } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import type { AttentionItem } from '../contract.ts';
import { SettingsLink } from '../settings-link.tsx';
import { paramsOf } from '../place.ts';

/** What a person should do first, the gravest first, each with the way to do it. `quiet`: say so when there is nothing. */
export function Attention({ items, quiet }: { items: readonly AttentionItem[]; quiet: boolean }) {
  if (items.length === 0)
    return quiet ? (
      <Alert variant="success" title="Nothing needs you right now" testId="all-is-well">
        <Text>No lead waits for a person, and everything Baton needs is working.</Text>
      </Alert>
    ) : null;
  return (
    <Flex direction="column" gap="sm" testId="attention">
      <Heading>Needs attention</Heading>
      {items.map((item) => (
        <Alert
          key={`${item.kind} ${item.text}`}
          variant={item.tone}
          title={item.text}
          testId={`attention-${item.kind}`}
        >
          <WhatToDo item={item} />
        </Alert>
      ))}
    </Flex>
  );
}

function WhatToDo({ item }: { item: AttentionItem }) {
  if (item.leads)
    return (
      <PageLink to="/leads" params={{ ...paramsOf(item.leads) }}>
        Show these leads
      </PageLink>
    );
  if (item.activity)
    return (
      <PageLink to="/activity" params={{ ...paramsOf(item.activity) }}>
        Show what happened
      </PageLink>
    );
  if (item.reviews)
    return (
      <PageLink to="/reviews" params={{ ...paramsOf(item.reviews) }}>
        Open Reviews
      </PageLink>
    );
  if (item.connectUrl) return <Link href={{ url: item.connectUrl, external: true }}>Connect again</Link>;
  return item.settings ? <SettingsLink section={item.settings} /> : null;
}
