import {
  Button,
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
import { useState } from 'react';
import { understoodWords } from '../phrases/words.ts';
import { dayAt } from '../wording/dates.ts';
import type { Trial, TrialReply } from './contract.ts';
import type { TrialTools } from './use-model-trial.ts';
import { asSentence, surely } from './words.ts';

const SHOWN_AT_FIRST = 10;

interface Props {
  trial: Trial;
  tools: TrialTools;
}

/** Reply by reply: what both read, and what would have come of it. */
export function TrialTable({ trial, tools }: Props) {
  const [all, showAll] = useState(false);
  const { replies, model } = trial;
  const shown = all ? replies : replies.slice(0, SHOWN_AT_FIRST);
  return (
    <Flex direction="column" gap="xs">
      <Table bordered density="condensed" testId="trial-replies">
        <TableHead>
          <TableRow>
            <TableHeader width={240}>Reply</TableHeader>
            <TableHeader width={150}>Baton reads</TableHeader>
            <TableHeader width={210}>{`${model} says`}</TableHeader>
            <TableHeader width={180}>With both</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((reply, index) => (
            <TableRow key={`${reply.at} ${reply.contactName} ${index}`}>
              <TableCell>
                <Text>{`“${reply.beginning}”`}</Text>
                <Text variant="microcopy">{`${reply.contactName}, ${dayAt(reply.at, tools)}`}</Text>
              </TableCell>
              <TableCell>
                <Reading {...reply.baton} />
              </TableCell>
              <TableCell>
                <Said reply={reply} />
              </TableCell>
              <TableCell>
                <Outcome reply={reply} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {shown.length < replies.length ? (
        <Flex direction="row">
          <Button size="sm" testId="all-replies" onClick={() => showAll(true)}>
            {`Show all ${replies.length}`}
          </Button>
        </Flex>
      ) : null}
    </Flex>
  );
}

const Reading = ({ class: meant, confidence, doubtful }: TrialReply['baton']) => (
  <>
    <Text>{understoodWords(meant)}</Text>
    <Text variant="microcopy">{`${surely(confidence)}, ${doubtful ? 'not sure enough' : 'sure'}`}</Text>
  </>
);

function Said({ reply: { model, baton } }: { reply: TrialReply }) {
  if (model === null) return <Text variant="microcopy">No answer</Text>;
  const same = model.class === baton.class;
  const { sentence } = model;
  return (
    <>
      <Text>{`${understoodWords(model.class)}${same ? ', as Baton' : ''}`}</Text>
      <Text variant="microcopy">
        {`${surely(model.confidence)}, ${
          sentence === '' ? 'quoting words that are not there' : `from “${sentence}”`
        }`}
      </Text>
    </>
  );
}

function Outcome({ reply }: { reply: TrialReply }) {
  const { outcome, model, baton } = reply;
  if (outcome === 'settled') return <StatusTag variant="success">Settled by the model</StatusTag>;
  const toPerson = outcome === 'person' || baton.class === 'Other';
  const same = model === null || model.class === baton.class;
  const note = noteOn(reply);
  return (
    <>
      <StatusTag variant={toPerson ? 'warning' : same ? 'default' : 'info'}>
        {toPerson ? 'A person reads it' : 'As Baton reads it'}
      </StatusTag>
      {note === null ? null : <Text variant="microcopy">{note}</Text>}
    </>
  );
}

/** Why the model changes nothing; null: there is nothing to explain. */
function noteOn({ outcome, why, model, baton }: TrialReply): string | null {
  if (why !== null) return asSentence(why);
  if (outcome !== 'as-before' || model === null || model.class === baton.class) return null;
  return 'Baton is sure: the model would not be asked.';
}
