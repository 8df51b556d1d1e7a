import type { CardTools, ContactView } from './card-tools.ts';

/** What every form of an action is given. */
export interface FormProps {
  view: ContactView;
  tools: CardTools;
  onClose: () => void;
}
