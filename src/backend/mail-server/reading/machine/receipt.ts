import { bareSubject } from '../automatic.ts';
import type { ReadForm } from './kind.ts';
import { addressIn, fieldOf, messageIdIn, partText } from './parts.ts';

const subjectOfReceipt =
  /^(not read|read|opened|displayed|deleted|gelesen|ungelesen|nicht gelesen|angezeigt|gelöscht|lu|non lu|leído|le[ií]do|no leído|lid[ao]|não lid[ao]|letto|non letto|gelezen|niet gelezen|l[aä]st|lest|læst|przeczytano|прочитано|开封|已读|已讀|開封済み|읽음|(read|return|reading|disposition) receipt|read notification|disposition notification|lesebestätigung|accusé de (lecture|réception)|confirmation de lecture|confirmaci[oó]n de lectura|acuse de (recibo|lectura)|confirma[cç][aã]o de leitura|conferma di lettura|ricevuta di ritorno|leesbevestiging|開封(確認|通知)|已读回执|уведомление о прочтении)\s*([:：(（-]|$)/i;
/** What such a mail says; a person's mail of such a subject says something else. */
const saidInReceipt =
  /(was|has been|is) (read|opened|displayed|deleted|viewed)|displayed on|return receipt|read receipt|gelesen|angezeigt|geöffnet|gelöscht|bestätigung|a été (lu|affich|ouvert|supprim)|accusé|(se ha|fue|ha sido) (le[ií]d|abiert|mostrad|eliminad)|elimin[óo] sin leer|le[ií]d[oa] el|confirmaci[oó]n de lectura|acuse|foi (lid|abert|exibid|exclu)|è stat[oa] (lett|apert|visualizzat|eliminat)|conferma di lettura|ricevuta|confirmação|leesbevestiging|ontvangstbevestiging|gelezen|weergegeven|geopend|lästes|lest|開封|表示|已读|已被|읽|прочитан|przeczytan/i;

/** A receipt that a mail was displayed or deleted (RFC 8098), also one without its part. It tells of no reading. */
export const readReceipt: ReadForm = (mail, header, { subject, fullText }) => {
  const fields = partText(mail, /^message\/(global-)?disposition-notification$/i);
  const typed = /report-type\s*=\s*"?disposition-notification/i.test(header('content-type'));
  const inProse =
    subjectOfReceipt.test(bareSubject(subject)) &&
    fullText.length < 1_500 &&
    (fullText === '' || saidInReceipt.test(fullText));
  const inFields = /^disposition:\s*(manual|automatic)-action/im.test(fullText);
  if (fields === null && !typed && !inProse && !inFields) return null;
  const said = fields ?? fullText;
  return {
    class: 'Other',
    why: 'read receipt',
    silent: true,
    automatic: true,
    about: addressIn(fieldOf(said, 'Final-Recipient')),
    aboutMessageId: messageIdIn(fieldOf(said, 'Original-Message-ID')),
  };
};
