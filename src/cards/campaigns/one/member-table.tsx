import {
  Checkbox,
  Flex,
  Link,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { Selection } from '../../pages/selection.ts';
import { useViewer } from '../../pages/viewer.ts';
import { moment } from '../../wording/dates.ts';
import { stateWords } from '../../wording/lead-states.ts';
import type { MemberFilter, MemberLine } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';

interface Props {
  members: readonly MemberLine[];
  /** null: nothing can be done with several. */
  selection: Selection<MemberFilter> | null;
  tools: CampaignsTools;
}

/** The contacts of one page. What is ticked stays so on other pages. */
export function MemberTable({ members, selection, tools }: Props) {
  return (
    <Table bordered density="condensed" testId="members">
      <TableHead>
        <TableRow>
          {selection === null ? null : (
            <TableHeader width="min">
              <Checkbox
                aria-label="Select all on this page"
                checked={members.every(({ contactId }) => selection.has(contactId))}
                onChange={selection.togglePage}
              />
            </TableHeader>
          )}
          <TableHeader>Name</TableHeader>
          <TableHeader>How it stands</TableHeader>
          <TableHeader>Next email</TableHeader>
          <TableHeader>Since</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {members.map((member) => (
          <TableRow key={member.contactId} testId={`member-${member.contactId}`}>
            {selection === null ? null : (
              <TableCell width="min">
                <Checkbox
                  aria-label={`Select ${member.name}`}
                  checked={selection.has(member.contactId)}
                  onChange={(on) => selection.toggle(member.contactId, on)}
                />
              </TableCell>
            )}
            <TableCell>
              <Who member={member} />
            </TableCell>
            <TableCell>
              <Flex direction="column" gap="xs" align="start">
                {member.leadState === null ? null : (
                  <StatusTag variant={stateWords[member.leadState].tone}>
                    {stateWords[member.leadState].label}
                  </StatusTag>
                )}
                <Text>{member.standing}</Text>
              </Flex>
            </TableCell>
            <TableCell>{member.nextEmailAt === null ? '' : moment(member.nextEmailAt, tools)}</TableCell>
            <TableCell>
              <Text>{moment(member.at, tools)}</Text>
              {member.version === null ? null : (
                <Text variant="microcopy">{`Version ${member.version}`}</Text>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The name opens the record in HubSpot. */
function Who({ member: { contactId, name, company, email } }: { member: MemberLine }) {
  const recordUrl = useViewer()?.recordUrl;
  const below = [email === name ? '' : email, company].filter((part) => part !== '');
  return (
    <Flex direction="column" gap="flush">
      <Text truncate={{ maxWidth: 240, tooltipText: name }} format={{ fontWeight: 'demibold' }}>
        {recordUrl === undefined ? (
          name
        ) : (
          <Link href={{ url: `${recordUrl}${contactId}`, external: true }}>{name}</Link>
        )}
      </Text>
      {below.map((part) => (
        <Text key={part} variant="microcopy" truncate={{ maxWidth: 240, tooltipText: part }}>
          {part}
        </Text>
      ))}
    </Flex>
  );
}
