import { Flex, LoadingButton } from '@hubspot/ui-extensions';
import type { SettingsTools } from './use-settings.ts';

interface Props {
  /** Of the section, as its request is called. */
  name: string;
  /** Something changed, and all of it is right. */
  isReady: boolean;
  tools: SettingsTools;
  save: () => Promise<void>;
}

/** Saves a section of the settings. */
export function SaveButton({ name, isReady, tools, save }: Props) {
  return (
    <Flex direction="row">
      <LoadingButton
        testId={`save-${name}`}
        loading={tools.running === name}
        disabled={!isReady || tools.running !== null}
        onClick={() => void save()}
      >
        Save
      </LoadingButton>
    </Flex>
  );
}
