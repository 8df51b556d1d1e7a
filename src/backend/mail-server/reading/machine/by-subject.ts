import { bareSubject, withoutMarks } from '../automatic.ts';
import type { ReadForm } from './kind.ts';

/** One word that asks for an end, as mail programs and people write it into the subject; with nothing else in it. */
const unsubscribe =
  /^\W*(please )?(unsubscribe( me)?|unsuscribe|opt[- ]?out|remove me|take me off|stop|abmelden|abmeldung|abbestellen|newsletter abmelden|austragen|desabonn\w*|désabonn\w*|me désabonner|désinscri\w*|se désinscrire|(darse|darme|dar) de baja|de baja|baja|cancelar (la )?suscripci[oó]n|desuscri\w+|descadastr\w+|cancelar (a )?(inscri\w+|assinatura)|remover( da lista)?|disiscri\w+|cancellazione|cancellami|annulla iscrizione|afmelden|uitschrijven|afmelding|avregistrera|avsluta prenumeration|afmeld|avmeld|wypisz( mnie)?|отписаться|配信停止|配信解除|登録解除|購読解除|退订|退訂|수신거부)(\W*(request|me|from|von|de|list|mailing|newsletter|the|this|liste|email|e-mail|now|immediately|please|bitte)\b)*(?:[:=]\s?[\w-]+)?\W*$/iu;

/** A request to be left out that stands in the subject: made by a mail program from List-Unsubscribe, or by hand. */
export const readUnsubscribe: ReadForm = (_mail, _header, { subject }) =>
  unsubscribe.test(bareSubject(subject.slice(0, 120)).replace(/\S+@\S+/, ''))
    ? { class: 'Unsubscribed', why: 'subject asks to be taken off', silent: false, automatic: false }
    : null;

const recallSubject =
  /^(recall|message recall( (success|failure|report))?|rückruf|zurückrufen|rappel|rappeler|recuperar|recuperaci[oó]n|recordar|recall de mensagem|recuperação|richiamo|richiama|intrekken|återkalla|tilbagekald|odwołanie|отзыв|取り消し|召回|撤回)\s*[:：]/i;
const recallSaid =
  /recall\w* (the|this|a|your)? ?(message|e-?mail)|message recall|nachricht[^.]{0,200}(zurück(ge|zu)?rufen|zurückzieh)|rappeler (le|ce|votre) (message|courriel|mail)|(recuperar|retirar) (el|este) (mensaje|correo)|(cancelar|recuperar|retirar) (a|esta) mensagem|(richiamare|ritirare) (il|questo) messaggio|bericht[^.]{0,200}(intrekken|terugroepen)|återkalla|tilbagekald|odwoła|отозвать|(メッセージ|メール)[^。]{0,200}(取り消|回収|リコール)|召回|撤回/i;

/** Outlook's attempt to take a mail back. */
export const readRecall: ReadForm = (_mail, header, { subject, fullText }) =>
  recallSubject.test(withoutMarks(subject)) &&
  (recallSaid.test(fullText) || /recall/i.test(header('content-class')))
    ? { class: 'Other', why: 'recall of a mail', silent: true, automatic: true }
    : null;

const challengeSubject =
  /(confirm|verif|authenticat|approv|challenge|held|pending|action required|waitlist|bestätig|vérif|verific|conferma|bevestig|確認|認証)/i;
const challengeSaid =
  /((click|follow|visit|reply to|reply with|press)[^.]{0,120}(to )?(deliver|confirm|verify|prove|release|approve|be (delivered|released|accepted))|your (message|e-?mail)[^.]{0,100}(held|on hold|quarantine|waiting for|until you|not (yet )?been delivered until)|(one[- ]time|sender) (verification|confirmation|authentication)|(prove|confirm|verify) (that )?you(['’]re| are)[^.]{0,30}(human|person|not a (robot|spammer))|guest list|waitlist|spam ?arrest|boxbe|tmda|challenge[- ]response|sender verification|(klicken|klick)[^.]{0,120}(zustell|bestätig)|cliquez[^.]{0,120}(confirm|livr|remis)|haga clic[^.]{0,120}(confirm|entreg)|clique[^.]{0,120}(confirm|entreg)|clicca[^.]{0,120}(conferm|consegn|verific)|\bklik[^.]{0,120}(bevestig|aflever|verifi)|クリック[^。]{0,60}(確認|認証|配信|送信)|リンク[^。]{0,60}(確認|認証))/i;

/** A spam filter asks the sender to prove that they are a person. */
export const readChallenge: ReadForm = (_mail, header, { subject, fullText }) => {
  // Full stops in links end no sentence.
  const text = fullText.slice(0, 4_000).replace(/https?:\S+/g, 'https://link');
  const marked =
    header('x-challenge') !== '' || header('x-tmda-fingerprint') !== '' || header('x-boxbe-challenge') !== '';
  if (
    !marked &&
    !(challengeSubject.test(subject) && challengeSaid.test(text) && /https?:\/\/|reply/i.test(text))
  )
    return null;
  return { class: 'SupportAutoResponse', why: 'challenge of a spam filter', silent: false, automatic: true };
};

/** News that go to many, and digests. A person who answers through a list answers a mail. */
export const readListMail: ReadForm = (mail, header, { subject }) => {
  const digest =
    /^multipart\/digest/i.test(header('content-type')) ||
    (header('list-id') !== '' && /\bdigest\b/i.test(subject));
  const answers =
    header('in-reply-to') !== '' ||
    header('references') !== '' ||
    bareSubject(subject) !== withoutMarks(subject);
  const many =
    header('list-unsubscribe') !== '' || header('list-id') !== '' || /^list$/i.test(header('precedence'));
  if (!digest && (answers || !many)) return null;
  return {
    class: 'Other',
    why: digest
      ? 'digest of a mailing list'
      : `mail to many${mail.from ? ` from ${mail.from.text.slice(0, 80)}` : ''}`,
    silent: true,
    automatic: true,
  };
};
