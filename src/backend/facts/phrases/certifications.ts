import { Phrase } from './phrase.ts';
import { lean } from '../prose/lean.ts';

/** Standards and marks, with what tells one from another; folded. */
export const standard = lean(
  /(?<![\p{L}\d])(?:(?<iso>(?:din )?(?:en )?(?:iso|iec|din|nen|bs|nf|uni|une|jis|astm|as|ansi)(?:[ /-]?(?:en|iec|iso|ts))*[ /-]?(?:norm )?\d{3,5}(?:-\d+)?(?::\d{4})?)|(?<soc>soc[ -]?[123](?: type (?:i{1,2}|[12]))?)|(?<privacy>gdpr|dsgvo|ds-gvo|rgpd|avg(?=[ -](?:proof|conform|compliant|complian))|lgpd|ccpa|pipeda|appi)|(?<name>hipaa|hitrust|pci[ -]?dss|tisax|fedramp|c5|bsi[ -]?c5|bsi|secnumcloud|hds|ens|nis[ -]?2|dora|eidas|csa star|cyber essentials(?: plus)?|tuv|tuev|ce[ -](?:mark(?:ed|ing)?|kennzeichnung|zertifi\p{L}*|gepruft)|(?:marquage|marchio|marcatura|marcado|marcacao|markering) ce|ce-markering|ul[ -]listed|fda|ema|gmp|gdp|haccp|ifs|brc|fsc|pefc|atex|b[ -]corp|ecovadis|emas|fair ?trade|leed|breeam|blauer engel|ohsas|iatf|as9100|gobd|idw|sox|wcag|bitv|sap[ -]certified|microsoft (?:gold )?partner|pmark|p mark|isms|ismap|qualiopi|cnil|agid|acn)(?![\p{L}\d]))|プライバシーマーク|pマーク|isms|iso\s?\d{4,5}/gu,
);

/** "Certified": with or without saying to what. */
export const certified = new Phrase({
  en: '(?:official|authori[sz]ed|approved|preferred) (?:\\p{L}+ ){0,2}(?:dealer|partner|supplier|reseller|service|distributor|installer|agent)|(?:gold|silver|bronze)? ?medal|prize-?winning|certif(?:ied|ication|ications|icate|icates)|accredit(?:ed|ation)|(?:fully )?compliant|patent(?:ed|s)?|award(?:s|ed)?|[\\p{L}\\d]+-(?:certified|compliant|accredited|approved)',
  de: '(?:offizielle[nrsm]?|autorisierte[nrsm]?|anerkannte[nrsm]?) (?:\\p{L}+-?){0,2}(?:partner|handler|betrieb|\\p{L}*partner|\\p{L}*betrieb|\\p{L}*handler)|vertragshandler|testsieger\\p{L}*|(?:gold|silber|bronze)?medaille\\p{L}*|(?:[\\p{L}\\d]+-)?zertifi(?:ziert(?:e[nrsm]?)?|zierung(?:en)?|kat(?:e[ns]?)?)|(?:[\\p{L}\\d]+-)?(?:gepruft(?:e[nrsm]?)?|konform(?:e[nrsm]?)?|akkreditiert(?:e[nrsm]?)?)|patentiert(?:e[nrsm]?)?|gutesiegel|prufsiegel',
  fr: "(?:partenaire|revendeur|distributeur|installateur|reparateur) officiel(?:le)?|medailles?(?: d'\\p{L}+| de \\p{L}+)?|laureat(?:e?s?)|ecolabel|certifi(?:ee?s?|cations?|cats?)|certificats?|agree(?:e?s?)|accredit(?:ee?s?|ations?)|conformes? (?:au|a la|aux)|labellis(?:ee?s?)|brevet(?:ee?s?)",
  es: '(?:servicio|distribuidor|proveedor|partner|socio|taller|instalador)(?: \\p{L}+)? (?:oficial|autorizado)|medallas?(?: de \\p{L}+)?|premiad[oa]s?|galardonad[oa]s?|premios?|certific(?:ad[oa]s?|acion|aciones)|acreditad[oa]s?|homologad[oa]s?|patentad[oa]s?|cumpl(?:e|imos|en) con',
  pt: '(?:servico|distribuidor|fornecedor|parceiro|representante|revendedor)(?: \\p{L}+)? (?:oficial|autorizado)|medalhas?(?: de \\p{L}+)?|premiad[oa]s?|premios?|certific(?:ad[oa]s?|acao|acoes)|acreditad[oa]s?|credenciad[oa]s?|homologad[oa]s?|patentead[oa]s?|em conformidade com',
  it: "(?:servizio|distributore|fornitore|partner|rivenditore|centro)(?: \\p{L}+)? (?:ufficiale|autorizzato)|medagli[ae](?: d'\\p{L}+)?|premiat[oaie]|premi[o]?|certific(?:at[oaie]|azion[ei])|accreditat[oaie]|brevettat[oaie]|conform[ei] (?:al|alla|ai)|omologat[oaie]",
  nl: '(?:officiele?|erkende?) (?:\\p{L}+ )?(?:partner|dealer|leverancier|installateur|distributeur)|medailles?|bekroonde?|onderscheiden met|(?:[\\p{L}\\d]+-)?(?:gecertificeerd(?:e)?|certifica(?:at|ten|ering))|(?:[\\p{L}\\d]+-)?(?:geaccrediteerd(?:e)?|goedgekeurd(?:e)?|gekeurd(?:e)?)|keurmerk|[\\p{L}\\d]+-(?:proof|conform)|gepatenteerd(?:e)?',
  ja: '公式(?:パートナー|代理店|認定)?|正規(?:代理店|販売店)|金賞|受賞|認証(?:済み?|を?取得|取得済み?)?|認定|適合|準拠|特許(?:取得)?',
});

/** The same standard in whatever way it is written: "ISO/IEC 27001:2022" is "27001", DSGVO is "gdpr". */
export function standardId(words: string): string {
  const plain = words.replace(/:\d{4}$/, '');
  const number = /\d{3,5}/.exec(plain)?.[0];
  if (number && !/^as9100/.test(plain)) return number;
  if (/^(?:gdpr|dsgvo|ds-gvo|rgpd|avg)/.test(plain)) return 'gdpr';
  if (/プライバシーマーク|pマーク|^p ?mark/.test(plain)) return 'pmark';
  if (/^(?:tuv|tuev)/.test(plain)) return 'tuv';
  if (/(?:^ce[ -]|[ -]ce$|^ce-)/.test(plain)) return 'ce';
  return plain
    .replace(/[ -]/g, '')
    .replace(/type(?:1|i)$/, 'type1')
    .replace(/type(?:2|ii)$/, 'type2');
}
