/** What a company puts under the mails of its people, in eight languages: the words in it are not the writer's. */

const ours =
  '(?:(?<!\\p{L})(?:our|unser\\p{L}*|notre|nos|nuestr\\p{L}+|noss\\p{L}+|nostr\\p{L}+|onze|ons)(?!\\p{L})|当社|弊社|本メール)';
const mailing =
  '(?:newsletters?|mailings?|mailing list|e-?mails?|mails|marketing|boletin\\p{L}*|boletín|correos|lettre|nieuwsbrief\\p{L}*|verteiler|メールマガジン|メルマガ|配信)';
const leaving =
  '(?:unsubscrib\\p{L}*|opt(?:ing)? out|abmeld\\p{L}*|abbestell\\p{L}*|désabonn\\p{L}*|désinscri\\p{L}*|(?:darse|dese|dé[^ ]*) de baja|cancelar (?:la|o|a) (?:suscripci|recebimento|subscri)\\p{L}*|no dese\\p{L}* recibir|não (?:quiser|desej\\p{L}+) receber|descadastr\\p{L}*|disiscri\\p{L}*|cancella\\p{L}*|non (?:desider|vuo)\\p{L}+ (?:più )?ricevere|uitschrijv\\p{L}*|afmeld\\p{L}*|no longer wish|keine? (?:weiteren )?\\p{L}*mails? mehr|ne (?:souhaitez|voulez) plus|配信停止|配信を?(?:希望|解除))';
const how =
  '(?:(?<!\\p{L})(?:click|klick\\p{L}*|klik|cliqu\\p{L}*|haga clic|clic|link|visit|utili[sz]\\p{L}*|scriv\\p{L}+|reply with|antworten sie|répond(?:ez|re)|respond[ae]|rispond\\p{L}+|account page|preferences|footer|rodapé|onderaan|unten|hier|here|ici|aquí|aqui|qui)(?!\\p{L})|こちら|下記)';

/** How to leave a mailing. */
const leavings: readonly RegExp[] = [
  new RegExp(
    `${leaving}(?=.{0,80}${mailing})(?=.{0,120}(?:${ours}|${how}))|${mailing}.{0,60}${leaving}.{0,80}${how}|${how}.{0,40}${leaving}`,
    'iu',
  ),
  /^\W*(?:to|um|pour|para|per|om) .{0,30}(?:unsubscrib|abzumelden|désabonn|désinscri|cancelar|darse de baja|disiscri|cancell|(?:uit|af) te (?:schrijven|melden))/iu,
];

const notes: readonly RegExp[] = [
  /(?:confidential|privileged|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|機密|秘密情報).{0,160}(?:e-?mail|message|nachricht|mensaje|mensagem|messaggio|bericht|correo|courriel|メール|recipient|empfänger|destina|geadresseerde|受信)/iu,
  /(?:e-?mail|message|nachricht|mensaje|mensagem|messaggio|bericht|correo|courriel|メール).{0,100}(?:confidential|privileged|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|機密|秘密情報)/iu,
  /think before (?:you )?print|consider the environment|(?:an|schonen) (?:sie )?die umwelt|pense[rz] à l.environnement|avant d.imprimer|antes de imprimir|prima di stampare|(?:denk|spaar) .{0,20}milieu|voordat u .{0,20}print/iu,
  /(?:gdpr|rgpd|dsgvo|avg|lopd|lgpd|d\.?\s?lgs|reglamento|regolamento|regulation).{0,160}(?:puede (?:usted )?ejerc|podrá ejerc|ejercer sus derechos|you (?:may|can|have the right)|vous (?:pouvez|disposez)|pode exercer|exercer os seus direitos|può esercitare|potete esercitare|diritti di cui|können sie|kunt u|informativa|privacy policy|datenschutzhinweise|datenschutzerklärung)/iu,
  /(?:amtsgericht|handelsregister|sitz der gesellschaft|geschäftsführ(?:er|ung|erin)\s*:|hr[ab] \d|registered (?:in|office)|company (?:no|number|reg)|vat (?:no|number|reg)|p\.?\s?iva|partita iva|c\.f\.|siret|\brcs \p{L}+|\bnif\b|\bcif\b|cnpj|\bkvk\b|\bbtw\b|ust-?id)/iu,
];

/** Lines of it may be very long; what it is stands at their beginning. */
const LOOKED_AT = 400;

/** Speaks of the writer's own wish, or of the mailings of whoever reads it. */
const wish =
  /(?<!\p{L})(?:i|i'm|i've|me|my|ich|mich|mir|j'\p{L}+|je (?:souhaite|veux|voudrais|demande|clique|ne|n'\p{L}+|suis|reçois|vous)|moi|yo|eu|mim|io|ik|mij)(?!\p{L})|(?<!\p{L})(?:your|ihre?[nmrs]?|eure?\p{L}*|votre|vos|tus?|sus?|vuestr\p{L}+|su[ao]s?|seus?|vossa|vostr\p{L}+|uw|jullie|jouw|御社|貴社)\s(?:\p{L}+\s)?(?:mailing|newsletter|list|verteiler|mail|e-?mail|bolet|correo|lijst|nieuwsbrief|メール)|私|(?:お願い|ください|下さい|願います)/iu;

/** A legal note, or how to leave the mailings of the writer's own company. "Take me off your list" is none. */
export const isFooter = (line: string): boolean => {
  const beginning = line.slice(0, LOOKED_AT);
  return (
    notes.some((one) => one.test(beginning)) ||
    (leavings.some((one) => one.test(beginning)) && !wish.test(beginning))
  );
};
