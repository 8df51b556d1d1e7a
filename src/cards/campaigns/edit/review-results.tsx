import {
  Accordion,
  Alert,
  BarChart,
  Button,
  DescriptionList,
  DescriptionListItem,
  Flex,
  Heading,
  List,
  Statistics,
  StatisticsItem,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { moment } from '../../wording/dates.ts';
import { counted, number } from '../../wording/numbers.ts';
import { WrittenText } from '../../wording/written-text.tsx';
import type { CampaignReview, ReviewedMail } from '../contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';
import { capitalized } from '../words.ts';
import { calendarBars, daysUntil, isoDay } from './calendar.ts';
import { LeftOutModal } from './left-out-modal.tsx';

interface Props {
  campaignId: string;
  review: CampaignReview;
  tools: CampaignsTools;
}

/** What a dry run has found so far. */
export function ReviewResults(props: Props) {
  const { review, tools } = props;
  if (review.looked === 0) return null;
  return (
    <Flex direction="column" gap="md" testId="review-results">
      <WhoIsIn {...props} />
      <Warnings {...props} />
      {review.calendar.length === 0 ? null : <Calendar {...props} />}
      <Costs {...props} />
      {review.mails.length === 0 ? null : (
        <Flex direction="column" gap="sm">
          <Heading>
            {review.mails.length === 1 ? 'The first email' : `The first ${review.mails.length} emails`}
          </Heading>
          {review.mails.map((mail, index) => (
            <Mail key={mail.contactId} mail={mail} isFirst={index === 0} tools={tools} />
          ))}
        </Flex>
      )}
    </Flex>
  );
}

function WhoIsIn({ campaignId, review, tools }: Props) {
  const left = review.leftOut.reduce((sum, { count }) => sum + count, 0);
  return (
    <Tile testId="who-is-in">
      <Flex direction="column" gap="md">
        <Statistics>
          <StatisticsItem label="Contacts in" number={number(review.enrolled, tools.locale)}>
            <Text variant="microcopy">
              {review.queued > 0
                ? `${number(review.queued, tools.locale)} wait for a free place of the assistant`
                : ''}
            </Text>
          </StatisticsItem>
          <StatisticsItem label="Left out" number={number(left, tools.locale)}>
            <Text variant="microcopy">{`of ${counted(review.looked, 'contact', 'contacts', tools.locale)}`}</Text>
          </StatisticsItem>
        </Statistics>
        {left === 0 ? null : <LeftOut left={left} {...{ campaignId, review, tools }} />}
      </Flex>
    </Tile>
  );
}

/** Each number opens the contacts behind it. */
function LeftOut({ campaignId, review, left, tools }: Props & { left: number }) {
  const opens = (reason: CampaignReview['leftOut'][number] | null, count: number) => (
    <Button
      size="xs"
      variant="transparent"
      testId={`left-out-of-${reason?.value ?? 'all'}`}
      overlay={<LeftOutModal {...{ campaignId, reason, count, tools }} />}
    >
      {counted(count, 'contact', 'contacts', tools.locale)}
    </Button>
  );
  return (
    <Table bordered density="condensed" testId="left-out-reasons">
      <TableHead>
        <TableRow>
          <TableHeader>Left out because</TableHeader>
          <TableHeader align="right">Who</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {review.leftOut.map((reason) => (
          <TableRow key={reason.value}>
            <TableCell>{capitalized(reason.label)}</TableCell>
            <TableCell align="right">{opens(reason, reason.count)}</TableCell>
          </TableRow>
        ))}
        {review.leftOut.length < 2 ? null : (
          <TableRow>
            <TableCell>For whichever reason</TableCell>
            <TableCell align="right">{opens(null, left)}</TableCell>
          </TableRow>
        )}
      </TableBody>
    </Table>
  );
}

function Warnings({ review: { calls, storage, budgetLeft }, tools }: Props) {
  const beyond = budgetLeft !== null && calls.now > budgetLeft;
  return (
    <>
      {beyond ? (
        <Alert variant="warning" title="It takes more than HubSpot lets through today" testId="beyond-budget">
          <Text>{`${counted(calls.now, 'call', 'calls', tools.locale)} for enrolling, ${number(budgetLeft, tools.locale)} left today. The rest goes on tomorrow by itself.`}</Text>
        </Alert>
      ) : null}
      {storage.warning === null ? null : (
        <Alert variant="warning" title={storage.warning} testId="storage-warning" />
      )}
    </>
  );
}

function Calendar({ review, tools }: Props) {
  const { unit, bars } = calendarBars(review.calendar, tools.locale);
  return (
    <Tile testId="calendar">
      <Flex direction="column" gap="sm">
        <Heading>{`Emails ${unit}`}</Heading>
        <BarChart
          testId="calendar-chart"
          data={bars.map(({ label, emails }) => ({ when: label, emails }))}
          axes={{
            x: { field: 'when', fieldType: 'category', label: 'When' },
            y: { field: 'emails', fieldType: 'linear', label: 'Emails' },
          }}
          options={{ showDataLabels: bars.length <= 14, showLegend: false, colorList: ['darkAqua'] }}
        />
        <Text variant="microcopy">As if nobody answered: each answer ends a conversation earlier.</Text>
      </Flex>
    </Tile>
  );
}

function Costs({ review, tools }: Props) {
  const { calls, storage, budgetLeft, lastMailDay, startedAt } = review;
  const left = lastMailDay === null ? null : daysUntil(lastMailDay, startedAt, tools.timeZone);
  return (
    <DescriptionList direction="row" testId="costs">
      <DescriptionListItem label="Last email">
        <Text>
          {lastMailDay === null || left === null
            ? 'None is planned'
            : `${isoDay(lastMailDay, tools.locale)}, in ${counted(left, 'day', 'days', tools.locale)}`}
        </Text>
      </DescriptionListItem>
      <DescriptionListItem label="HubSpot API calls">
        <Text>{`${number(calls.now, tools.locale)} to enroll, ${number(calls.later, tools.locale)} later`}</Text>
        {calls.words === '' ? null : <Text variant="microcopy">{calls.words}</Text>}
      </DescriptionListItem>
      <DescriptionListItem label="Left of today’s calls">
        <Text>{budgetLeft === null ? 'No daily limit is known' : number(budgetLeft, tools.locale)}</Text>
      </DescriptionListItem>
      <DescriptionListItem label="Storage in HubSpot">
        <Text>{`About ${number(storage.kilobytes, tools.locale)} KB for ${counted(storage.emails, 'email', 'emails', tools.locale)}`}</Text>
      </DescriptionListItem>
    </DescriptionList>
  );
}

interface MailProps {
  mail: ReviewedMail;
  isFirst: boolean;
  tools: CampaignsTools;
}

function Mail({ mail, isFirst, tools }: MailProps) {
  const { contactId, name, to, at, subject, text, marked, problem } = mail;
  const mark = problem !== null ? ' (cannot be written)' : marked.length > 0 ? ' (to be approved)' : '';
  return (
    <Accordion
      title={`${name}: ${subject || 'no email'}${mark}`}
      size="sm"
      defaultOpen={isFirst}
      testId={`mail-${contactId}`}
    >
      <Flex direction="column" gap="sm">
        <Text variant="microcopy">{`To ${to}${at === null ? '' : `, ${moment(at, tools)}`}`}</Text>
        {problem === null ? <WrittenText>{text}</WrittenText> : null}
        {problem === null ? null : (
          <Alert variant="danger" title="This email cannot be written" testId={`mail-problem-${contactId}`}>
            <Text>{problem}</Text>
          </Alert>
        )}
        {marked.length === 0 ? null : (
          <Alert
            variant="warning"
            title="Stands in no source: a person would have to approve it"
            testId={`mail-marked-${contactId}`}
          >
            <List variant="unordered">
              {marked.map(({ words, reason }) => (
                <Text key={words}>{`“${words}”: ${reason}`}</Text>
              ))}
            </List>
          </Alert>
        )}
      </Flex>
    </Accordion>
  );
}
