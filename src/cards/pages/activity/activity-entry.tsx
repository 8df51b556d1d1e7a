import { Flex, Link, Tag, Text, Tile } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { WhyEntry } from '../../contact/why-timeline.tsx';
import type { Reader } from '../../wording/dates.ts';
import type { ActivityKind, ActivityRow } from '../contract.ts';
import { changed } from '../place.ts';
import type { Params } from '../place.ts';
import { useViewer } from '../viewer.ts';

interface Props {
  entry: ActivityRow;
  params: Params;
  reader: Reader;
}

type Tone = 'default' | 'warning' | 'success' | 'error' | 'info';

const tones: Partial<Record<ActivityKind, Tone>> = {
  answer: 'success',
  sent: 'info',
  review: 'info',
  'hand-over': 'info',
  'hand-back': 'warning',
  unsubscribed: 'error',
  'not-sent': 'warning',
  refused: 'error',
};

/** One thing Baton did or was told, for whom, and why. */
export function ActivityEntry({ entry, params, reader }: Props) {
  const recordUrl = useViewer()?.recordUrl;
  const onlyThis = { ...changed(params, { contact: entry.contactId }) };
  return (
    <Tile compact testId={`activity-${entry.id}`}>
      <Flex direction="column" gap="xs">
        <Flex direction="row" gap="sm" align="center" wrap>
          <Tag variant={tones[entry.kind] ?? 'default'}>{entry.kindLabel}</Tag>
          {recordUrl === undefined ? (
            <Text inline>{entry.contactName}</Text>
          ) : (
            <Link href={{ url: `${recordUrl}${entry.contactId}`, external: true }}>{entry.contactName}</Link>
          )}
          <Text variant="microcopy" inline>{`with ${entry.assistantName}`}</Text>
          {params['contact'] === entry.contactId ? null : (
            <PageLink to="/activity" params={onlyThis}>
              Only this contact
            </PageLink>
          )}
        </Flex>
        <WhyEntry entry={entry} reader={reader} />
      </Flex>
    </Tile>
  );
}
