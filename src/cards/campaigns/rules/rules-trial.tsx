import { Alert, Flex, List, LoadingButton, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { CampaignRules } from '../contract.ts';
import type { RuleTrial } from './contract.ts';
import type { CampaignsTools } from '../use-campaigns.ts';
import { ruleLines, rulesProblem } from './words.ts';

interface Props {
  rules: CampaignRules;
  /** null: it is not saved yet. */
  campaignId: string | null;
  tools: CampaignsTools;
}

/** What was tried, by the rules that it was tried with; a refusal in words. */
interface Tried {
  of: string;
  trials: readonly RuleTrial[] | null;
  refusal: string | null;
}

/** Tries the rules on the last 30 days. Nothing is changed, and nothing has to be saved before. */
export function RulesTrial({ rules, campaignId, tools }: Props) {
  const [tried, setTried] = useState<Tried | null>(null);
  const [running, setRunning] = useState(false);
  const lines = ruleLines(rules, tools);
  const of = JSON.stringify(rules);
  const problem = rulesProblem(rules);
  const run = async () => {
    setRunning(true);
    const answer = await tools.campaigns.tryRules(rules, campaignId);
    setRunning(false);
    setTried(
      answer.ok
        ? { of, trials: answer.value.trials, refusal: null }
        : { of, trials: null, refusal: answer.problem.message },
    );
  };
  if (lines.length === 0) return null;
  return (
    <Flex direction="column" gap="xs">
      <Flex direction="row">
        <LoadingButton
          size="sm"
          testId="try-rules"
          loading={running}
          disabled={problem !== null}
          onClick={() => void run()}
        >
          Try on the last 30 days
        </LoadingButton>
      </Flex>
      {problem === null ? null : <Text variant="microcopy">{problem}</Text>}
      {tried === null || tried.of !== of ? null : <Result tried={tried} />}
    </Flex>
  );
}

function Result({ tried: { trials, refusal } }: { tried: Tried }) {
  if (trials === null)
    return (
      <Alert variant="danger" title="It could not be tried" testId="trial-refused">
        <Text>{refusal}</Text>
      </Alert>
    );
  return (
    <Alert variant="info" title="In the last 30 days" testId="trial-result">
      <List>
        {trials.map(({ rule, words }) => (
          <Text key={rule}>{words}</Text>
        ))}
      </List>
    </Alert>
  );
}
