import { fold } from '../../replies/dates/words.ts';

/**
 * What tells, in the eight languages, that the contact is known to us or decides: then no mail asks whether it reaches
 * the right person, or gets lost. Folded. Too many are recognised rather than too few: the other wording suits anybody.
 */
const KNOWN = new RegExp(
  [
    'met|meeting|spoke|spoken|talked|called|phoned|visited|visit|knows? (?:us|me|our)|known|we know|customers?|clients?|decision[- ]?makers?|decides|decider|signs off|budget (?:holder|owner)|buyer|asked|requested|downloaded|attended|registered|signed up|filled|subscribed|introduced|referred|in touch|demo (?:on|in|last|with)|trial user|wants|promised|replied|wrote to us|emailed',
    'getroffen|traf|kennen(?:gelernt)?|kennt|gesprochen|sprach|telefoniert|besucht|besuch|messe|kunde|kundin|kunden|bestandskund\\w*|entscheider(?:in)?|entscheidet|angefragt|anfrage|gefragt|heruntergeladen|angemeldet|empfohlen|interessiert|zugesagt|versprochen',
    'rencontre|rencontres|vu|vus|connait|connaissons|parle|discute|appele|visite|salon|client|cliente|decideur|decideuse|decisionnaire|decide|demande|telecharge|inscrit|inscrite|recommande|promis',
    'conoci|conocimos|conoce|hablamos|hable|hablo|reunion|reunimos|visito|visitamos|feria|cliente|decide|decisor|decisora|pidio|solicito|descargo|inscribio|recomendo|prometi\\w*',
    'conheci|conhecemos|conhece|encontramos|encontrei|falamos|falei|reuniao|visitou|feira|decisora?|pediu|solicitou|baixou|inscreveu|recomendou|prometi\\w*',
    'incontrat[oaie]|conosciut[oaie]|conosce|parlato|sentit[oaie]|visitat[oaie]|fiera|decisore|decisionale|chiesto|richiesto|scaricato|iscritt[oa]|consigliat[oa]|promesso',
    'ontmoet|ontmoetten|kent|gesproken|sprak|gebeld|bezocht|beurs|klant|beslisser|beslist|beslissing|gevraagd|aangevraagd|gedownload|ingeschreven|aanbevolen|beloofd',
  ]
    .map((words) => `(?<![\\p{L}])(?:${words})(?![\\p{L}])`)
    .join('|') +
    '|お会い|面識|お話し|名刺|展示会|訪問|既存|お客様|取引|決裁|意思決定|資料請求|お問い合わせ|ご紹介|ダウンロード|約束',
  'gu',
);
const NEGATION =
  /(?<![\p{L}])(?:not|never|no|isn't|hasn't|haven't|nobody|kein\w*|nicht|nie|pas|jamais|no|nunca|nao|non|mai|niet|geen|nooit)(?![\p{L}])[^.\n]{0,25}$/u;

/** Does the Context of one contact say that this person was met, knows us or decides? "Not a customer" does not. */
export function isKnownPerson(context: string): boolean {
  const said = fold(context.normalize('NFC'));
  return [...said.matchAll(KNOWN)].some(
    ({ index }) => !NEGATION.test(said.slice(Math.max(0, index - 35), index)),
  );
}
