import { Flex, LoadingButton, Text } from '@hubspot/ui-extensions';
import type { DraftView } from '../../contact/contract.ts';
import type { DraftActs } from '../../drafts/draft-acts.ts';
import { DraftDecision } from '../../drafts/draft-decision.tsx';
import type { PagesTools } from '../use-pages.ts';
import type { Decide } from './decide.ts';

interface Props {
  id: string;
  draft: DraftView;
  version: number;
  assistantName: string;
  decide: Decide;
  running: string | null;
  tools: PagesTools;
}

/** An email that waits, as on the contact's card; here the contact can be taken over as well. */
export function DraftReviewBody({ id, draft, version, assistantName, decide, running, tools }: Props) {
  const acts: DraftActs = {
    running,
    approve: ({ id: _id, ...approval }) =>
      decide('approve', approval, 'Approved. The email leaves in the contact’s next business hours.'),
    skip: (seen) =>
      decide('skip', { version: seen.version }, `Skipped. ${assistantName} goes on with the next email.`),
    writeAgain: (seen) =>
      decide(
        'write-again',
        { version: seen.version },
        `${assistantName} writes it anew. It waits here in a moment.`,
      ),
    check: ({ subject, letter }) => tools.api.checkReview(id, { subject, letter }),
  };
  return (
    <Flex direction="column" gap="sm">
      <DraftDecision draft={draft} acts={acts} reader={tools} busy={running !== null} wide />
      <Flex direction="row" gap="sm" align="center" wrap>
        <LoadingButton
          size="sm"
          testId="take-over"
          loading={running === 'take-over'}
          disabled={running !== null}
          onClick={() =>
            void decide(
              'take-over',
              { version },
              `${assistantName} hands the contact back. The email is not sent.`,
            )
          }
        >
          Take over
        </LoadingButton>
        <Text variant="microcopy" inline>
          {`The contact goes back to its owner; ${assistantName} writes no more.`}
        </Text>
      </Flex>
    </Flex>
  );
}
