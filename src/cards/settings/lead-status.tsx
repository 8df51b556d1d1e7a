import {
  Alert,
  AutoGrid,
  Button,
  Flex,
  Heading,
  Modal,
  ModalBody,
  ModalFooter,
  Select,
  Text,
} from '@hubspot/ui-extensions';
import { useChanges } from '../unsaved/unsaved.tsx';
import { stateLabel } from '../wording/lead-states.ts';
import type { SettingsView } from './contract.ts';
import { SaveButton } from './save-button.tsx';
import type { SettingsTools } from './use-settings.ts';

type LeadStatus = SettingsView['leadStatus'];
type Mapping = Record<string, string | null>;

interface Props {
  leadStatus: LeadStatus;
  tools: SettingsTools;
}

/** Which option of HubSpot's Lead Status each lead state is written as. */
export function LeadStatusMapping({ leadStatus, tools }: Props) {
  const changes = useChanges<Mapping>('lead-status', leadStatus.mapping);
  const save = async () => {
    const outcome = await tools.run({
      name: 'lead-status',
      request: () => tools.api.change({ leadStatusMapping: changes.shown }),
      done: () => 'The lead status mapping is saved. It applies from the next change of state.',
    });
    if (outcome !== 'busy' && outcome.ok) changes.forget();
  };
  return (
    <Flex direction="column" gap="sm">
      <Heading>Lead status</Heading>
      <Text>What stands in HubSpot’s Lead Status for each lead state.</Text>
      <MissingOptions leadStatus={leadStatus} tools={tools} />
      <AutoGrid columnWidth={220} flexible gap="sm">
        {Object.entries(changes.shown).map(([state, value]) => (
          <StateSelect
            key={state}
            state={state}
            value={value}
            leadStatus={leadStatus}
            onChange={(chosen) => changes.change({ [state]: chosen })}
          />
        ))}
      </AutoGrid>
      <SaveButton name="lead-status" isReady={changes.isChanged} tools={tools} save={save} />
    </Flex>
  );
}

interface StateSelectProps {
  state: string;
  value: string | null;
  leadStatus: LeadStatus;
  onChange: (value: string | null) => void;
}

function StateSelect({ state, value, leadStatus, onChange }: StateSelectProps) {
  const missing = value !== null && leadStatus.missing.includes(value);
  const known = leadStatus.options.some((option) => option.value === value);
  const options = [
    { label: 'Not written', value: '' },
    ...leadStatus.options.map((option) => ({ label: option.label, value: option.value })),
    ...(value !== null && !known ? [{ label: `${value} (missing)`, value }] : []),
  ];
  return (
    <Select
      label={stateLabel(state)}
      name={`lead-status-${state}`}
      testId={`lead-status-${state}`}
      value={value ?? ''}
      error={missing}
      validationMessage={missing ? 'This account has no such option, so it is left out.' : undefined}
      options={options}
      onChange={(chosen) => onChange(chosen === '' ? null : String(chosen))}
    />
  );
}

/** HubSpot's own options lack QUALIFIED; Baton adds it only with the admin's consent. */
function MissingOptions({ leadStatus, tools }: Props) {
  const { missing } = leadStatus;
  if (missing.length === 0) return null;
  const lost = missing.some((value) => value !== 'QUALIFIED');
  return (
    <Alert
      variant={lost ? 'warning' : 'info'}
      title={`Lead Status has no option ${missing.join(', ')} in this account`}
      testId="missing-options"
    >
      <Flex direction="column" gap="sm">
        <Text>
          {lost
            ? 'Until it exists, or another option is chosen below, that status is not written. Everything else is.'
            : 'HubSpot does not bring it along. Baton can add it, or choose another option below for contacts whose sequence ended without an answer. Until then their Lead Status stays as it is.'}
        </Text>
        {missing.includes('QUALIFIED') ? (
          <Button
            testId="add-qualified"
            disabled={tools.running !== null}
            overlay={<ConsentModal tools={tools} />}
          >
            {tools.running === 'add-option' ? 'Adding the option QUALIFIED' : 'Add the option QUALIFIED'}
          </Button>
        ) : null}
      </Flex>
    </Alert>
  );
}

const overlayId = 'add-qualified-modal';

function ConsentModal({ tools }: { tools: SettingsTools }) {
  const add = async () => {
    tools.closeOverlay(overlayId);
    await tools.run({
      name: 'add-option',
      request: tools.api.addLeadStatusOption,
      done: () => 'Lead Status has the option QUALIFIED now.',
    });
  };
  return (
    <Modal id={overlayId} title="Add an option to Lead Status?" width="sm">
      <ModalBody>
        <Text>
          Baton adds the option QUALIFIED to the contact property Lead Status of this account. Your own
          options stay as they are. You can remove the option in HubSpot at any time.
        </Text>
      </ModalBody>
      <ModalFooter>
        <Button variant="primary" testId="consent" onClick={() => void add()}>
          Add the option
        </Button>
        <Button testId="decline" onClick={() => tools.closeOverlay(overlayId)}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
