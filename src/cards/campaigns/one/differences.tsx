import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import type { Reader } from '../../wording/dates.ts';
import type { CampaignChoices, CampaignDraft } from '../contract.ts';
import { draftLines } from '../words.ts';

interface Props {
  before: CampaignDraft;
  after: CampaignDraft;
  choices: CampaignChoices;
  reader: Reader;
}

/** What reads differently in two versions of a campaign. */
export function Differences({ before, after, choices, reader }: Props) {
  const was = draftLines(before, choices, reader);
  const changed = draftLines(after, choices, reader).flatMap(({ label, text }, index) =>
    was[index]?.text === text ? [] : [{ label, text, before: was[index]?.text ?? '' }],
  );
  if (changed.length === 0) return <Text variant="microcopy">It reads the same.</Text>;
  return (
    <Table bordered density="condensed" testId="differences">
      <TableHead>
        <TableRow>
          <TableHeader>What</TableHeader>
          <TableHeader>Before</TableHeader>
          <TableHeader>After</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {changed.map(({ label, text, before: old }) => (
          <TableRow key={label}>
            <TableCell>{label}</TableCell>
            <TableCell>{old}</TableCell>
            <TableCell>{text}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
