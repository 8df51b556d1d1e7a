import { hubspot } from '@hubspot/ui-extensions';
import { SettingsPage } from './lib/settings-page.js';

hubspot.extend<'settings'>(() => <SettingsPage />);
