import {
  Alert,
  Flex,
  StatusTag,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { dayAt } from '../wording/dates.ts';
import type { PastAnswer, PastResult } from './contract.ts';
import type { PhrasesTools } from './use-phrases.ts';
import { beforeWords, nowWords, percent } from './words.ts';

/** What a phrase would have made of the answers that came. */
export function PastAnswers({ result, tools }: { result: PastResult; tools: PhrasesTools }) {
  const { looked, since, answers, alike } = result;
  if (since === null)
    return (
      <Alert variant="info" title="No replies to test on yet" testId="no-past">
        <Text>Baton holds no replies of this account. Try a sentence instead.</Text>
      </Alert>
    );
  const shown = answers.filter(({ decidedBy }) => decidedBy !== 'not-alike').length;
  return (
    <Flex direction="column" gap="xs" testId="past">
      <Text format={{ fontWeight: 'demibold' }} testId="past-count">
        {summary(result)}
      </Text>
      <Text variant="microcopy">
        {`${looked === 1 ? '1 reply' : `${looked} replies`} looked at, since ${dayAt(since, tools)}.${
          shown < alike ? ` The newest ${shown} are shown.` : ''
        }`}
      </Text>
      {answers.length > 0 ? <Answers answers={answers} tools={tools} /> : null}
    </Flex>
  );
}

function summary({ alike, changed }: PastResult): string {
  if (alike === 0) return 'No past reply says this.';
  const said = alike === 1 ? '1 past reply says this' : `${alike} past replies say this`;
  if (changed === 0) return `${said}; nothing would have been decided otherwise.`;
  return alike === 1
    ? `${said}, and would have been decided otherwise.`
    : `${said}; ${changed} of them would have been decided otherwise.`;
}

function Answers({ answers, tools }: { answers: readonly PastAnswer[]; tools: PhrasesTools }) {
  return (
    <Table bordered density="condensed" testId="past-answers">
      <TableHead>
        <TableRow>
          <TableHeader width={260}>Reply</TableHeader>
          <TableHeader width="min">Alike</TableHeader>
          <TableHeader width={160}>Decided then</TableHeader>
          <TableHeader width={200}>With the phrase</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {answers.map((answer) => (
          <TableRow key={`${answer.at} ${answer.contactName} ${answer.passage}`}>
            <TableCell>
              <Text>{`“${answer.passage}”`}</Text>
              <Text variant="microcopy">{`${answer.contactName}, ${dayAt(answer.at, tools)}`}</Text>
            </TableCell>
            <TableCell width="min">
              <StatusTag variant={answer.decidedBy === 'not-alike' ? 'default' : 'success'}>
                {percent(answer.similarity)}
              </StatusTag>
            </TableCell>
            <TableCell>{beforeWords(answer.before)}</TableCell>
            <TableCell>{nowWords(answer)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
