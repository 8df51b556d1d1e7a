import type { Language } from '../../ground/languages.ts';
import { lean } from '../prose/lean.ts';

/** By what people meet or talk; folded. */
const channels: Readonly<Record<Language, { call: string; meeting: string }>> = {
  en: {
    call: 'phone|telephone|phoned|rang|call|chat|conversation|spoke|talked|catch-up',
    meeting:
      'met|meeting|fair|trade show|show|expo|exhibition|booth|stand|conference|webinar|visit|lunch|event|dropped by',
  },
  de: {
    call: '\\p{L}*telefon\\p{L}*|anruf\\p{L}*|\\p{L}*gesprach\\p{L}*|telefonat\\p{L}*',
    meeting:
      '\\p{L}*messe|treffen|\\p{L}*besuch\\p{L}*|\\p{L}*stand|konferenz|kongress|veranstaltung|\\p{L}*termin|webinar',
  },
  fr: {
    call: 'telephon\\p{L}*|appel|conversation|entretien|echange',
    meeting: 'salon|rencontre\\p{L}*|rendez-vous|visite|stand|conference|congres|foire|webinaire|passage',
  },
  es: {
    call: 'telefono|telefonic\\p{L}*|llamada|conversacion|charla',
    meeting: 'feria|visita|encuentro|reunion|congreso|evento|stand|salon',
  },
  pt: {
    call: 'telefone|telefonema|telefonic\\p{L}*|ligacao|conversa|chamada',
    meeting: 'feira|visita|encontro|reuniao|evento|congresso|stand|estande',
  },
  it: {
    call: 'telefono|telefonata|telefonic\\p{L}*|chiamata|colloquio|conversazione',
    meeting: 'fiera|visita|incontro|riunione|evento|convegno|stand|salone',
  },
  nl: {
    call: 'telefoon\\p{L}*|telefonisch\\p{L}*|gesprek|belletje|gebeld',
    meeting: 'beurs|bezoek|ontmoeting|afspraak|congres|evenement|stand|kennismaking',
  },
  ja: {
    call: 'お?電話|通話|お話',
    meeting: '展示会|セミナー|訪問|お伺い|お会い|面談|商談|打ち?合わせ|ご来場|会場',
  },
};

