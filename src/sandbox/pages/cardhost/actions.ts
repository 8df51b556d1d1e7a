import type { NavigateToPageAction } from '@hubspot/ui-extensions';
import { release, retain } from '@remote-ui/rpc';
import type { Toasts } from '../shell/toasts.tsx';
import type { IframeModals } from './iframe-modal.tsx';
import type { OverlayBus } from './overlays.ts';
import type { CardFeed } from './properties-feed.ts';
import type { CrmProperties, ExtensionActions } from './protocol.ts';

export interface ActionEnvironment {
  toasts: Toasts;
  iframes: IframeModals;
  refresh: () => Promise<void>;
  navigateToPage: NavigateToPageAction;
}

/** Cards get strings: a property without a value is an empty one. */
const filled = (values: CrmProperties): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? '']));

/** `actions` as a card receives them. */
export function createActions(
  environment: ActionEnvironment,
  overlays: OverlayBus,
  feed: CardFeed,
): ExtensionActions {
  const { toasts } = environment;
  return {
    addAlert: ({ type, title, message }) => toasts.add({ tone: type ?? 'info', title, message }),
    reloadPage: () => location.reload(),
    copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
    closeOverlay: (id) => overlays.send({ do: 'close', id }),
    openIframeModal: (options, onClose) => {
      if (onClose) retain(onClose);
      environment.iframes.open(options, () => {
        onClose?.();
        if (onClose) release(onClose);
      });
    },
    navigateToPage: environment.navigateToPage,
    fetchCrmObjectProperties: async (names) => filled(feed.read(names)),
    refreshObjectProperties: () => void environment.refresh(),
    onCrmPropertiesUpdate: (names, callback) => {
      retain(callback);
      feed.subscribe(names, (values) => callback(filled(values)));
    },
  };
}
