import type { ParsedMail } from 'mailparser';
import type { HeaderLookup } from '../automatic.ts';
import { causeOfWords, withoutNames } from './cause.ts';

const sender =
  /^(mailer[-_.]?daemon|post[-_.]?master|(e?mail|message)?[-_. ]?delivery|bounces?|mdaemon|mail-?admin|mailadmin|maildeliverysubsystem|mail system|mail router|mailsystem|mms|smtp|daemon|complaints?|system ?administrator|administrat\w+ (del |do |di |du |de )?syst\w+|administrador del sistema|システム管理者)([+@._\s-]|$)|delivery (sub)?system|mail delivery|mailer[-_. ]?daemon/i;

/** Subjects of reports: what became of a mail, in the languages of the mail servers. */
const subject =
  /un-?deliver(able|ed|y)|not (be )?deliver|(un)?deliver(y|ing)\W{0,3}(of |to )?\w{0,12}\W{0,3}(status|fail|has failed|report|problem|notification|error|unsuccessful|delayed|warning|incomplete|temporar)|(failure|failed|error|bounce|non-?delivery|status) (notice|notification|delivery|mail|message|report)|return(ed|ing) (e-?)?(mail|message|to sender)|(mail|message|email)[^a-z]{0,3}(delivery|system|status|transfer)? ?(fail|error|problem|delay|undeliver|could ?n[o']t)|mail could not|(mail|message) (not|un)\w{0,3} ?(deliver|sent)|could ?n[o']t be (deliver|sent)|postmaster notif|mail failure|^failure\b|delayed (mail|24|message|deliver)|message [\w-]{1,30} delayed|^warning: (message|could not)|dsn\b|bounced? mail|there was a problem with your (mail|message)|unzustellbar|nicht (zu(ge)?stell|ausgeliefert)|zustell\w{0,10}.{0,20}(fehl|verzöger|problem)|non remis|(échec|retard|problème) de (la )?(remise|livraison|distribution|delivr)|non distribu|n['’]a pas (pu|été) (être )?(remis|distribu|délivr)|no (se )?(pudo|puede|ha podido|entregad)\w{0,10}.{0,20}(entreg|envi)|no entregad|(error|fallo) (de|en la) entrega|não (foi )?(entregue|pôde)|falha (na|de) entrega|mancat[ao] (consegna|recapito)|(consegna|recapito).{0,20}(fallit|non riuscit|ritard)|non (recapitabil|consegnat)|niet (bezorg|afgelever|bestelbaar)|onbestelbaar|(bezorg|aflever)\w{0,8}.{0,20}(mislukt|vertra)|(kan inte|kunne ikke|kan ikke|ej) lever|olever|leveringsfejl|niedostarcz|nie (została |mo\w+ )?dostarcz|zwrot|не ?доставл|(ошибка|сбой) доставки|недоставлен|doručen.{0,12}(selh|nezda)|nedoruč|teslim (edilem|hata)|エラー.{0,3}(メール|通知)|メール.{0,3}エラー|not (a )?member|loop alert|duplicated message-id|verzögert\b|retardé|retrasad|atrasad|ritard(o|ato)\b|vertraagd|遅延|não (é|foi) possível (a )?entreg|impossível entregar|전송.{0,8}(실패|못)|配信(不能|できません|エラー|失敗)|届け(られ|でき)|送信(エラー|できません|失敗)|返送|未配信|退信|无法投递|無法(投遞|傳送|寄送)|投递失败|传送失败|반송|전달.{0,6}(실패|못)|发送失败/i;

/** Sentences of reports. */
const said =
  /not (a )?member|duplicated|(could ?n[o']t|cannot|can'?t|can not|unable to|was not able to|wasn'?t able to|failed to|not (yet )?been( able)?|not be|wasn'?t|is not|error while|problem|did not|not) ?(to )?(be )?(completely )?(deliver|sent to|reach|transmit|hand|arriv|route|send)|undeliver|delivery (has |of |to |attempt)?[^.\n]{0,80}(fail|delay|unsuccess|error|problem|abandon)|(failed|fatal errors?|failure|bounced|rejected|returned|refused)[^.\n]{0,60}(addresse|recipient|deliver|for good|permanent|message|mail)|permanent (fatal )?error|(address|recipient|mailbox|user)s?[^.\n]{0,40}(fail|rejected|unknown|not found|does not exist|doesn'?t exist|full)|(message|mail)[^.\n]{0,60}(bounced|rejected|not accepted|returned|undeliver|refused|expired|failed|could not)|no such user|user unknown|unknown user|over ?quota|mail ?box (is )?full|\b[45]\d\d[ -][45]\.\d+\.\d+\b|this is (the|a|an)[^.\n]{0,60}(mail|delivery|report|program)[^.\n]{0,40}|nicht (zu(ge)?stell|ausgeliefert|übermittelt)|existiert nicht|zustellung[^.\n]{0,40}(fehl|nicht)|n['’](a pas|a pu|existe)[^.\n]{0,30}(remis|distribu|délivr|pas)|no (se )?(pudo|ha podido|puede|existe)|não (pôde|foi|existe)|non (è stato|esiste|può|recapit)|niet (worden |kon )?(bezorg|afgelever)|bestaat niet|kan inte levereras|kunne ikke leveres|nie (może|mogła|została|istnieje)|не (может|могло|была|было|удалось|существует)|配信|届きません|届けられ|送信できません|お届け|存在しません|容量|无法|投递|退信|無法|전달|반송|전송되지|falha (na|de) entrega/i;

/** That it is tried again. */
export const saysDelayed =
  /delayed|will (be )?retry|still being retried|will (be )?(retr|keep trying|continue)|not (yet )?been delivered (yet|after)|delivery attempts will continue|no action is required|this is a warning message only|do not need to resend|warning:|could not be delivered (yet|for the (past|last))|noch nicht zugestellt|verzöger|wird (weiter|erneut) versucht|retard|nouvelles? tentatives?|aún no (se )?ha|retras|seguirá|seguir\w+ intentando|ainda não foi|novas tentativas|atrasad|ritard|altri tentativi|non è stato ancora|vertraagd|nog niet|wordt opnieuw|opóźnion|задерж|遅延|再送|延迟|延遲/i;

const fields = /^[\s>]*(final-recipient|diagnostic-code|action|x-failed-recipients)\s*:\s*\S/im;
const smtpReply = /(^|[\s<(:"'])[45]\d\d[ -][^\n]{3,}/m;

/** Answers and forwards of a person, who tells of a report; and notices of absence. */
const ofAPerson = /^\s*(re|aw|sv|antw|fwd?|wg|tr|rv|enc|vs)\s*:/i;

/** Whether a program reports that another mail did not arrive, or not yet. */
export function isDeliveryReport(mail: ParsedMail, header: HeaderLookup, text: string): boolean {
  const contentType = header('content-type');
  if (/report-type\s*=\s*"?(feedback-report|disposition-notification)/i.test(contentType)) return false;
  if (/report-type\s*=\s*"?(delivery-status|global-delivery)/i.test(contentType)) return true;
  if (mail.attachments.some(({ contentType: type }) => isStatusPart(type))) return true;
  if (header('x-failed-recipients') !== '') return true;
  return readsLikeReport(mail, header, text);
}

export const isStatusPart = (contentType: string): boolean =>
  /^message\/(global-)?delivery-status$/i.test(contentType);

function readsLikeReport(mail: ParsedMail, header: HeaderLookup, text: string): boolean {
  const from = mail.from?.value[0];
  const marks = [
    !from?.address?.includes('@') || sender.test(from.address) || sender.test(from.name),
    /^\s*<\s*>/.test(header('return-path')) ||
      /delivery-?(report|failure)|auto-notified/i.test(header('auto-submitted')),
    subject.test(mail.subject ?? ''),
    mail.attachments.some(({ contentType }) => isReturnedMail(contentType)) || quotesHeaders(text),
    fields.test(text) || smtpReply.test(text),
  ];
  const [daemon, empty, named, returned, answered] = marks;
  const tells =
    said.test(withoutNames(text)) ||
    fields.test(text) ||
    (daemon === true && (causeOfWords(text) !== null || saysDelayed.test(text)));
  // Nobody can be answered, so no person wrote it.
  if (!from?.address?.includes('@') && tells) return true;
  if (daemon)
    return [tells, named, returned, answered].filter(Boolean).length >= 2 || (tells && empty === true);
  if (ofAPerson.test(mail.subject ?? '')) return false;
  if (named) return tells && (empty === true || returned === true || answered === true);
  return (
    tells &&
    ((empty === true && (returned === true || answered === true)) || (returned === true && fields.test(text)))
  );
}

export const isReturnedMail = (contentType: string): boolean =>
  /^(message\/(rfc822|global|partial|rfc822-headers|external-body)|text\/rfc822-headers|text\/rfc822)$/i.test(
    contentType,
  );

/** The header of a mail below the report, as programs without MIME return it. */
const quotesHeaders = (text: string): boolean =>
  (
    text.match(/^[\s>]*(Received|Message-ID|Return-Path|MIME-Version|X-Mailer|Date|Subject|From|To):/gim) ??
    []
  ).length >= 3;
