import { Button, Flex, Link, List, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { Problem } from '../../requests/answers.ts';
import type { BulkJob, BulkRefusedView } from '../contract.ts';
import type { PagesTools } from '../use-pages.ts';
import { useViewer } from '../viewer.ts';
import { counted } from '../../wording/numbers.ts';

interface Read {
  refused: BulkRefusedView['refused'];
  next: string | null;
}

interface Props {
  job: BulkJob;
  tools: PagesTools;
  /** Buttons beside the one that shows them. */
  children: ReactNode;
}

/** Which leads a bulk action left out, by name, each with its reason. */
export function Refused({ job, tools, children }: Props) {
  const [read, setRead] = useState<Read | null>(null);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const recordUrl = useViewer()?.recordUrl;
  const more = async () => {
    setAsking(true);
    const answer = await tools.api.bulkRefused(job.id, read?.next ?? null);
    setAsking(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok)
      setRead({ refused: [...(read?.refused ?? []), ...answer.value.refused], next: answer.value.next });
  };
  return (
    <Flex direction="column" gap="xs" testId="refused">
      {read ? (
        <List variant="unordered">
          {read.refused.map(({ contactId, name, reason }) => (
            <Text key={contactId}>
              {recordUrl === undefined ? (
                name
              ) : (
                <Link href={{ url: `${recordUrl}${contactId}`, external: true }}>{name}</Link>
              )}
              {`: ${reason}`}
            </Text>
          ))}
        </List>
      ) : null}
      {problem ? <Text>{problem.message}</Text> : null}
      {asking ? <LoadingSpinner label="Loading" size="xs" /> : null}
      <Flex direction="row" gap="xs">
        {job.refused > 0 && (read === null || read.next !== null) && !asking ? (
          <Button size="xs" testId="show-refused" onClick={() => void more()}>
            {read === null
              ? `Show the ${counted(job.refused, 'lead', 'leads', tools.locale)} not done`
              : 'Show more'}
          </Button>
        ) : null}
        {children}
      </Flex>
    </Flex>
  );
}