/** That writer or reader did something together, or one told the other; folded. */
const shared: Readonly<Record<Language, string>> = {
  en: "(?:you|we|i|your \\p{L}+)(?:'d| had| also| both| just)? (?:said|told|mentioned|asked|wanted|explained|were|spoke|met|discussed|talked|agreed|called|came|visited|looked|enjoyed|liked|saw|showed|promised|described|raised|measured|checked)|(?:lovely|good|great|nice|pleasure|enjoyed|glad|happy|thanks|thank you|pleased|wonderful) .{0,24}(?:meeting|speaking|talking|chatting|call|conversation|visit|meet you|met)",
  de: '(?:sagten|erwahnten|meinten|hatten|baten|erzahlten|fragten|waren|sprachen|nannten|berichteten|besprachen|vereinbarten|trafen|wollten|schilderten|erklarten|versprach|zeigten) (?:sie|wir|ich)|(?:sie|wir|ich|ihr \\p{L}+) (?:mir |uns |ihnen )?(?:sagten|erwahnten|meinten|erzahlten|fragten|sprachen|nannten|berichteten|besprachen|vereinbarten|trafen|schilderten|erklarten)|(?:habe|haben|hatten) (?:ich|wir|sie) .{0,60}?(?:ge\\p{L}+(?:t|en)|be\\p{L}+(?:t|en)|ver\\p{L}+(?:t|en)|erwahnt|kennengelernt|\\p{L}+geschaut|\\p{L}+gesehen)|(?:schon|gut|nett|angenehm|freu\\p{L}+|spannend|danke?).{0,30}(?:kennenzulernen|kennengelernt|zu treffen|gesprach|telefonat|besuch)',
  fr: "(?:vous|nous|je|j')(?: m'| nous | vous | l'| en )?(?:\\s?(?:aviez|avez|avons|avions|ai|etes|sommes)) (?:deja |bien |brievement |longuement |aussi )?(?!une?\\b|des\\b|votre|notre|besoin)\\p{L}{2,}(?:e|es|ee|ees|i|is|it|u|us|ert)(?!\\p{L})|vous (?:me |nous |m')?(?:disiez|expliquiez|parliez|indiquiez|confiiez|demandiez)|(?:ravi|heureu|plaisir|enchante|merci).{0,30}(?:rencontre\\p{L}*|echange\\p{L}*|appel|accueil|visite|discut\\p{L}*)",
  es: '(?:me |nos |le |te |se )?(?:dijo|dijiste|dijeron|comento|comentaste|comentabas|comentaba|menciono|mencionaste|hablamos|conocimos|vimos|quedamos|pidio|pediste|explico|contaste|conto|acordamos|visitamos|visite|pasamos|coincidimos|decia|decias)|(?:ha|has|hemos|he|habia|habiamos) \\p{L}+(?:ado|ido|cho|sto)|(?:fue|ha sido) un (?:placer|gusto)|(?:gracias|encantad|placer).{0,24}(?:llamada|charla|visita|conoc\\p{L}+|reunion|encuentro)',
  pt: '(?:falou|disse|contou|comentou|referiu|pediu|mencionou|explicou)-(?:me|nos)|(?:me |lhe |nos )?(?:disse|disse-me|disseste|falou|falou-me|falamos|comentou|mencionou|pediu|pediu-me|combinamos|conhecemos|conversamos|encontramos|vimos|contou|contou-me|explicou|visitamos|acordamos|dizia|passamos)|foi (?:um |muito )?(?:prazer|bom|otimo)|(?:obrigad|prazer).{0,24}(?:conversa|visita|ligacao|chamada|encontro|conhec\\p{L}+)',
  it: '(?:mi |ci |le |vi )?(?:ha|hai|avete|abbiamo|ho|aveva|avevate|avevamo) (?:\\p{L}+ )?\\p{L}+(?:ato|uto|ito|tto|sto|rso|ati|uti)|(?:mi |ci )?(?:diceva|dicevi|accennava|raccontava|spiegava|chiedeva|disse|parlammo)|ci siamo (?:\\p{L}+ )?(?:visti|sentiti|incontrati|parlati|conosciuti)|(?:e stato un |con )piacere|(?:grazie|piacere).{0,24}(?:telefonata|chiacchierata|visita|incontro|conosc\\p{L}+|chiamata)',
  nl: '(?:we|wij) elkaar (?:\\p{L}+ ){0,4}(?:spraken|zagen|ontmoetten|troffen)|zag(?:en)? (?:ik|we|wij) (?:u|je|jullie)|(?:vertelde|zei|zeiden|vroeg|noemde|sprak|spraken|hadden|had|gaf|bespraken|zagen|ontmoetten|spraken|wilde|liet|was|waren) (?:u|je|jullie|we|wij|ik|me|mij)|(?:u|je|jullie|we|wij|ik) (?:mij |me |ons |elkaar )?(?:vertelde|zei|vroeg|noemde|sprak|spraken|bespraken|zagen|ontmoetten|aangaf|gaf)|(?:heb|hebt|heeft|hebben|had|hadden) (?:ik|u|je|jullie|we|wij) .{0,50}?(?:ge\\p{L}+|be\\p{L}+|ver\\p{L}+)|(?:leuk|fijn|prettig|goed|aangenaam|bedankt|dank).{0,24}(?:gesprek|kennis|ontmoet\\p{L}*|bezoek|gesproken|sprak)|u aan de telefoon \\p{L}+de|(?:heb|hebben) .{0,30}(?:gekeken|gebeld|gesproken|bezocht)',
  ja: '(?:いただき|頂き|くださり|下さり)(?:まして|、|ありがとう|ました)|際(?:に|は|には)|おっしゃ|仰|ありがとうございました',
};

/** When it was, told without a date; folded. */
const lately: Readonly<Record<Language, string>> = {
  en: 'yesterday|last (?:week|month|time|year|spring|summer|autumn|monday|tuesday|wednesday|thursday|friday)|the other day|earlier this (?:week|month)|(?:a few|some|two|three) (?:days|weeks|months) ago|recently',
  de: 'gestern|vorgestern|(?:letzte|vergangene|vorige)[nrs]? (?:woche|mal|monat|jahr|montag|dienstag|mittwoch|donnerstag|freitag)|neulich|kurzlich|vor kurzem|vor (?:ein paar|einigen|zwei|drei) (?:tagen|wochen|monaten)',
  fr: "hier|avant-hier|(?:la semaine|le mois|lundi|mardi|mercredi|jeudi|vendredi) (?:derniere?|passee?)|l'autre jour|recemment|la derniere fois|il y a (?:quelques|deux|trois) (?:jours|semaines|mois)",
  es: 'ayer|anteayer|(?:la semana|el mes|el ano|el lunes|el martes|el miercoles|el jueves|el viernes) pasad[oa]|el otro dia|la ultima vez|hace (?:unos|unas|dos|tres|pocos|pocas) (?:dias|semanas|meses)|recientemente',
  pt: 'ontem|anteontem|(?:na |a )?semana passada|(?:no |o )?mes passado|outro dia|da ultima vez|ha (?:uns|umas|alguns|algumas|dois|duas|tres) (?:dias|semanas|meses)|(?:em|no) (?:janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro)',
  it: "ieri|l'altro ieri|(?:la settimana|il mese|l'anno|lunedi|martedi|mercoledi|giovedi|venerdi) scors[oa]|l'altro giorno|(?:alcuni|qualche|pochi|due|tre) (?:giorni|giorno|settimane|mesi) fa|l'ultima volta|recentemente",
  nl: 'gisteren|eergisteren|(?:vorige|afgelopen) (?:week|maand|keer|zomer|winter|najaar|voorjaar|jaar|maandag|dinsdag|woensdag|donderdag|vrijdag)|onlangs|laatst|een paar (?:dagen|weken) geleden|pas nog',
  ja: '先日|先週|先月|昨日|一昨日|前回|昨年|この間',
};

