import {
  EmptyState,
  Flex,
  Heading,
  List,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { PageState } from '../../pages/page-state.tsx';
import { useShown } from '../../pages/use-pages.ts';
import { moment } from '../../wording/dates.ts';
import { counted } from '../../wording/numbers.ts';
import type { RuleFiring } from './contract.ts';
import type { PartProps } from '../one/part-props.ts';
import { ruleLines } from './words.ts';

/** The rules of a campaign, and what they did. */
export function Rules({ campaign, tools }: PartProps) {
  const lines = ruleLines(campaign.draft.rules, tools);
  return (
    <Flex direction="column" gap="md" testId="rules">
      {lines.length === 0 ? (
        <EmptyState title="No rules" layout="vertical">
          <Text>Change the campaign to let something happen by itself: they stand under Schedule.</Text>
        </EmptyState>
      ) : (
        <List variant="unordered-styled">
          {lines.map((line) => (
            <Text key={line}>{line}</Text>
          ))}
        </List>
      )}
      {tools.isAdmin ? <Firings campaign={campaign} tools={tools} /> : null}
    </Flex>
  );
}

function Firings({ campaign, tools }: Pick<PartProps, 'campaign' | 'tools'>) {
  const shown = useShown<{ firings: readonly RuleFiring[] }>(
    `rules ${campaign.id}`,
    () => tools.campaigns.firings(campaign.id),
    () => 15_000,
  );
  return (
    <PageState shown={shown} subject="what the rules did">
      {({ firings }) =>
        firings.length === 0 ? (
          <Text variant="microcopy">
            The rules have led to nothing so far; answers with words to read stand in Reviews.
          </Text>
        ) : (
          <Flex direction="column" gap="xs">
            <Heading>What the rules led to</Heading>
            <Table bordered density="condensed" testId="firings">
              <TableHead>
                <TableRow>
                  <TableHeader>When</TableHeader>
                  <TableHeader>Why</TableHeader>
                  <TableHeader>Changed</TableHeader>
                </TableRow>
              </TableHead>
              <TableBody>
                {firings.map(({ contactId, why, at, told, goesOn }) => (
                  <TableRow key={`${contactId}-${at}-${why}`}>
                    <TableCell>{moment(at, tools)}</TableCell>
                    <TableCell>{why}</TableCell>
                    <TableCell>
                      {counted(told, 'contact', 'contacts', tools.locale)}
                      {goesOn ? ', going on' : ''}
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </Flex>
        )
      }
    </PageState>
  );
}
