import { hubspot } from '@hubspot/ui-extensions';
import { ContactCard } from './lib/contact-card.js';

hubspot.extend<'crm.record.tab'>(() => <ContactCard layout="tab" />);
