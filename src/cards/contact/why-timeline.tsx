import { Accordion, DescriptionList, DescriptionListItem, Flex, Heading, Text } from '@hubspot/ui-extensions';
import { moment } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import { WrittenText } from '../wording/written-text.tsx';
import type { CardTools } from './card-tools.ts';
import type { SentClaim, TimelineEntry } from './contract.ts';

const inSidebar = 3;

/** What happened, in people's words, and behind it what triggered it and which rule decided; newest first. The sidebar keeps to the latest three. */
export function WhyTimeline({ entries, tools }: { entries: readonly TimelineEntry[]; tools: CardTools }) {
  if (entries.length === 0) return null;
  const newestFirst = [...entries].sort((a, b) => b.at - a.at);
  const list = (shown: readonly TimelineEntry[]) => (
    <Flex direction="column" gap="md" testId="why">
      {shown.map((entry) => (
        <WhyEntry key={entry.id} entry={entry} reader={tools} />
      ))}
    </Flex>
  );
  if (tools.layout === 'sidebar') {
    return (
      <Accordion title="Why" size="sm" testId="why-accordion">
        {list(newestFirst.slice(0, inSidebar))}
      </Accordion>
    );
  }
  return (
    <Flex direction="column" gap="sm">
      <Heading>Why</Heading>
      {list(newestFirst)}
    </Flex>
  );
}

/** What happened once, what triggered it and which rule decided; also a line of the Activity page. */
export function WhyEntry({ entry, reader }: { entry: TimelineEntry; reader: Reader }) {
  const { email } = entry;
  // the email's own line says its subject
  const detail = entry.detail === email?.subject ? null : entry.detail;
  return (
    <Flex direction="column" gap="flush" testId={`why-${entry.id}`}>
      <Flex direction="row" justify="between" align="baseline" gap="sm" wrap>
        <Text format={{ fontWeight: 'demibold' }} inline>
          {entry.title}
        </Text>
        <Text variant="microcopy" inline>
          {moment(entry.at, reader)}
        </Text>
      </Flex>
      {detail ? <Text>{detail}</Text> : null}
      {email ? (
        <Accordion
          title={`${email.direction === 'in' ? 'Email from the contact' : 'Email to the contact'}: ${email.subject}`}
          size="xs"
        >
          <WrittenText>{email.text}</WrittenText>
        </Accordion>
      ) : null}
      <Accordion title="What lies behind" size="xs" testId={`source-${entry.id}`}>
        <DescriptionList direction="row">
          <DescriptionListItem label="Triggered by">{entry.trigger}</DescriptionListItem>
          <DescriptionListItem label="Rule">{entry.rule}</DescriptionListItem>
          {entry.behind?.changes.map(({ what, from, to }) => (
            <DescriptionListItem key={what} label={what}>
              {`${from ?? 'none'} → ${to ?? 'none'}`}
            </DescriptionListItem>
          ))}
        </DescriptionList>
        <SentClaims claims={entry.behind?.claims ?? []} />
        {entry.behind?.follows.map((what) => (
          <Text key={what} variant="microcopy">{`Then ${what}.`}</Text>
        ))}
      </Accordion>
    </Flex>
  );
}

/** What the email said when it left, and where that stood. */
function SentClaims({ claims }: { claims: readonly SentClaim[] }) {
  if (claims.length === 0) return null;
  return (
    <Flex direction="column" gap="xs" testId="sent-claims">
      <Text variant="microcopy" format={{ fontWeight: 'demibold' }}>
        What it says, and where that stood when it left
      </Text>
      {claims.map(({ words, kind, label, excerpt }, place) => (
        <Flex key={`${place}-${words}`} direction="column" gap="flush">
          <Text>{`“${words}” (${kind.toLowerCase()})`}</Text>
          <Text variant="microcopy">{excerpt === '' ? label : `${label}: “${excerpt}”`}</Text>
        </Flex>
      ))}
    </Flex>
  );
}
