/*
 * Words in English, German, French, Spanish, Portuguese, Italian, Dutch and Japanese. `\b` knows ASCII letters only:
 * beside others a look at the neighbouring letter stands in its place.
 */

/** Nobody writes these but who threatens or complains to an authority. */
const demands: readonly RegExp[] = [
  /\b(cease[ -]and[ -]desist|take you to court|sue you)\b|\bhear from (my|our) (lawyer|attorney|solicitor)s?\b/iu,
  /\breport(ed|ing)? (you|this|your company) to (the |an? )?(\w+ )?(authorit|ico\b|ftc\b|regulator|data protection|police)/iu,
  /(?<!\p{L})(abmahnung|abmahnen|unterlassungs\p{L}+|strafanzeige|mise en demeure|diffido|acciones legales contra|juridische stappen)(?!\p{L})|法的措置/iu,
];

/** Where our knowledge of them comes from: alone a question, with a law or a blame a demand. */
const origins: readonly RegExp[] = [
  /\bwhere (did|do|have) you (get|got|find|obtain)(ed)? (my|our) (data|e-?mail|address|details|contact|personal)|woher (haben|hast) (sie|du) (meine|unsere)|d['’]où (avez[- ]vous|vient|viennent|tenez[- ]vous)|(comment|où) avez[- ]vous (eu|obtenu|trouvé) (mon|mes|notre|nos)/iu,
  /(?<!\p{L})d[oó]nde (ha|han|has) (sacado|obtenido|conseguido) (mi|mis|nuestro)|(?<!\p{L})onde (obteve|obtiveram|conseguiu|conseguiram|arranjou|arranjaram) (o )?(meu|os meus)|(?<!\p{L})dove (ha|hai|avete) (preso|trovato|ottenuto) (il mio|i miei|la mia)|waar (heeft|hebt|heb) (u|je) mijn|hoe komt u aan mijn|どこで.{0,20}(アドレス|連絡先|情報)を.{0,10}(入手|手に入れ|知)/iu,
];

/** A law, an authority or a lawyer: a question about our data protection names them too. */
const law =
  /(?<!\p{L})(gdpr|dsgvo|ds-gvo|rgpd|avg|lgpd|lopd(gdd)?|ccpa|can-spam|cnil|aepd|anpd|(lawyer|attorney|solicitor)s?|legal action|(rechts)?anw[aä]lt\p{L}*|aufsichtsbehörde|datenschutzbehörde|bundesnetzagentur|avocate?s?|abogad[oa]s?|advogad[oa]s?|avvocat[oi]|advocaat|garante|autoriteit persoonsgegevens|avg-verzoek)(?!\p{L})|個人情報保護|特定電子メール法|弁護士|消費者庁/iu;

/** What is demanded, or what we are blamed for. */
const blame =
  /\b(remove|delete|erase|stop|spam\w*|illegal\w*|unlawful\w*|violat\w+|complain\w*)\b|lösch|verstoß|beschwer|widerspr|auskunft|unterlass|supprim|effac|infraction|plainte|cesse[zr]|elimin|borr(?:ar|en|a\b|e\b|ad\b)|suprim|denunci|ilegal|infring|apag|remov[ae]|queixa|viola|proíbe|cancell|reclamo|illegal|denunc|smett|scrive il mio|verwijder|verzoek|schend|klacht|stop\b|削除|停止|違反|請求|求め/iu;

/** A lawyer who reads a contract, a product that keeps the law. */
const business =
  /contract|contrat|vertrag|draft|entwurf|borrador|minuta|bozza|review|revis|pr[uü]f|complian|konform|conform|契約/iu;

/** The words of a legal threat, a complaint to an authority or a demand about data; null: nothing unmistakable. */
export function legalDemand(text: string): string | null {
  const find = (all: readonly RegExp[]) => all.map((one) => one.exec(text)).find((found) => found !== null);
  const lawful = find([law]);
  const named = lawful && business.test(lineAround(text, lawful.index)) ? undefined : lawful;
  const said = [find(origins), named, find([blame])].filter((found) => found !== undefined);
  const words = find(demands) ?? (said.length > 1 ? said[0] : undefined);
  return words ? lineAround(text, words.index) : null;
}

/** The line that holds the words, as evidence. */
function lineAround(text: string, index: number): string {
  const start = text.lastIndexOf('\n', index - 1) + 1;
  const end = text.indexOf('\n', index);
  return text.slice(start, end === -1 ? undefined : end).trim();
}
