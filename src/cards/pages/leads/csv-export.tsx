import { Alert, Link, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useLatestAnswer } from '../../requests/latest-answer.ts';
import { moment } from '../../wording/dates.ts';
import type { CsvView } from '../contract.ts';
import { leadFilterOf } from '../place.ts';
import type { Params } from '../place.ts';
import type { PagesTools } from '../use-pages.ts';
import { counted } from '../../wording/numbers.ts';

/** A file of everything that matches, made by the backend: a page of HubSpot cannot save one by itself. */
export function useCsv(params: Params, tools: PagesTools) {
  const { asked, ask, forget } = useLatestAnswer<CsvView>();
  const button = (
    <LoadingButton
      size="sm"
      testId="export-csv"
      loading={asked.status === 'asking'}
      onClick={() => void ask(() => tools.api.csv(leadFilterOf(params)))}
    >
      Export CSV
    </LoadingButton>
  );
  return { button, result: <CsvResult asked={asked} tools={tools} onSaved={forget} /> };
}

interface ResultProps {
  asked: ReturnType<typeof useLatestAnswer<CsvView>>['asked'];
  tools: PagesTools;
  onSaved: () => void;
}

function CsvResult({ asked, tools, onSaved }: ResultProps) {
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
      title={`${fileName} is ready: ${counted(rows, 'lead', 'leads', tools.locale)}`}
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