/** What tells of a meeting or talk by itself; folded. */
const alone: Readonly<Record<Language, string>> = {
  en: "your (?:\\p{L}+ ){1,2}(?:told|mentioned|said|recommended|suggested|showed|asked|pointed)|when (?:i|we) (?:was|were|visited|came|saw|met|spoke|called|looked|dropped)|(?:i|we)(?:'ve| have)? (?:spoke|spoken|talked|visited|stopped by|popped in)(?: (?:to|with|by|at|your))",
  de: 'ihre?n? \\p{L}+(?: \\p{L}+)? (?:hat|haben|sagte|erzahlte|empfahl|erwahnte) (?:mir|uns|sie|ihnen|den|die|das|bereits|schon|gesagt|erzahlt).{0,40}|als (?:ich|wir) .{0,40}(?:war|waren|besuchte|besuchten|vorbeikam|gesehen|getroffen|telefoniert)|(?:habe|haben) (?:ich|wir) (?:schon |bereits |kurz )?mit .{2,40} (?:gesprochen|telefoniert)',
  fr: "vo(?:tre|s) \\p{L}+(?: \\p{L}+){0,3} (?:m'|nous )(?:a|ont) \\p{L}+|(?:quand|lorsque) (?:je|nous|j') ?(?:suis|sommes|etais|etions|ai|avons).{0,30}|(?:j'ai|nous avons) (?:deja )?(?:parle|discute|echange) (?:avec|a)|on s'etait (?:croises?|vus?|parle|rencontres?)",
  es: '(?:su|tu|vuestr[oa]) \\p{L}+(?: \\p{L}+)? (?:me|nos) (?:\\p{L}+o|ha \\p{L}+o)|cuando (?:estuve|estuvimos|visite|visitamos|pase|pasamos|hable|nos vimos)|(?:he|hemos) hablado con|hable con',
  pt: '(?:seu|sua) \\p{L}+(?: \\p{L}+)? (?:me |nos )?(?:disse|comentou|falou|recomendou|pediu|contou)|quando (?:estive|estivemos|visitei|visitamos|passei|passamos|falei|nos vimos)|(?:falei|falamos|conversei) com',
  it: '(?:suo|sua|vostr[oa]) \\p{L}+(?: \\p{L}+)? (?:mi|ci) ha \\p{L}+|(?:mi|ci) ha \\p{L}+(?:to|so) (?:il |la )?(?:suo|sua|vostr[oa]) \\p{L}+|ci eravamo (?:\\p{L}+ )?(?:sentiti|visti|incontrati|parlati)|quando (?:sono|siamo) (?:venut|passat|stat)[oaie]|(?:ho|abbiamo) (?:gia )?parlato con|quando ci siamo',
  nl: '(?:uw|je|jullie) \\p{L}+(?: \\p{L}+)? (?:gaf|vertelde|zei|noemde|huurde|tipte|raadde|vroeg|wees)|toen (?:ik|wij|we) .{0,40}(?:was|waren|zag|zagen|sprak|spraken|langskwam\\p{L}*)|(?:heb|hebben) (?:ik|we|wij)? ?met .{2,30} gesproken|(?:ik|we) sprak(?:en)? met|(?:vorig|verleden) jaar (?:hebben|heb|deden|maakten) (?:we|wij|ik)',
  ja: 'お伺いした際|お会いした際|ご一緒した際|ご(?:見学|来店|来場|来社|訪問)いただ(?:いた|き)',
};

export interface Reading {
  channel: 'call' | 'meeting' | 'lately';
  pattern: RegExp;
}
interface SharedPast {
  shared: RegExp;
  alone: RegExp;
  channels: readonly Reading[];
}
const made = new Map<Language, SharedPast>();

/** What of a sentence tells of a call, a meeting or a day not long ago, and that it was shared. */
export function sharedPastOf(language: Language): SharedPast {
  const compile = (words: string): RegExp =>
    lean(language === 'ja' ? words : `(?<!\\p{L})(?:${words})(?!\\p{L})`, 'gu');
  const known = made.get(language) ?? {
    shared: compile(shared[language]),
    alone: compile(alone[language]),
    channels: [
      { channel: 'call', pattern: compile(channels[language].call) },
      { channel: 'meeting', pattern: compile(channels[language].meeting) },
      { channel: 'lately', pattern: compile(lately[language]) },
    ],
  };
  made.set(language, known);
  return known;
}
