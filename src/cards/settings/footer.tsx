import { Alert, Flex, Heading, Select, Text, TextArea, Tile } from '@hubspot/ui-extensions';
import { useState } from 'react';
import { useChanges } from '../unsaved/unsaved.tsx';
import { WrittenText } from '../wording/written-text.tsx';
import type { SendingView } from './contract.ts';
import { SaveButton } from './save-button.tsx';
import type { SettingsTools } from './use-settings.ts';

type Disclosure = SendingView['disclosure'];

const choices: readonly { value: Disclosure; label: string }[] = [
  { value: 'where-required', label: 'Where the law asks for it' },
  { value: 'always', label: 'In every email' },
  { value: 'never', label: 'Never' },
];

interface Props {
  sending: SendingView;
  tools: SettingsTools;
}

type Draft = Partial<Pick<SendingView, 'postalAddress' | 'disclosure' | 'disclosureWords'>>;

/** What stands below every email: that an assistant writes, who sends, and the way out. */
export function Footer({ sending, tools }: Props) {
  const { postalAddress: address, disclosure: when, disclosureWords: words } = sending;
  const changes = useChanges('footer', {
    postalAddress: address,
    disclosure: when,
    disclosureWords: words,
  });
  const { change } = changes;
  const shown = { ...sending, ...changes.shown };
  const save = async () => {
    const { postalAddress, disclosure, disclosureWords } = shown;
    const outcome = await tools.run({
      name: 'footer',
      request: () => tools.api.change({ postalAddress, disclosure, disclosureWords }),
      done: () => 'Saved. It stands below every email from now on.',
    });
    if (outcome !== 'busy' && outcome.ok) changes.forget();
  };
  return (
    <Flex direction="column" gap="sm" testId="footer">
      <Heading>Below every email</Heading>
      <AddressHint sending={sending} />
      <TextArea
        label="Postal address"
        name="postalAddress"
        testId="postal-address"
        rows={3}
        maxLength={500}
        defaultValue={shown.postalAddress}
        placeholder={'Acme Inc.\n25 First Street, Cambridge, MA 02141, USA'}
        description="Your company as the law wants it named: full name and postal address; in Germany, Austria and Switzerland what your imprint says."
        onInput={(postalAddress) => change({ postalAddress })}
      />
      <Select
        label="Say that an assistant writes"
        name="disclosure"
        testId="disclosure"
        value={shown.disclosure}
        options={[...choices]}
        description="Asked for in the European Union, California, Utah, Maine and South Korea, as far as Baton knows. This is no legal advice."
        // one of the options above
        onChange={(value) => change({ disclosure: value as Disclosure })}
      />
      {shown.disclosure === 'never' ? null : <Words sending={shown} change={change} />}
      <SaveButton name="footer" isReady={changes.isChanged} tools={tools} save={save} />
    </Flex>
  );
}

function AddressHint({ sending: { postalAddress, waitingForAddress } }: { sending: SendingView }) {
  if (postalAddress !== '') return null;
  const waiting =
    waitingForAddress === 1
      ? '1 email waits for it.'
      : waitingForAddress > 1
        ? `${waitingForAddress} emails wait for it.`
        : '';
  return (
    <Alert
      variant={waitingForAddress > 0 ? 'danger' : 'warning'}
      title={`Enter your postal address. ${waiting}`.trim()}
      testId="address-missing"
    >
      <Text>
        The law of many countries asks for it in every email that offers something: the United States
        (CAN-SPAM), Canada (CASL), Australia, Germany, Austria, Switzerland, the United Kingdom, Japan and
        others. Emails to those wait until it stands here.
      </Text>
    </Alert>
  );
}

/** The sentence in one language at a time; what is left empty is Baton’s own. */
function Words({ sending, change }: { sending: SendingView; change: (part: Draft) => void }) {
  const { languages, disclosureWords } = sending;
  const [code, choose] = useState(languages[0]?.code ?? 'en');
  const language = languages.find((one) => one.code === code);
  const own = disclosureWords[code] ?? '';
  return (
    <Tile compact>
      <Flex direction="column" gap="sm">
        <Select
          label="Language of the email"
          name="disclosureLanguage"
          testId="disclosure-language"
          value={code}
          options={languages.map((one) => ({
            label: disclosureWords[one.code] ? `${one.name} (your words)` : one.name,
            value: one.code,
          }))}
          onChange={(value) => choose(String(value))}
        />
        <TextArea
          key={code}
          label="The sentence"
          name="disclosureWords"
          testId="disclosure-words"
          rows={2}
          maxLength={300}
          defaultValue={own}
          placeholder={language?.words ?? ''}
          description="Empty: Baton’s own words, as shown. {name} stands for the assistant."
          onInput={(words) => change({ disclosureWords: withWords(disclosureWords, code, words) })}
        />
        <Text variant="microcopy">It reads:</Text>
        <WrittenText>{(own.trim() || (language?.words ?? '')).replaceAll('{name}', 'Tara')}</WrittenText>
      </Flex>
    </Tile>
  );
}

function withWords(all: SendingView['disclosureWords'], code: string, words: string) {
  const { [code]: _before, ...others } = all;
  return words.trim() === '' ? others : { ...others, [code]: words };
}
