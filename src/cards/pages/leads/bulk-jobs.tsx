import {
  Box,
  Accordion,
  Alert,
  Button,
  Flex,
  LoadingButton,
  ProgressBar,
  Text,
  Tile,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import { moment } from '../../wording/dates.ts';
import type { BulkJob } from '../contract.ts';
import type { PagesTools } from '../use-pages.ts';
import { counted, number } from '../../wording/numbers.ts';
import { Refused } from './refused.tsx';
import { isOver } from './use-bulk-jobs.ts';
import type { BulkJobList } from './use-bulk-jobs.ts';

const hourMs = 3_600_000;

interface Props {
  jobs: BulkJobList;
  tools: PagesTools;
}

/** Bulk actions under way, and how those of the last hour ended; earlier ones are folded. */
export function BulkJobs({ jobs, tools }: Props) {
  const running = jobs.jobs.filter((job) => !isOver(job));
  const over = jobs.jobs.filter(isOver);
  const isFresh = (job: BulkJob) =>
    !jobs.isPutAway(job.id) && (job.endedAt ?? job.askedAt) > Date.now() - hourMs;
  const fresh = over.filter(isFresh);
  const earlier = over.filter((job) => !isFresh(job));
  if (jobs.jobs.length === 0) return null;
  return (
    <Flex direction="column" gap="sm" testId="bulk-jobs">
      {running.map((job) => (
        <Running key={job.id} job={job} tools={tools} onChange={jobs.hurry} />
      ))}
      {fresh.map((job) => (
        <Ended key={job.id} job={job} tools={tools} onPutAway={() => jobs.putAway(job.id)} />
      ))}
      {earlier.length > 0 ? (
        <Accordion title={`Earlier bulk actions (${earlier.length})`} size="xs" testId="earlier-jobs">
          <Flex direction="column" gap="sm">
            {earlier.map((job) => (
              <Ended key={job.id} job={job} tools={tools} onPutAway={null} />
            ))}
          </Flex>
        </Accordion>
      ) : null}
    </Flex>
  );
}

function Running({ job, tools, onChange }: { job: BulkJob; tools: PagesTools; onChange: () => void }) {
  const [cancelling, setCancelling] = useState(false);
  const handled = job.done + job.refused;
  const cancel = async () => {
    setCancelling(true);
    const answer = await tools.api.cancelBulk(job.id);
    if (!answer.ok) {
      setCancelling(false);
      tools.addAlert({ type: 'danger', message: answer.problem.message });
    }
    onChange();
  };
  return (
    <Tile compact testId={`job-${job.id}`}>
      <Flex direction="row" gap="md" align="center">
        <Box flex={1}>
          <ProgressBar
            title={job.title}
            value={handled}
            maxValue={Math.max(1, job.total)}
            valueDescription={
              job.state === 'waiting'
                ? 'Waiting for its turn'
                : `${number(handled, tools.locale)} of ${number(job.total, tools.locale)}`
            }
          />
        </Box>
        {job.mayCancel ? (
          <LoadingButton size="xs" testId="cancel-job" loading={cancelling} onClick={() => void cancel()}>
            Cancel
          </LoadingButton>
        ) : null}
      </Flex>
      <Text variant="microcopy">{`Asked for by ${job.askedBy}. You can leave this page; it goes on.`}</Text>
    </Tile>
  );
}

interface EndedProps {
  job: BulkJob;
  tools: PagesTools;
  onPutAway: (() => void) | null;
}

function Ended({ job, tools, onPutAway }: EndedProps) {
  return (
    <Alert
      variant={toneOf(job)}
      title={`${job.title}: ${outcome(job, tools.locale)}`}
      testId={`job-${job.id}`}
    >
      <Flex direction="column" gap="xs">
        {job.problem ? <Text>{job.problem}</Text> : null}
        <Text variant="microcopy">
          {`Asked for by ${job.askedBy}${job.endedAt === null ? '' : `, ended ${moment(job.endedAt, tools)}`}.`}
        </Text>
        <Refused job={job} tools={tools}>
          {onPutAway ? (
            <Button size="xs" testId="put-away" onClick={onPutAway}>
              Put away
            </Button>
          ) : null}
        </Refused>
      </Flex>
    </Alert>
  );
}

function toneOf(job: BulkJob): 'success' | 'warning' | 'danger' | 'info' {
  if (job.state === 'failed') return 'danger';
  if (job.refused > 0) return 'warning';
  return job.state === 'cancelled' ? 'info' : 'success';
}

const nounsOf = ({ action }: BulkJob): [string, string] =>
  action.kind === 'approve' ? ['email', 'emails'] : ['lead', 'leads'];

function outcome(job: BulkJob, locale: string | undefined): string {
  const done = `${number(job.done, locale)} done`;
  const refused = job.refused > 0 ? `, ${number(job.refused, locale)} not done` : '';
  const rest = job.total - job.done - job.refused;
  if (job.state === 'cancelled')
    return `cancelled after ${counted(job.done, ...nounsOf(job), locale)}${refused}, ${number(rest, locale)} left as they were`;
  if (job.state === 'failed') return `stopped, ${done}${refused}, ${number(rest, locale)} left as they were`;
  return `${done}${refused}`;
}
