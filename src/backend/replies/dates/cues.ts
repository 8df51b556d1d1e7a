/** What stands around a date and says what it is a date of. For folded text. */

const start = (words: string): RegExp => new RegExp(`(?:${words})`, 'u');
/** Right before the date. */
const before = (words: string): RegExp =>
  new RegExp(`(?<![a-z])(?:${words})[\\s,:(]*(?:(?:${FILLERS})[\\s.)]*){0,5}$`, 'u');
const FILLERS =
  "the|den|dem|der|zum|zur|le|la|el|il|lo|o|de|dia|day|giorno|l'|and|und|et|e|en|y|including|incl|inkl|inklusive|einschl|einschliesslich|einschließlich|inclus|mit|met|voraussichtlich|vermutlich|presumably|probably|at least|mindestens|about|around|approximately|circa|ca|ungefahr|environ|almeno|al menos|ao menos|minstens|evening of|close of business|cob|eod|on|week of|woche vom|woche ab|week van";

export const untilBefore = before(
  "until|untill|untl|unti|till|'?til|thru|through|throughout|up to|bis|jusqu'(?:au?|a|en)(?: la)?|jusqu(?:e|au)?|hasta|fino(?: al?| all'| alle| a| ai| agli| a tutto(?: il)?)?|fino al?l'|sino a(?:l|ll')?|ate(?: ao?| a)?|tot(?: en met| aan)?|t/m|tm|t\\.e\\.m\\.?|tem|~|-|–|ends?(?: on)?",
);
/** "Until 9 a.m. on Wednesday": then on Wednesday. */
export const untilHour =
  /(?:until|till?|bis|jusqu'a|hasta las|fino alle|ate as|tot)\s+\d{1,2}(?:[.:h]\d\d)?\s?(?:am|a\.m\.|uhr|h|uur)?\s+(?:on|am|le|de|del|op|di)?\s*$/u;
/** In the next sentence: the one before said when it ends. */
export const afterwards =
  /^[.!?。]?\s*(?:ensuite|apres (?:cela|ca)|danach|daarna|after (?:that|which)|afterwards|dopodiche|dopo,|poi |luego|despues,|a seguir|depois d?isso|depois,|それ以降|その後|(?:\p{L}+[ -]){1,2}(?:danach|daarna|afterwards|despues|apres|dopo|depois)\b(?! (?:d|l|il|a)))/u;
export const onOrAfter = /(?:on or (?:after|about)|am oder nach|le ou apres)\s+(?:the )?$/u;
export const untilAfter =
  /^\s*(?:[(（][^)）]{0,6}[)）])?\s*(?:頃|ごろ|の?(?:夜|夕方|午前|午後|中|終日))?\s*(?:いっぱい|一杯)?(?:まで|迄|締|(?<=いっぱい))/u;
const throughWords =
  /(?:through|thru|t\/m|t\.e\.m|tot en met|einschl|inkl|inclu|compres|bis und mit|throughout)[^.]{0,12}$/u;
