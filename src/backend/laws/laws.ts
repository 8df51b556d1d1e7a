/**
 * What the law of the contact's country asks of an email that sells something. docs/sending.md says the same with its
 * sources; it is a careful reading and no legal advice. A country that is not listed asks nothing of Baton here.
 */
export interface Law {
  /** Its name, as people look for it. */
  name: string;
  /** Where it stands. */
  source: string;
}

/** ISO 3166-1 alpha-2 → the law by which an email names the sender's postal address, or must let the sender be reached. */
export const addressLaws: Readonly<Record<string, Law>> = {
  US: { name: 'CAN-SPAM Act', source: '15 U.S.C. § 7704(a)(5)(A)(iii)' },
  CA: { name: 'CASL', source: 'S.C. 2010, c. 23, s. 6(2); SOR/2012-36, s. 2(1)(d)' },
  AU: { name: 'Spam Act 2003', source: 'Spam Act 2003 (Cth), s. 17' },
  NZ: {
    name: 'Unsolicited Electronic Messages Act 2007',
    source: 'Unsolicited Electronic Messages Act 2007, s. 10',
  },
  DE: { name: 'Impressumspflicht', source: '§ 5 and § 6 DDG; § 35a GmbHG, § 37a HGB, § 80 AktG' },
  AT: { name: 'Impressumspflicht', source: '§ 24 and § 25 MedienG; § 14 UGB; § 5 and § 6 ECG' },
  CH: { name: 'UWG', source: 'Art. 3(1)(o) and (s) UWG (SR 241)' },
  GB: {
    name: 'Company, LLP and Business (Names and Trading Disclosures) Regulations 2015',
    source: 'SI 2015/17, regs. 24 and 25; PECR 2003, reg. 23',
  },
  IE: { name: 'European Communities (Electronic Communications) Regulations 2011', source: 'S.I. 336/2011, reg. 13(12); S.I. 49/2007' },
  FR: { name: 'Code des postes et des communications électroniques', source: 'Art. L34-5 CPCE; art. R123-237 Code de commerce' },
  ES: { name: 'LSSI', source: 'Art. 10 and 20 Ley 34/2002' },
  IT: { name: 'Codice civile', source: 'Art. 2250 Codice civile; art. 7 and 8 D.Lgs. 70/2003' },
  NL: { name: 'Handelsregisterwet', source: 'Art. 27 Handelsregisterwet 2007; art. 11.7 Telecommunicatiewet' },
  BE: { name: 'Wetboek van economisch recht', source: 'Art. III.74, XII.6 and XII.13 WER' },
  JP: {
    name: '特定電子メール法',
    source: 'Act on Regulation of Transmission of Specified Electronic Mail, art. 4; ordinance of enforcement, art. 9',
  },
  KR: { name: 'Network Act', source: 'Act on Promotion of Information and Communications Network Utilization, art. 50(4)' },
  SG: { name: 'Spam Control Act 2007', source: 'Spam Control Act 2007, Second Schedule, para. 3' },
  ZA: { name: 'POPIA', source: 'Protection of Personal Information Act 4 of 2013, s. 69(4)' },
  IL: { name: 'Communications Law, amendment 40', source: 'Communications (Telecommunications and Broadcasting) Law 1982, s. 30A(e)' },
}; // prettier-ignore

const EU = 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' ');
const aiAct: Law = {
  name: 'EU AI Act',
  source: 'Regulation (EU) 2024/1689, art. 50(1) and (5), from 2 August 2026',
};

const disclosureByCountry: Readonly<Record<string, Law>> = {
  ...Object.fromEntries(EU.map((country) => [country, aiAct])),
  KR: { name: 'AI Basic Act', source: 'Act on the Development of AI and Establishment of Trust, art. 31, from 22 January 2026' },
}; // prettier-ignore

/** Of the United States, by the letters and the name of the state. */
const disclosureByState: Readonly<Record<string, Law>> = {
  california: { name: 'BOT Act', source: 'California Business and Professions Code § 17941' },
  utah: { name: 'Artificial Intelligence Policy Act', source: 'Utah Code § 13-75-103' },
  maine: { name: 'chatbot disclosure law', source: 'Maine Revised Statutes, title 10, § 1500-DD' },
};
const letters: Readonly<Record<string, string>> = { ca: 'california', ut: 'utah', me: 'maine' };

/** By which law an email to this country names a postal address; null: by none that is known here. */
export const addressLaw = (country: string | null): Law | null => addressLaws[country ?? ''] ?? null;

/**
 * By which law an email to this country says that software writes it; null: by none that is known here. `region`: the
 * state; where it is not known, the strictest of the country counts.
 */
export function disclosureLaw(country: string | null, region: string): Law | null {
  if (country !== 'US') return disclosureByCountry[country ?? ''] ?? null;
  const state = region.trim().toLowerCase().replace(/^us-/, '');
  if (state === '') return disclosureByState['california'] ?? null;
  return disclosureByState[letters[state] ?? state] ?? null;
}

const ePrivacy: Law = {
  name: 'ePrivacy Directive',
  source: 'Directive 2002/58/EC, art. 5(3); EDPB Guidelines 2/2023, sections 2 and 3.1',
};

const consentByCountry: Readonly<Record<string, Law>> = {
  ...Object.fromEntries([...EU, 'NO', 'IS', 'LI'].map((country) => [country, ePrivacy])),
  GB: {
    name: 'PECR',
    source: 'Privacy and Electronic Communications (EC Directive) Regulations 2003, reg. 6',
  },
};

/** By which law a mail may tell that it was opened only with the reader's consent; null: by none that is known here. */
export const consentLaw = (country: string): Law | null => consentByCountry[country] ?? null;

/** All that are listed, for docs/sending.md. */
export const disclosureLaws = { EU: aiAct, KR: disclosureByCountry['KR'], US: disclosureByState };
