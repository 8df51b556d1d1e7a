/*
 * What a company puts under the mails of its people, in eight languages: how to leave its mailings, who is meant to read
 * a mail, what it does with data. The words in it are not the writer's.
 */

const word = (words: string): string => `(?<!\\p{L})(?:${words})(?!\\p{L})`;
const ours = `(?:${word('our|unser\\p{L}*|notre|nos|nuestr\\p{L}+|noss\\p{L}+|nostr\\p{L}+|onze')}|当社|弊社)`;
const mailing =
  '(?:newsletters?|nieuwsbrief|mailings?|mailing list|e-?mails?|mails|marketing|offers|angebote|bolet[ií]n|correos|lettre|offres|ofertas|offerte|verteiler|メールマガジン|メルマガ|メール)';
const leaving =
  '(?:unsubscrib|opt(?:ing)?[ -]?out|remove yourself|stop receiving|abmeld|abbestell|abzumelden|abzubestellen|widerspr(?:uch|ech)|désabonn|désinscri|darse de baja|dese de baja|date de baja|dejar de recibir|cancelar|descadastr|disiscri|cancella|opporsi|uitschrijv|afmeld|af te melden|uit te schrijven)';
const means =
  '(?:click|klick|klik|cliqu|haga clic|clic\\b|link|visit|reply|antwort|répond|respond|rispond|antwoord|scriv|utili[sz]|\\bSTOP|https?:|www\\.|@|["“„«])';
const toYou =
  '(?:if you|wenn sie|falls sie|sollten sie|sie (?:möchten|wollen|wünschen)|si vous|vous ne (?:souhaitez|voulez|désirez)|si no (?:desea|quiere)|no (?:desea|quiere)\\p{L}* (?:recibir|más)|se não (?:deseja|quer|quiser)|não (?:deseja|quer) (?:mais|receber)|se non (?:desider|vuo|vole)|non (?:desider|vuo)\\p{L}+ (?:più|ricevere)|als (?:u|je)|indien u)';

const patterns: readonly RegExp[] = [
  // "To unsubscribe from guest offers …"
  `${word('to|um|zum|zur|pour|para|per|om|voor')}\\s(?:\\p{L}+\\s){0,3}?${leaving}`,
  `^\\W*${leaving}\\p{L}*\\s?[?:]`,
  // "Unseren Newsletter können Sie jederzeit abbestellen", and the other way round
  `${ours}.{0,30}${mailing}.{0,60}${leaving}|${leaving}.{0,40}${ours}.{0,30}${mailing}`,
  `${leaving}\\p{L}*.{0,20}${mailing}.{0,60}${means}|${means}\\p{L}*.{0,40}${leaving}`,
  `${toYou}.{0,120}${mailing}.{0,80}${means}`,
  `${toYou}.{0,80}${ours}`,
  `(?:you (?:are receiving|receive) this|sie erhalten diese|vous recevez (?:ce|cet|nos|notre)|recibe (?:este|nuestr)|você (?:está recebendo|recebe) |ricev(?:i|e|ete) (?:questa|le nostre|la nostra)|(?:u|je) ontvangt)`,
  `(?:配信停止|配信解除|登録解除|配信.{0,4}停止)(?:は|を?ご?希望|の(?:方|際|お手続)).{0,60}`,
].map((pattern) => new RegExp(pattern, 'iu'));

const letter = 'e-?mail|message|nachricht|mensaje|mensagem|messaggio|bericht|correo|courriel|メール';
const secret =
  'confidential|privileged|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|機密|秘密情報';
const law =
  'gdpr|rgpd|dsgvo|datenschutz|avg|lopd|lgpd|d\\.?\\s?lgs|reglamento|regolamento|données personnelles|個人情報';

/** What the law has companies tell of data; who invokes it for themselves writes no note. */
const rights: readonly RegExp[] = [
  `art(?:\\.|icle|ículo|igo|icolo|ikel)?\\s?1[34]\\b.{0,30}(?:${law})|(?:${law}).{0,20}art(?:\\.|icle)?\\s?1[34]\\b`,
  `(?:${law}).{0,160}(?:puede (?:usted )?ejerc|podrá ejerc|ejercer sus derechos|you (?:may|can|have the right)|vous (?:pouvez|disposez)|pode exercer|exercer os seus direitos|può esercitare|potete esercitare|diritti di cui|finden sie|können sie|kunt u|leest u|zie\\b|informativa|privacy policy|datenschutzhinweise|siehe|\\bvoir\\b|consult[ae])`,
].map((pattern) => new RegExp(pattern, 'iu'));