const throughAfter =
  /^\s*,?\s*\(?(?:included|inclusive|incl|inkl|einschl|inclus|compres|inbegrepen|いっぱい|まで)/u;
export const isThrough = (left: string, right: string): boolean =>
  throughWords.test(left) || throughAfter.test(right);

export const sinceBefore = before(
  'llev\\p{L}+ desde(?: el)?|since|seit|depuis|desde hace|sinds|sedert|dated|your (?:e?-?mail|message|letter|note|call) (?:of|from|on)|(?:e-?mails|messages) (?:of|from)|mails? vom|nachricht(?:en)? vom|\\p{L}*schreiben vom|mails? du|mail del|mails? van|berichten van|correos? del|mensajes del|e-mails? de|mensagens d[eo]|messages? du|courriels? du|messaggi d[ei]l?|depuis le|last|letzten|vorigen|vergangenen|afgelopen|vorige|(?:el|este) pasado|(?:no|na) passad[oa]|l[oa] scors[oa]',
);
export const pastAfter =
  /^\s*(?:last|ago|vergangenen|dernier|derniere|pasad[oa]|passad[oa]|scors[oa]|geleden|jl\b|に(?:お送り|いただ))/u;
export const habitBefore =
  /(?<![a-z])(?:every|each|on a|un|una|een|einem|um|uma|jeden|jede|chaque|tous les|toutes les|cada|toda|todo|todos los|todas as|ogni|elke|iedere|alternate|it's|it is|today's|today is|c'est|毎週|毎月)\s*$/u;

export const afterBefore = before(
  'after|past|nach|apres|passe|despues del?|tras|pasado|luego del?|dopo|passato|passado|finito|terminato|acabado|depois d[eao]|apos|na|following|later than',
);
/** "After the elections of 17 May". */
export const afterEventBefore =
  /(?<![a-z])(?:after|nach|apres|despues|dopo|depois|na) [^,.;]{3,30} (?:of|vom|du|del|dell'|do)(?: the)?\s*$/u;
export const afterAfter = /^\s*(?:[(（][^)）]{0,6}[)）])?\s*(?:を?過ぎ|すぎ|より後|の後|を越え|が終わ|明け)/u;
export const beforeBefore = before(
  "before|by|prior to|no later than|vor|spatestens|avant|d'ici|antes d[eo]l?|prima d[ei]l?|prima dell'|entro(?: il)?|voor|uiterlijk|ahead of|earlier than",
);
export const beforeAfter = /^\s*(?:[(（][^)）]{0,6}[)）])?\s*(?:より前|以前|までに|前に|付)/u;
export const fromBefore = before(
  "from|starting|beginning|effective|as of|as from|ab|von|vom|a partir d[ueo]l?|a compter d[ue]|a contar del?|des|du|desde|del?|dal|dall'|da|a decorrere dal|vanaf|van|per|od|fran",
);
export const fromAfter =
  /^\s*(?:[(（][^)）]{0,6}[)）])?\s*(?:以降|以後|より|から|に(?:入|な)(?:って|り|ったら)|onwards?|on\b|forward|en adelante|in poi|em diante|af\b|an\b)/u;
