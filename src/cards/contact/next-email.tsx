import { Button, Flex, Text } from '@hubspot/ui-extensions';
import { useEffect } from 'react';
import { momentInZone } from '../dates.ts';
import { useLatestAnswer } from '../latest-answer.ts';
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
  useEffect(() => {
    if (open) preview();
    // only these facts make a draft that is shown out of date
  }, [lead.step, lead.nextEmailAt, context]);
  const when =
    lead.nextEmailAt === null
      ? 'No next email is planned.'
      : `Next email: ${momentInZone(lead.nextEmailAt, lead.timeZone, tools.locale)}`;
  return (
    <Flex direction="column" gap="xs" align="start">
      <Text testId="next-email">{when}</Text>
      {lead.nextEmailAt === null && !open ? null : (
        <Button size="sm" testId="preview" onClick={open ? forget : preview}>
          {open ? 'Hide preview' : 'Preview'}
        </Button>
      )}
      <DraftAnswer asked={asked} onRetry={preview} testId="draft" />
    </Flex>
  );
}
