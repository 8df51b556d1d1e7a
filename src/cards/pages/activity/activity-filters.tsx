import { AutoGrid, DateInput, Flex, StatusTag } from '@hubspot/ui-extensions';
import { PageLink } from '@hubspot/ui-extensions/pages';
import { useExtensionContext } from '@hubspot/ui-extensions';
import { Several } from '../filter-fields.tsx';
import { activityParams } from '../place.ts';
import type { Params } from '../place.ts';
import { useViewer } from '../viewer.ts';
import { dateIn, startOfDay } from './days.ts';
import type { Day } from './days.ts';

interface Props {
  params: Params;
  change: (some: Record<string, string | undefined>) => void;
  /** Of the contact that the list is about, if it is about one and has entries. */
  contactName: string | null;
}

/** What narrows the list down. Days are those of the account. */
export function ActivityFilters({ params, change, contactName }: Props) {
  const viewer = useViewer();
  const { portal } = useExtensionContext<'pages'>();
  const zone = viewer?.timeZone ?? portal.timezone;
  const choices = viewer?.choices;
  const day = (name: 'from' | 'to', label: string) => (
    <DateInput
      name={name}
      label={label}
      testId={`filter-${name}`}
      format="ll"
      // an emptied field comes as nothing, whatever its type says
      onChange={(chosen: Day | null | undefined) => change({ [name]: momentOf(name, chosen, zone) })}
      {...valueOf(name, params[name], zone)}
    />
  );
  return (
    <Flex direction="column" gap="sm" testId="activity-filters">
      <AutoGrid columnWidth={150} flexible gap="sm">
        <Several name="kind" label="What" offered={choices?.activity ?? []} params={params} change={change} />
        <Several
          name="assistant"
          label="Assistant"
          offered={choices?.assistants ?? []}
          params={params}
          change={change}
        />
        <Several
          name="priorOwner"
          label="Prior owner"
          offered={choices?.priorOwners ?? []}
          params={params}
          change={change}
        />
        {day('from', 'From')}
        {day('to', 'Up to and including')}
      </AutoGrid>
      <Flex direction="row" gap="md" align="center" wrap>
        {params['contact'] ? (
          <StatusTag testId="one-contact" showRemoveIcon onRemoveClick={() => change({ contact: undefined })}>
            {`Only ${contactName ?? `contact ${params['contact']}`}`}
          </StatusTag>
        ) : null}
        {Object.keys(activityParams(params)).length > 0 ? (
          <PageLink to="/activity" testId="clear-filters">
            Clear all filters
          </PageLink>
        ) : null}
      </Flex>
    </Flex>
  );
}

/** `to` is the moment before which entries count: the end of the day chosen. */
function momentOf(name: 'from' | 'to', chosen: Day | null | undefined, zone: string): string | undefined {
  if (!chosen) return undefined;
  const last = name === 'to' ? { ...chosen, date: chosen.date + 1 } : chosen;
  return String(startOfDay(last, zone));
}

function valueOf(name: 'from' | 'to', param: string | undefined, zone: string): { value?: Day } {
  const at = Number(param);
  if (!param || !Number.isFinite(at)) return {};
  return { value: dateIn(name === 'to' ? at - 1 : at, zone) };
}
