import { Button, Flex, LoadingButton } from '@hubspot/ui-extensions';
import type { CardTools } from './card-tools.ts';
import type { RepAction } from './contract.ts';

interface Props {
  action: RepAction;
  label: string;
  tools: CardTools;
  /** Something is missing yet. */
  incomplete?: boolean;
  body: () => object;
  onClose: () => void;
}

/** Sends what a form says, and closes it once that is done: what went wrong can be sent again. */
export function FormButtons({ action, label, tools, incomplete = false, body, onClose }: Props) {
  const send = async () => {
    const outcome = await tools.ask(action, body());
    if (outcome !== 'busy' && outcome.ok) onClose();
  };
  return (
    <Flex direction="row" gap="sm" wrap>
      <LoadingButton
        variant="primary"
        testId={`send-${action}`}
        loading={tools.running === action}
        disabled={incomplete || tools.running !== null}
        onClick={() => void send()}
      >
        {label}
      </LoadingButton>
      <Button testId="close-form" disabled={tools.running !== null} onClick={onClose}>
        Cancel
      </Button>
    </Flex>
  );
}
