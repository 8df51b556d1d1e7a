import { Button, Flex, Text } from '@hubspot/ui-extensions';
import { useEffect } from 'react';
import { momentInZone } from '../wording/dates.ts';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { CardTools } from './card-tools.ts';
import type { ActiveLead, EmailPreview } from './contract.ts';
import { DraftAnswer } from './draft.tsx';

interface Props {
  lead: ActiveLead;
  /** The saved Context: another one makes an open draft out of date. */
  context: string;
  tools: CardTools;
}

/** When the next email goes out, and what it will say. */
export function NextEmail({ lead, context, tools }: Props) {
  const { asked, ask, forget } = useLatestAnswer<EmailPreview>();
  const open = asked.status !== 'none';
  const preview = () => void ask(() => tools.api.nextEmail());
  const toggle = () => {
    tools.stir();
    if (open) forget();
    else preview();
  };
  useEffect(() => {
    if (open) preview();
    // only these facts make a draft that is shown out of date
  }, [lead.step, lead.nextEmailAt, context]);
  return (
    <Flex direction="column" gap="sm">
      <Flex direction="row" justify="between" align="end" gap="sm" wrap>
        <When lead={lead} locale={tools.locale} />
        {lead.nextEmailAt === null && !open ? null : (
          <Button size="sm" testId="preview" onClick={toggle}>
            {open ? 'Hide preview' : 'Preview'}
          </Button>
        )}
      </Flex>
      <DraftAnswer asked={asked} onRetry={preview} testId="draft" />
    </Flex>
  );
}

function When({ lead, locale }: { lead: ActiveLead; locale: string | undefined }) {
  const { nextEmailAt, timeZone, timeZoneOrigin } = lead;
  if (nextEmailAt === null) return <Text testId="next-email">No next email is planned.</Text>;
  return (
    <Flex direction="column" gap="flush">
      <Text variant="microcopy">Next email</Text>
      <Text format={{ fontWeight: 'demibold' }} testId="next-email">
        {momentInZone(nextEmailAt, timeZone, locale)}
      </Text>
      {timeZoneOrigin === null ? null : (
        <Text variant="microcopy" testId="time-zone-origin">{`Time zone: ${timeZoneOrigin}.`}</Text>
      )}
    </Flex>
  );
}
