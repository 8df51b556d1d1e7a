import { Alert, Link, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import type { Asked } from '../requests/latest-answer.ts';
import type { Answer } from '../requests/answers.ts';
import { moment } from '../wording/dates.ts';
import type { CsvView } from './contract.ts';
import type { PagesTools } from './use-pages.ts';
import { counted } from '../wording/numbers.ts';

/**
 * A file of everything that matches, made by the backend: a page of HubSpot cannot save one by itself.
 * @param rows what a line of it is, one and many
 */
export function useCsvFile(
  make: () => Promise<Answer<CsvView>>,
  rows: readonly [one: string, many: string],
  tools: PagesTools,
) {
  const { asked, ask, forget } = useLatestAnswer<CsvView>();
  const button = (
    <LoadingButton
      size="sm"
      testId="export-csv"
      loading={asked.status === 'asking'}
      onClick={() => void ask(make)}
    >
      Export CSV
    </LoadingButton>
  );
  return { button, result: <CsvResult asked={asked} rows={rows} tools={tools} onSaved={forget} /> };
}

interface ResultProps {
  asked: Asked<CsvView>;
  rows: readonly [one: string, many: string];
  tools: PagesTools;
  onSaved: () => void;
}

function CsvResult({ asked, rows: [one, many], tools, onSaved }: ResultProps) {
  if (asked.status === 'failed')
    return (
      <Alert variant="danger" title="The file could not be made" testId="csv-failed">
        <Text>{asked.problem.message}</Text>
      </Alert>
    );
  if (asked.status !== 'answered') return null;
  const { url, fileName, rows, expiresAt } = asked.value;
  return (
    <Alert
      variant="success"
      title={`${fileName} is ready: ${counted(rows, one, many, tools.locale)}`}
      testId="csv-ready"
    >
      <Text>
        <Link href={{ url, external: true }} onClick={onSaved}>
          Save the file
        </Link>
        {`. The link works until ${moment(expiresAt, tools)}.`}
      </Text>
    </Alert>
  );
}
