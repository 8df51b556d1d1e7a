import { fold } from './dates/words.ts';
import { topicsIn } from './learned/features.ts';
import { sentencesOf } from './sentences.ts';
import type { ReplyClass } from './types.ts';

/** A longer answer says itself what it means. */
const MOST_WORDS = 7;

const yes =
  /^(?:(?:oh|ah|ach|oui|na|ma|beh|en|e|nou),? )?(?:yes|yep|yeah|yup|sure|ok(?:ay)?|please|do\b|go ahead|send|gladly|absolutely|of course|fine|sounds good|why not|would love|ja\b|jo\b|joa|jep|gern|klar|bitte|machen? sie|schick|passt|in ordnung|einverstanden|naturlich|oui|ouais|volontiers|d'accord|avec plaisir|bien sur|envoyez|allez-y|faites|pourquoi pas|si\b|vale|dale|claro|por favor|envi[ea]|mand[ea]|adelante|de acuerdo|perfecto|bueno|sim\b|quero|pode\b|podem\b|beleza|com certeza|esta bem|certo|certamente|volentieri|va bene|mandi|invii|perche no|faccia|graag|prima|doe\b|stuur|is goed|akkoord|はい|ええ|うん|お願い|ぜひ|是非|よろしく|いいですよ|送って)/iu;
const no =
  /^(?:no\b|nope|nah|not\b|nein|nee\b|ne\b|non\b|nao\b|niet\b|いいえ|いや|結構です|大丈夫です|不要|必要ありません)/iu;

/** To a question, in eight languages: what it offers, in this order; a yes accepts it. */
const offers: readonly [meant: ReplyClass, offer: RegExp][] = [
  [
    'Unsubscribed',
    /unsubscribe|(?:off|from) (?:my|our|the|this) (?:mailing )?list|remove you|stop (?:writing|emailing|mailing|contacting)|leave you (?:alone|in peace)|verteiler|(?:von|aus) (?:meiner|unserer|der) liste|abmelden|austragen|nicht mehr (?:an)?schreib|in ruhe lassen|desinscri|(?:de|notre|ma) liste|ne plus (?:vous )?(?:ecrire|contacter|solliciter|deranger)|laisse\w* tranquille|de (?:mi|nuestra|la) lista|de baja|deje de escrib|dejar de escrib|no (?:le|te) escrib\w+ mas|(?:da|na) (?:minha|nossa)? ?lista|descadastr|par[ae]r? de (?:escrever|enviar|mandar)|nao (?:lhe|te) escrev\w+ mais|dall[ae] (?:mia |nostra )?(?:lista|mailing)|cancell\w+ dall|disiscri|non (?:le |vi |ti )?(?:scriv|disturb)\w+ piu|van (?:mijn|onze|de) (?:mail)?lijst|uitschrijv|afmelden|niet meer (?:schrijv|mail|benader)|met rust|配信.{0,3}停止|リストから|ご?連絡を(?:控え|やめ|停止)/iu,
  ],
  [
    'Deactivated',
    /close (?:your|the|this|out) ?(?:file|loop)?|closing (?:your|the) file|give up|not a priority|akte schlie|abhaken|cl(?:ore|oture)|fermer (?:le|votre|ce) dossier|cerrar (?:el|su|este) (?:expediente|tema)|por cerrado|encerrar (?:o|este|esse)|chiudere (?:la|il|questo)|dossier sluiten|afsluiten|打ち切/iu,
  ],
  [
    'BrochureRequest',
    /(?=.*(?:send|forward|share|schick|zusend|zukommen|mailen|envoi|envoy|transm|adress|envi|mand|pass[ae]r|invi|sped|stuur|sturen|送|お届け))(?=.*(?:brochure|\bdeck|catalog|one-?pager|two-?pager|summary|overview|case stud|\bpdf|whitepaper|slides|material|document|information|\binfo|details|leaflet|flyer|broschur|prospekt|unterlagen|katalog|zusammenfassung|ubersicht|fallstudie|datenblatt|plaquette|resume|synthese|presentation|fiche|etude de cas|folleto|resumen|catalogo|ficha|presentaci|caso|folheto|resumo|apresenta|estudo|dossier|dosier|depliant|sintesi|riassunto|riepilogo|scheda|presentazione|folder|samenvatting|overzicht|presentatie|informatie|資料|カタログ|パンフ|概要|事例|案内))/isu,
  ],
  [
    'InterestedToProceed',
    /\bquote|\boffer\b|proposal|pric(?:e|ing)|trial|test account|pilot|contract|\border\b|angebot|testzugang|probe(?:zeit|zugang|monat)|vertrag|preis|devis|\boffre\b|essai|contrat|proposition|tarif|presupuesto|cotizaci|oferta|prueba|propuesta|precio|orcamento|cotacao|proposta|\bteste\b|preco|preventivo|offerta|\bprova\b|contratto|prezzi|offerte|voorstel|\bproef|prijs|見積|トライアル|契約|提案|お試し|価格/iu,
  ],
  [
    'ConnectLater',
    /\bagain\b|\blater\b|come back|circle back|remind|wieder|noch ?(?:ein)?mal|spater|recontact|relanc|rappel|revien|plus tard|de nuevo|mas (?:tarde|adelante)|vuelva|de novo|mais (?:tarde|adiante)|volt[ae]r?\b|risent|ricontatt|piu (?:avanti|tardi)|opnieuw|terugkom|nog eens|改めて|再度|後日/iu,
  ],
];

/** Accepts a meeting by itself. */
const invited = /invit|einlad|convite|uitnodig|招待/iu;
/** Taken note of, which is no date yet. */
const noted = /^(?:ok(?:ay)?|vale|d'accord|va bene|beleza|承知|了解)/iu;
/** A yes to any of these accepts a meeting. */
const meeting = ['meet', 'weekday', 'daypart'];

/**
 * A bare yes, or a bare no, is read against the question it answers: "Shall I send you the summary?" "Yes, please." null:
 * it is neither, or it says by itself what it means.
 * @param question the last question of the mail that is answered; null: none, or not known
 */
export function bareAnswer(text: string, question: string | null | undefined): ReplyClass | null {
  const said = fold(text.trim().normalize('NFC'));
  if (!question || invited.test(said) || /[?？]/.test(said) || wordsIn(said) > MOST_WORDS) return null;
  const asked = fold(question.normalize('NFC'));
  const offered = offers.find(([, offer]) => offer.test(asked))?.[0] ?? null;
  // "Shall I take you off my list?" "No." Whatever it is, it is no refusal.
  if (no.test(said)) return offered === 'Unsubscribed' || offered === 'Deactivated' ? 'Other' : null;
  if (!isYes(said)) return null;
  if (offered !== null) return offered;
  const spoken = topicsIn(said);
  const isMore = noted.test(said) || spoken.has('send') || spoken.has('docs');
  return !isMore && meeting.some((one) => topicsIn(question).has(one)) ? 'AgreedToMeet' : null;
}

/** With any of these it says more than a yes: "please unsubscribe". */
const more: readonly string[] =
  'neg month weekday daypart when wait price buy stop list legal away back left retired refer ticket rude'.split(
    ' ',
  );

function isYes(text: string): boolean {
  const concepts = topicsIn(text);
  return (
    !more.some((one) => concepts.has(one)) && (yes.test(text) || concepts.has('yes') || concepts.has('send'))
  );
}

/** The last question of a mail; null: it asks nothing. */
export const questionIn = (text: string): string | null =>
  sentencesOf(text).findLast((sentence) => /[?？]$|か。?$/.test(sentence)) ?? null;

const wordsIn = (text: string): number =>
  /[\u3040-\u30ff\u4e00-\u9fff]/.test(text) ? text.length / 3 : text.split(/\s+/).filter(Boolean).length;
