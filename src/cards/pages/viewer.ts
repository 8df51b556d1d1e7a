import { createContext, useContext } from 'react';
import type { ViewerView } from './contract.ts';

/** Who looks, and what the filters offer; null until it is known. */
export const ViewerContext = createContext<ViewerView | null>(null);

export const useViewer = (): ViewerView | null => useContext(ViewerContext);
