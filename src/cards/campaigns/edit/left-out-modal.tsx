import {
  Flex,
  Link,
  LoadingSpinner,
  Modal,
  ModalBody,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { ProblemState } from '../../notices/problem-notice.tsx';
import { Pager } from '../../pages/pager.tsx';
import type { Params } from '../../pages/place.ts';
import { useViewer } from '../../pages/viewer.ts';
import { useLatestAnswer } from '../../requests/latest-answer.ts';
import { counted } from '../../wording/numbers.ts';
import type { CampaignReview, LeftOutView } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';
import { capitalized } from '../words.ts';

interface Props {
  campaignId: string;
  /** Why they would be left out; null: for whichever reason. */
  reason: CampaignReview['leftOut'][number] | null;
  count: number;
  tools: CampaignsTools;
}

/** Whom a dry run would leave out, a page at a time. */
export function LeftOutModal({ campaignId, reason, count, tools }: Props) {
  const [params, setParams] = useState<Params>({});
  const { asked, ask } = useLatestAnswer<LeftOutView>();
  const load = (to: Params) => {
    setParams(to);
    const { after } = to;
    const query = { ...(reason === null ? {} : { reason: reason.value }), ...(after ? { after } : {}) };
    void ask(() => tools.campaigns.leftOut(campaignId, query));
  };
  const many = counted(count, 'contact', 'contacts', tools.locale);
  const title = reason === null ? `Left out: ${many}` : `${capitalized(reason.label)}: ${many}`;
  const name = reason?.value ?? 'all';
  return (
    <Modal id={`left-out-${name}-modal`} title={title} width="lg" onOpen={() => load({})}>
      <ModalBody>
        {asked.status === 'failed' ? (
          <ProblemState problem={asked.problem} subject="the contacts" onRetry={() => load(params)} />
        ) : asked.status !== 'answered' ? (
          <LoadingSpinner label="Loading the contacts" showLabel layout="centered" />
        ) : asked.value.contacts.length === 0 ? (
          <Text testId={`left-out-gone-${name}`}>They are not listed any more. Run the dry run again.</Text>
        ) : (
          <Flex direction="column" gap="sm">
            <Contacts contacts={asked.value.contacts} name={name} withReason={reason === null} />
            <Pager
              params={params}
              change={(to) => load(Object.fromEntries(Object.entries(to).filter(isSaid)))}
              asking={false}
              next={asked.value.next}
              what={many}
            />
          </Flex>
        )}
      </ModalBody>
    </Modal>
  );
}

const isSaid = (entry: [string, string | undefined]): entry is [string, string] => entry[1] !== undefined;

interface ContactsProps {
  contacts: LeftOutView['contacts'];
  name: string;
  withReason: boolean;
}

/** The name opens the record in HubSpot. */
function Contacts({ contacts, name: of, withReason }: ContactsProps) {
  const recordUrl = useViewer()?.recordUrl;
  return (
    <Table bordered density="condensed" testId={`left-out-${of}`}>
      <TableHead>
        <TableRow>
          <TableHeader>Name</TableHeader>
          <TableHeader>Company</TableHeader>
          {withReason ? <TableHeader>Why</TableHeader> : null}
        </TableRow>
      </TableHead>
      <TableBody>
        {contacts.map(({ contactId, name, email, company, why }) => (
          <TableRow key={contactId}>
            <TableCell>
              <Text truncate={{ maxWidth: 260, tooltipText: name }} format={{ fontWeight: 'demibold' }}>
                {recordUrl === undefined ? (
                  name
                ) : (
                  <Link href={{ url: `${recordUrl}${contactId}`, external: true }}>{name}</Link>
                )}
              </Text>
              {email === '' || email === name ? null : (
                <Text variant="microcopy" truncate={{ maxWidth: 260, tooltipText: email }}>
                  {email}
                </Text>
              )}
            </TableCell>
            <TableCell>
              <Text truncate={{ maxWidth: 200, tooltipText: company }}>{company}</Text>
            </TableCell>
            {withReason ? <TableCell>{capitalized(why)}</TableCell> : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
