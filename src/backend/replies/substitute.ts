import { referredPerson } from './referred-person.ts';
import type { ReferredPerson } from './referred-person.ts';

/** Who is away. */
export interface Absent {
  /** Lower-cased. */
  addresses: readonly string[];
  firstName: string | null;
  lastName: string | null;
}

const addresses = /[\w.+-]+@[\w-]+(\.[\w-]+)+/g;

/** What stands before the @ of a desk, in the eight languages that Baton reads. */
const desks = new Set(
  (
    'info office mail email post hello hi contact team group all admin administration help helpdesk support service services ' +
    'servicedesk customerservice customercare care sales marketing press media pr hr jobs career careers recruiting billing ' +
    'invoice invoices accounting accounts finance orders order purchasing procurement reception frontdesk desk secretary ' +
    'noreply no donotreply do postmaster webmaster abuse security privacy legal it ' +
    'kontakt anfrage anfragen zentrale empfang sekretariat buero büro vertrieb verkauf einkauf buchhaltung rechnung ' +
    'rechnungen personal bewerbung datenschutz verwaltung ' +
    'accueil bonjour commercial ventes achats comptabilite compta facturation secretariat rh recrutement ' +
    'contacto hola ventas comercial compras contabilidad facturacion recepcion secretaria rrhh atencion ' +
    'contato ola vendas faturacao faturamento atendimento financeiro suporte ' +
    'contatti contatto ciao vendite acquisti commerciale amministrazione segreteria fatture assistenza ' +
    'verkoop inkoop administratie receptie secretariaat klantenservice facturen boekhouding planning ' +
    'soumu eigyo jinji toiawase'
  ).split(' '),
);

const plain = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const isDesk = (local: string): boolean => desks.has(local.split(/[._+-]/)[0] ?? '');

/** "ada.novak@", "anovak@": another address of the one who is away. */
function isOwn(local: string, { firstName, lastName }: Absent): boolean {
  const [first, last] = [plain(firstName ?? ''), plain(lastName ?? '')];
  const letters = local.replace(/[^a-z0-9]/g, '');
  if (first === '' || last === '') return false;
  return [`${first}${last}`, `${last}${first}`, `${first.charAt(0)}${last}`].includes(letters);
}

/** Somebody named with an address. */
export type Named = ReferredPerson & { email: string };

/** Whom an absence notice names to turn to meanwhile, in order: persons with an address, not the one away and no desk. */
export function substitutesIn(text: string, absent: Absent): Named[] {
  const emails = new Set([...text.matchAll(addresses)].map(([found]) => found.toLowerCase()));
  return [...emails]
    .filter((email) => isPerson(email, absent))
    .map((email) => ({ name: referredPerson(text, email).name, email }));
}

function isPerson(email: string, absent: Absent): boolean {
  const local = plain(email.slice(0, email.indexOf('@')));
  return !absent.addresses.includes(email) && !isDesk(local) && !isOwn(local, absent);
}