const notes: readonly RegExp[] = [
  '(?:informationen (?:zum umgang|zur verarbeitung)|hinweise zum datenschutz|privacy (?:notice|statement|policy)|politique de confidentialité|política de privaci|informativa (?:sulla )?privacy|privacyverklaring|プライバシーポリシー)',
  '(?:uitsluitend bestemd|solely for|only for the (?:use of|addressee)|ausschließlich für|exclusivement (?:destiné|adressé)|uso exclusivo|exclusivamente (?:para|a)|esclusivamente (?:al|per))',
  `(?:${secret}).{0,160}(?:${letter}|recipient|empfänger|destina|geadresseerde|受信)`,
  `(?:${letter}).{0,100}(?:${secret})`,
  'geen rechten worden ontleend|not legally binding|nicht rechtsverbindlich|engage pas la responsabilité|no se hace responsable|não se responsabiliza|non impegna|virus-?free|scanned for viruses',
  'think before (?:you )?print|consider the environment|(?:an|schonen) (?:sie )?die umwelt|pense[rz] à l.environnement|avant d.imprimer|antes de imprimir|prima di stampare|(?:denk|spaar) .{0,20}milieu|voordat u .{0,20}print',
  '(?:amtsgericht|handelsregister|sitz der gesellschaft|geschäftsführ(?:er|ung|erin)\\s*:|hr[ab] \\d|registered (?:in|office)|company (?:no|number|reg)|vat (?:no|number|reg)|p\\.?\\s?iva|partita iva|c\\.f\\.|siret|\\brcs \\p{L}+|\\bnif\\b|\\bcif\\b|cnpj|\\bkvk\\b|\\bbtw\\b|ust-?id)',
].map((pattern) => new RegExp(pattern, 'iu'));

/** Speaks of the writer's own wish, or of the mailings of whoever reads it. */
const wish = new RegExp(
  `${word("i|i'm|i've|me|my|ich|mich|mir|j['’]\\p{L}+|je (?:souhaite|veux|voudrais|demande|clique|ne|n['’]\\p{L}+|suis|reçois|vous)|moi|yo|exijo|exigimos|solicito|requiero|eu|pretendo|esigo|chiedo|richiedo|mim|io|ik|mij")}|(?<!\\p{L})(?:your|ihre?[nmrs]?|eure?\\p{L}*|votre|vos|tus?|sus?|vuestr\\p{L}+|su[ao]s?|seus?|vossa|vostr\\p{L}+|uw|jullie|jouw|御社|貴社)\\s(?:\\p{L}+\\s)?(?:mailing|newsletter|list|verteiler|mail|e-?mail|bolet|correo|lijst|nieuwsbrief|メール)|私|(?:お願い|ください|下さい|願います)`,
  'iu',
);

/** A note is never looked at beyond that: some are pages long. */
const LOOKED_AT = 600;
/** A sentence of a wish is looked for around the words. */
const sentenceBefore = /[^.!?。！？|]*$/u;

/** Where in a paragraph such a note begins; -1: nowhere. "Take me off your list" is none. */
export function footerIn(paragraph: string): number {
  const text = paragraph.slice(0, LOOKED_AT);
  const found = [
    ...notes.map((one) => one.exec(text)),
    ...[...patterns, ...rights]
      .map((one) => one.exec(text))
      .filter((match) => match && !isWish(text, match.index)),
  ].flatMap((match) => (match ? [startOfSentence(text, match.index)] : []));
  return found.length === 0 ? -1 : Math.min(...found);
}

const startOfSentence = (text: string, at: number): number =>
  at - (sentenceBefore.exec(text.slice(0, at))?.[0].trimStart().length ?? 0);

/** Within its sentence, and up to the end of the next: "Stop it. I clicked unsubscribe." */
function isWish(text: string, at: number): boolean {
  const start = startOfSentence(text, at);
  return wish.test(
    text
      .slice(start)
      .split(/(?<=[.!?。！？])\s/u, 2)
      .join(' '),
  );
}
