import { Alert, Button, Flex, Link, LoadingButton, Text, Tile } from '@hubspot/ui-extensions';
import { moment } from '../wording/dates.ts';
import type { CardTools } from './card-tools.ts';
import type { SubstituteChoice, SubstituteView } from './contract.ts';

interface Props {
  substitute: SubstituteView;
  tools: CardTools;
}

const named = ({ name, email }: SubstituteView): string => name ?? email;

/** Whom the absence notice names, what is going to happen, and the way to say no. */
export function SubstitutePanel({ substitute, tools }: Props) {
  switch (substitute.standing) {
    case 'announced':
      return <Announced substitute={substitute} tools={tools} />;
    case 'starting':
      return (
        <Told
          substitute={substitute}
          title={`${substitute.assistantName} is about to write to ${named(substitute)}`}
        >
          The contact is being handed over.
        </Told>
      );
    case 'written':
      return (
        <Told substitute={substitute} title={`${substitute.assistantName} writes to ${named(substitute)}`}>
          {`Named in the absence notice. ${substitute.ownerName} gets the contact back.`}
        </Told>
      );
    case 'dropped':
      return (
        <Told substitute={substitute} title={`Nothing is written to ${named(substitute)}`}>
          {substitute.reason ?? ''}
        </Told>
      );
  }
}

/** What can still be stopped, or need not wait. */
function Announced({ substitute, tools }: Props) {
  const { assistantName, person, name, email, at, ownerName } = substitute;
  const say = (choice: SubstituteChoice['say'], done: string) =>
    void tools.run({
      name: `substitute-${choice}`,
      request: () => tools.api.sayOfSubstitute({ person, say: choice }),
      done: () => done,
    });
  return (
    <Tile compact testId="substitute">
      <Flex direction="column" gap="sm">
        <Text format={{ fontWeight: 'demibold' }}>
          {`${assistantName} will write to ${named(substitute)} on ${moment(at, tools)}, unless you say no`}
        </Text>
        <Text>
          {`The absence notice names ${name === null ? 'them' : email} to turn to. ${
            substitute.url ? '' : 'HubSpot gets a new contact. '
          }${ownerName} becomes the prior owner.`}
        </Text>
        <Record substitute={substitute} />
        <Flex direction="row" gap="sm">
          <LoadingButton
            size="sm"
            testId="substitute-no"
            loading={tools.running === 'substitute-no'}
            disabled={tools.running !== null}
            onClick={() => say('no', `Nothing is written to ${named(substitute)}.`)}
          >
            Don’t
          </LoadingButton>
          <Button
            size="sm"
            variant="secondary"
            testId="substitute-now"
            disabled={tools.running !== null}
            onClick={() => say('now', `${assistantName} gets ${named(substitute)} now.`)}
          >
            Now
          </Button>
        </Flex>
      </Flex>
    </Tile>
  );
}

function Told({
  substitute,
  title,
  children,
}: {
  substitute: SubstituteView;
  title: string;
  children: string;
}) {
  return (
    <Alert variant="info" title={title} testId="substitute">
      <Text>{children}</Text>
      <Record substitute={substitute} />
    </Alert>
  );
}

function Record({ substitute: { url, name, email } }: { substitute: SubstituteView }) {
  return url === null ? null : (
    <Link href={{ url, external: true }} testId="substitute-record">{`Open ${name ?? email}`}</Link>
  );
}
