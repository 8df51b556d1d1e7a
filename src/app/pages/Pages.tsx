import { hubspot } from '@hubspot/ui-extensions';
import { AppPages } from './lib/app-pages.js';

hubspot.extend<'pages'>(() => <AppPages />);
