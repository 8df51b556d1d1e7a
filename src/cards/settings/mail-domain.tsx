import { Alert, Flex, LoadingButton, StatusTag, Text } from '@hubspot/ui-extensions';
import { useLatestAnswer } from '../requests/latest-answer.ts';
import { WrittenText } from '../wording/written-text.tsx';
import type { AssistantView, MailDomain } from './contract.ts';
import { domainOf } from './use-mail-domains.ts';
import type { MailDomains } from './use-mail-domains.ts';
import type { SettingsTools } from './use-settings.ts';

type Finding = MailDomain['findings'][number];

const tones = {
  ok: { tone: 'success', label: 'found' },
  missing: { tone: 'danger', label: 'missing' },
  wrong: { tone: 'danger', label: 'wrong' },
  unknown: { tone: 'default', label: 'not known' },
} as const satisfies Record<Finding['state'], { tone: string; label: string }>;

interface Props {
  assistant: AssistantView;
  tools: SettingsTools;
  domains: MailDomains;
}

/** Whether mail providers believe that the assistant's mail is the company's: SPF, DKIM and DMARC. */
export function MailDomainCheck({ assistant: { id, email }, tools, domains }: Props) {
  const { asked, ask } = useLatestAnswer<MailDomain>();
  const looking = asked.status === 'asking';
  const domain = domainOf(email);
  const found = domains.known.find((known) => known.domain.toLowerCase() === domain);
  const look = async () => {
    const answer = await tools.api.mailDomain(id);
    if (answer.ok) domains.tell(answer.value);
    return answer;
  };
  return (
    <Flex direction="column" gap="xs" testId={`mail-domain-${id}`}>
      {found ? <Findings findings={found.findings} /> : null}
      <Flex direction="row">
        <LoadingButton
          size="xs"
          testId={`check-domain-${id}`}
          loading={looking}
          disabled={looking}
          onClick={() => void ask(look)}
        >
          {found ? `Check ${domain} again` : `Check SPF, DKIM and DMARC of ${domain}`}
        </LoadingButton>
      </Flex>
      {asked.status === 'failed' ? (
        <Alert variant="warning" title={asked.problem.message} testId={`domain-problem-${id}`} />
      ) : null}
    </Flex>
  );
}

/** What is the same for all is said once. */
function Findings({ findings }: Pick<MailDomain, 'findings'>) {
  const [first, ...others] = findings;
  const same = first !== undefined && others.every(({ text }) => text === first.text);
  if (!same) return findings.map((finding) => <Shown key={finding.name} finding={finding} />);
  return (
    <Flex direction="column" gap="flush">
      <Flex direction="row" gap="xs" wrap>
        {findings.map((finding) => (
          <Tag key={finding.name} finding={finding} />
        ))}
      </Flex>
      <Text>{first.text}</Text>
    </Flex>
  );
}

function Tag({ finding: { name, state } }: { finding: Finding }) {
  const { tone, label } = tones[state];
  return <StatusTag variant={tone}>{`${name} ${label}`}</StatusTag>;
}

function Shown({ finding }: { finding: Finding }) {
  const { text, enter } = finding;
  return (
    <Flex direction="column" gap="flush">
      <Flex direction="row">
        <Tag finding={finding} />
      </Flex>
      <Text>{text}</Text>
      {enter ? <WrittenText>{`TXT record of ${enter.name}:\n${enter.value}`}</WrittenText> : null}
    </Flex>
  );
}