export const negation =
  /(?:\bnot?\b|n't\b|\bnever\b|\bnicht\b|\bkaum\b|\bkein\w*|\bpas\b(?! (?:in|na|om|op|over|vanaf|weer|eind|begin)\b)|\bne\b|\bnon\b|\bnao\b|\bniet\b|\bgeen\b|\bnothing\b|\bnada\b|\bniente\b|\bnichts\b|\bunable\b)/u;
const NOT_UNTIL =
  /(?:\bnot?\b|n't\b|\bnicht\b|\bpas\b|\bno\b|\bnon\b|\bnao\b|\bniet\b)[^.]{0,30}(?:back|return|available|start|in the office|zuruck|wieder|da|retour|vuelv\w*|volver\w*|regres\w*|torn\w*|rientr\w*|abr\w*|apr\w*|open|ouvr\w*|offn\w*|volt\w*|regress\w*|terug)[^.]{0,25}$/u;
export const isNotUntil = (left: string): boolean => NOT_UNTIL.test(left);

/** To the sentence: it speaks of coming back. */
export const returning = start(
  "\\bback\\b|\\bin\\s*$|\\bin again|in tomorrow|\\bhome\\b|\\bopen\\b|normal|\\bwork\\b|answer|hear from|pick up|return|available|reachable|resum|reopen|re-open|\\bonline\\b|again|at my desk|in the office (?:on|from|again)|op kantoor|en (?:la )?oficina|in ufficio|no escritorio|im (?:buro|hause?)\\b|\\bhere\\b|catch you|see you|respond|reply|replies|get to (?:it|you)|find me|read (?:it|this|your)|upright|\\bwieder|zuruck|zurueck|erreichbar|\\bda\\b(?= |\\.|$)|verfugung|geht's|offnen|antworte|antwortet|beantwort|bearbeit|kummer|retour|retrouv|boulot|au bureau|rentr|\\breven|\\brevien|repren|repri[st]|joignable|disponib|rouvr|reouv|repond|operationn|traite|de nouveau|a nouveau|vuelv|\\bvuelt|regres|retorn|reincorpor|reintegr|retom|reanud|\\babri|\\breabr|atend|\\bleo\\b|leere|\\bconect|contest|respond|reapertur|\\btorn|rientr|ritorn|ripren|ripres|riapr|di nuovo|operativ|rispond|notizie|leggo|\\bci sono|ci si rilegge|in piedi|evas|\\bvolt|regress|retom|novamente|outra vez|leio|dou |reinici|\\bterug|\\blees\\b|\\bweer\\b|opnieuw|bereikbaar|aanwezig|aanspreekbaar|hervat|reactie|behandeld|werkdag|hervat|tilbage|retur|ater|戻|帰り|帰る|復帰|再開|出社|出勤|出ます|営業|帰社|帰任|返信|返答|返事|確認|開店|開庁|通常|平常|折り返|復職|拝読|見ます|以降|仕事|対応|勤務|開始|出ら",
);
/** To the sentence: it asks to be written or spoken to. */
export const contacting = start(
  "\\btry\\b|\\bping|e?-?mail me|email|write|\\bcall\\b|contact|reach|circle|check (?:in|back|with)|touch|connect|resend|resubmit|remind|resurface|\\bask\\b|\\btalk|speak|chat|come (?:back|find|alive|see)|get (?:back|with)|follow|hit me|drop me|nudge|revisit|pick (?:it|this|that)|catch|let's|bug me|knock|send (?:it|them|me)|discuss|\\bthen\\b|look at|happy to|\\bagain|open to|meld|schreib|anruf|\\bruf|ruhr|nachhak|nochmal|noch mal|nochamal|noch einmal|wieder|ansprech|sprech|kontakt|anklopf|versuch|\\bfrag|durchkling|erinner|\\bpasst|erneut|\\bgern|contact|rappel|relanc|\\breven|\\brevien|ecri|reparl|\\bparl|recri|signe|repren|represent|repass|retent|ressay|revoy|point|dispon|rediscut|tarder|sollicit|escrib|escrit|contact|llam|\\bhabl|recuerd|recorda|\\bbusc|vuelv|insist|prueb|\\bprob|retom|\\btoque|avis|\bmand[ae](?:me|nos|r|lo)?\b|agenda|kalender|calendar|reminder|diary|convers|charl|intent|marc|scriv|risent|sento|riaggiorn|ricontatt|richiam|chiam|riparl|sentiamo|riprov|ripass|bussi|faccia viv|farsi viv|fatti viv|contatt|ricord|ragion|diciamo|si segni|riapr|\\bvolt|\\bfal[ae]|contact|\\blig|procur|\\bcham|torne|lembr|escrev|salve|chama|\\bmail\\b|\\bbel\\b|schrijf|contact|terug|pols|probeer|\\bkom\\b|\\bkom(?:t u|en we)\\b|\\bstuur|opnieuw|nog eens|seintje|opnemen|praten|pakken|\\bpak|graag|benader|zeg |\\bhoor|連絡|お声|声を?(?:かけ|掛け)|リマインド|電話|メール|返信|再度|再送|改めて|もう一[度回]|お願い|どうぞ|一報|伺|相談|話|ping|見ます|問い合わせ|思い出|お寄せ|以降|リベンジ|突っつ|仕切り直し|追って|検討|時間",
);
/** To the sentence: it says when something else happens that keeps the writer from answering. */
export const other = start(
  'expire|runs? out|\bends\b|auslauf|lauft|\\bendet|termin|vence|scad|finisce|loopt|\blive\b|going live|live geschaltet|\\bborn\\b|deadline|\\bdue (?:on|by|date)|frist|echeance|fecha limite|prazo|scadenza|budget closes|started|founded|kicks? off|conference|summit|webinar|期限|締切|決算|リースが|契約が',
);

/** To the sentence: the writer is not there. */
export const absent = start(
  '\\bout\\b|vacation|holiday|leave|closed|away|\\bpto\\b|\\boff\\b|travel|urlaub|ferien|geschlossen|abwesend|schulung|\\bfrei\\b|\\bconge|ferme|absen|vacances|vacacion|cerrad|ausen|fuera|feriado|\\bferi|chius|assen|fuori|fechad|ausente|nao estou|no estoy|non ci sono|\\bfora\\b|licenca|ne travaille pas|don.t work|not working|arbeite nicht|no trabajo|nao trabalho|non lavoro|werk niet|vakantie|gesloten|afwezig|vrij|verlof|休|不在|出張|帰省|閉',
);
/** To the sentence: it says on which days of a week the writer works. */
export const habit = start(
  'part[- ]?time|meio periodo|teilzeit|temps partiel|mi[- ]temps|tiempo parcial|tempo parcial|jornada|deeltijd|parttime|werkdagen|arbeitstage|working days|work(?:ing)? (?:hours|pattern|week|on|mon|tue|wed|thu)|\\bi work\\b|ich arbeite|nur (?:dienstags|montags|mittwochs|donnerstags)|ne travaille pas|don.t work|joignable que|\\btrabajo (?:de|los)|\\btrabalho (?:de|a|as)|\\blavoro\\b|mi trovate|je travaille|ik werk|時短|出勤日',
);
/** To the sentence: what happened before the mail. */
export const happened = start(
  "\\bwas\\b|\\bwere\\b|\\bdid\\b|pulled|\\bwent\\b|\\bhad\\b|\\bsent\\b|\\bgot\\b|arrived|\\bhat\\b.*\\bge|gesetzt|gefallen|geschickt|\\bwar\\b|operaron|firmamos|\\bfui\\b|\\bsono stat|\\bj'ai\\b|\\bhe (?:sido|estado)",
);
const TODAY = "today|heute?|aujourd'hui|hoy|hoje|oggi|vandaag|本日|今日";
const THIS_WEEK =
  'this (?:whole |entire )?(?:week|wk)|all week|(?:die ganze|diese) woche|cette semaine|toute la semaine|(?:toda )?(?:la|esta) semana|esta semana|(?:toda a|nesta|essa|desta) semana|(?:tutta la|questa) settimana|(?:deze|de hele) week|今週';
export const today = new RegExp(
  `(?<![a-z])(?<!(?:from|since|ab|seit|desde|depuis|da|vanaf|starting|as of) )(?:${TODAY})(?![a-z]|から)`,
  'u',
);
export const thisWeek = new RegExp(
  `(?<![a-z])(?:${THIS_WEEK})(?![a-z]| (?:pasada|passada|scorsa|derniere|que |prossima|prochaine|from|proxima))`,
  'u',
);

/** In the next sentence: "write to me then" means the date of this one. */
export const then =
  /\bthen\b|ce moment|ese momento|entonces|quel momento|\ballora\b|\bdann\b|\bentao\b|nessa altura|\bdan\b|\bda (?:konn|konnt|durf|pass|bin)|ese dia|esa fecha|quel giorno|(?:esse|nesse) dia|that day|die dag|tegen die tijd|dem tag|ce jour|(?:その|そ)(?:時|とき|頃|ころ|際|折|後|日|月|年)|そっから/u;

/** In the same sentence; in other languages the word says much else there. */
export const thenBehind = /\bthen\b/u;

/** Nobody knows when the writer is back. */
export const unknown =
  /further notice|nuovo avviso|nuevo aviso|auf weiteres|nouvel ordre|nader (?:bericht|order)|(?:no|nao|ni) (?:lo )?sabe|sabe quando|(?:don.t|doesn.t|not) know (?:yet )?when|(?:no idea|not sure|can.t say|uncertain) when|weiss (?:noch )?nicht,? wann|wie lange .{0,20}nicht|(?:sais|savons) pas (?:encore )?(?:quand|combien)|nicht absehbar|unbestimmt|indefini|indetermin|da definire|a definir|weet (?:nog )?niet wanneer|geen idee wanneer|no dan fechas|no se cuando|nao sei quando|non so quando|未定|(?:わか|分か)りません|定まって/u;

/** "The week after 17 May": the Monday that follows. */
export const weekAfterBefore =
  /(?:week|woche|semaine|semana|settimana) (?:after|nach|apres|despues del?|dopo|depois d[eo]|na)(?: the| dem| le| el| il)?\s*$/u;
