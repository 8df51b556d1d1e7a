/**
 * Names before the @ behind which no single person reads, in the eight languages in which Baton writes; Japanese as
 * addresses spell it. docs/sending.md tells of them. A hint and no more: many a small company reads only `info@`.
 */
const roles: readonly string[] = `
  abuse accounting accounts admin administrator billing careers ceo contact customercare customerservice enquiries feedback
  finance hello help helpdesk hi hostmaster hr info information inquiries it jobs legal mail mailbox marketing media news
  newsletter no-reply noreply office operations orders postmaster press privacy purchasing reception recruiting recruitment
  returns root sales security service services shop spam staff support team tech training webmaster
  anfrage anfragen bestellung bewerbung buchhaltung buero büro datenschutz einkauf empfang kontakt kundendienst kundenservice
  personal post presse rechnung rechnungen redaktion sekretariat verkauf vertrieb verwaltung zentrale
  accueil achats bonjour candidature commande commercial compta comptabilite direction facturation presse recrutement
  reservation rh sav secretariat ventes
  administracion atencion ayuda cliente clientes comercial compras contabilidad contacto empleo facturacion hola pedidos
  prensa recepcion reservas rrhh soporte ventas
  ajuda atendimento comercial compras contabilidade contato contacto diretoria faleconosco financeiro imprensa ouvidoria
  pedidos recepcao rh sac secretaria suporte vendas
  acquisti amministrazione assistenza commerciale contabilita contatti direzione fatture lavora ordini personale prenotazioni
  richieste segreteria stampa ufficio vendite
  administratie bestellingen boekhouding contact facturen inkoop klantenservice kantoor onthaal personeelszaken pers
  receptie redactie secretariaat verkoop vacatures
  eigyo jimu jinji keiri kobai koho kyujin madoguchi otoiawase saiyo shop soumu soudan toiawase webmaster
`
  .trim()
  .split(/\s+/);
const isRole: ReadonlySet<string> = new Set(roles);

/** `info`, `info.de`, `sales-emea`, `info+news`: the first word counts. */
const firstWord = (local: string): string => local.split(/[.+_]|-(?!reply$)/)[0] ?? '';

/** shared: several people may read it; throw-away: perhaps nobody does. */
export type AddressKind = 'shared' | 'throw-away';

/** Of what kind an address is, as far as it shows; null: nothing shows. */
export async function addressKind(email: string | null): Promise<AddressKind | null> {
  const [local, domain] = partsOf(email);
  if (!local || !domain) return null;
  if (await isDisposable(domain)) return 'throw-away';
  return isRole.has(local) || isRole.has(firstWord(local)) ? 'shared' : null;
}

const partsOf = (email: string | null): string[] => (email ?? '').trim().toLowerCase().split('@');

/** What a rep should know of an address, one sentence; null: nothing. Nothing is refused for it. */
export async function addressHint(email: string | null): Promise<string | null> {
  const kind = await addressKind(email);
  const [local = '', domain = ''] = partsOf(email);
  return kind && hints[kind](local, domain);
}

const hints: Readonly<Record<AddressKind, (local: string, domain: string) => string>> = {
  shared: (local) =>
    `${local}@ is a shared mailbox: several people may read what is written to this contact.`,
  'throw-away': (_local, domain) => `${domain} gives out throw-away addresses: an email may reach nobody.`,
};

/** 55,000 domains, some 15 MB: loaded when the first address is looked at. */
async function isDisposable(domain: string): Promise<boolean> {
  const { default: mailchecker } = await import('mailchecker');
  const known = mailchecker.blacklist();
  const labels = domain.split('.');
  return labels.some(
    (_label, index) => index < labels.length - 1 && known.has(labels.slice(index).join('.')),
  );
}
