import { Alert, Flex, Link, Text } from '@hubspot/ui-extensions';
import { moment } from '../wording/dates.ts';
import type { Reader } from '../wording/dates.ts';
import type { Elsewhere } from './contract.ts';

interface Props {
  elsewhere: Elsewhere | null | undefined;
  reader: Reader;
}

/** What the same person was sent and said under another contact, before somebody hands this one over. */
export function ElsewhereLine({ elsewhere, reader }: Props) {
  if (!elsewhere) return null;
  const { name, url, against } = elsewhere;
  const words = lineOf(elsewhere, reader);
  return (
    <Flex direction="column" gap="flush" testId="elsewhere">
      {against ? (
        <Alert variant="warning" title="Under another contact, the answer was a no, or may be one">
          <Text>{words}</Text>
        </Alert>
      ) : (
        <Text variant="microcopy">{words}</Text>
      )}
      {url === null ? null : (
        <Link
          href={{ url, external: true }}
          testId="elsewhere-record"
        >{`Open the other contact, ${name}`}</Link>
      )}
    </Flex>
  );
}

/** "Under another contact of this person: Tara sent 3 emails, the last on …: Hello. Answered on …: Understood: …" */
function lineOf(elsewhere: Elsewhere, reader: Reader): string {
  const { assistantName, active, sent, last, said, url } = elsewhere;
  const gone = url === null ? ', which is deleted' : '';
  const mails =
    sent === 0
      ? `${assistantName} has sent nothing yet`
      : `${assistantName} sent ${sent === 1 ? 'an email' : `${sent} emails`}${last ? `, the last on ${moment(last.at, reader)}: ${last.subject}` : ''}`;
  const answer = said ? `Answer of ${moment(said.at, reader)}: ${said.understood}` : 'No answer came.';
  return `Under another contact of this person${gone}: ${mails}. ${active && !said ? 'No answer yet.' : answer}`;
}
