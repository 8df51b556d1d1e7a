import { PageLink } from '@hubspot/ui-extensions/pages';
import type { SettingsSection } from '../settings/contract.ts';
import { sectionTitles } from '../settings/sections.ts';

/** Straight to where it is set. */
export const SettingsLink = ({ section }: { section: SettingsSection }) => (
  <PageLink to="/settings" params={{ section }}>
    {`Open Settings: ${sectionTitles[section]}`}
  </PageLink>
);
