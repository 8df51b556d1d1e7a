import type { ReplyRule } from './rule.ts';

/** A time that lies further ahead than a meeting is made for. */
const LATER =
  '(?:next (?:month|quarter|year|spring|summer|autumn|fall)|(?:in|within) (?:about |around |roughly |like |another |the next )?(?:a|an|one|two|three|four|five|six|eight|nine|ten|\\d+|a couple of|a few|several)(?:\\s?(?:-|to|or)\\s?(?:two|three|four|six|\\d+))? (?:days?|weeks?|months?|quarters?|years?)|in a fortnight|(?:a|two|three|few|couple of) (?:weeks?|months?) from now|after (?:the |my |our )?(?:summer|holidays?|christmas|easter|vacation|budget\\w*|launch|release|project|audit|year[- ]?end|new year|merger|quarter|month|event|fair|season)|(?:in |at )?(?:the )?(?:new year)|(?:early |late |mid[- ]?|end of |beginning of |start of |by |around |until |till )?(?:in )?(?:q[1-4]|january|february|march|april|june|july|august|september|october|november|december)|in (?:early |late |mid[- ]?)?(?:may|spring|summer|autumn|the autumn|the spring|the summer|the fall|fall|winter|20\\d\\d)|later (?:this|in the) (?:year|quarter|month)|(?:the )?end of (?:the|this) (?:month|quarter|year)|down the (?:road|line)|at a later (?:date|stage|time|point)|some other time|another time|in the future|once (?:we|i|our|the|things)|when (?:we|things|the|our)|\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\\w*)';
const AGAIN =
  "(?:circle back|check (?:back|in)|follow(?:ing)? up|get back(?: in touch)?|get in touch|reach (?:back )?out|touch base|drop (?:me|us) a line|reconnect|re-connect|come back|revisit|pick (?:this|it) up|try (?:me |us )?again|contact (?:me|us)|write (?:to )?(?:me|us)|e-?mail (?:me|us)|ping (?:me|us)|call (?:me|us)|talk|speak|connect|chat|meet|discuss|look (?:at|into) (?:this|it)|ask (?:me|us) again|remind (?:me|us)|approach (?:me|us)|reach me|let['’]?s (?:talk|speak|do|postpone|push))";
const i = (body: string): RegExp => new RegExp(body, 'iu');
const past =
  /\b(we|i) (met|talked|spoke|discussed|tried|used|bought|had|got|signed|were|was|did)\b|\blast\b|\bago\b/;

export const postponements: readonly ReplyRule[] = [
  {
    class: 'ConnectLater',
    confidence: 0.93,
    writer: 'person',
    when: i(
      `\\b${AGAIN}\\b[^.?!]{0,60}?\\b${LATER}(?!\\p{L})|\\b${LATER}(?!\\p{L})[^.?!]{0,60}?\\b${AGAIN}\\b|\\b(?:better|best|better be|good|ideal|great|more suitable|easier|free|available|time|open|works?|perfect|possible|makes? (?:more )?sense|revisiting|reviewing|deciding|looking at (?:this|it)|budget\\w*|renew\\w*|contract (?:ends|expires|runs)|up for renewal|earliest)\\b[^.?!]{0,50}?\\b${LATER}(?!\\p{L})|^\\W*(?:maybe |perhaps |probably |possibly |try |not before |not until |earliest )+(?:in |around |by )?${LATER}`,
    ),
    unless: past,
  },
  {
    class: 'ConnectLater',
    confidence: 0.88,
    writer: 'person',
    when: /\b(not|isn['’]t|wasn['’]t)( really| quite| exactly)? (a |the )?(good|right|best|ideal|great) (time|moment|timing)\b|\b(bad|wrong|poor|terrible) (time|timing|moment)\b|\b(right now|now|today|currently) is (a )?(bad|difficult|tricky|not)\b|\b(next (month|quarter|year)) (is|would be|will be|might be) (better|best|good|ideal)|\b(timing|time) (is|isn['’]t|is not) (not )?(right|good|ideal|great|bad|off)\b|\bnot (right )?(now|yet|at (this|the) (moment|time|point|stage)|at present|this (quarter|month|year|week))\b|\b(too |very |super |really |extremely |completely |quite )?(busy|swamped|slammed|snowed under|underwater|tied up|flat out|overloaded)( right now| at the moment| this (week|month|quarter)| until| with)\b|\b(check back|circle back|get back to (me|us)|reach out|contact me|try( me)? again|follow up|come back|reconnect|touch base|revisit|ping me|e-?mail me|write me|talk|speak)( to (me|us))?( again)? (again |a bit |a little |sometime )?(later|in (a|the) (while|future|bit))\b|\b(postpone|put (this|it) (off|on hold)|on hold|park (this|it)|on ice|on the back ?burner)\b|\bno budget (right now|this (year|quarter)|at the moment|until|left)\b|\btry( me| us)?( again)?( a bit)? later\b|\bafter the summer\b/,
    unless: /\bnot now or ever\b|\bwhy not now\b|\bif (now|this) is not\b/,
  },
  {
    class: 'ConnectLater',
    confidence: 0.88,
    writer: 'person',
    when: /(melden|kontaktieren|schreiben|sprechen|kommen|anrufen|hören).{0,60}(in (ein|zwei|drei|vier|fünf|sechs|\d+)\w* (tagen|wochen|monaten|woche|monat)|nächste[nsrm]? (woche|monat|quartal|jahr)|im (januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|frühjahr|herbst|sommer|neuen jahr)|nach (dem|der|den) \p{L}+|später|ende des jahres|anfang \p{L}+)|(in (ein|zwei|drei|vier|fünf|sechs|\d+)\w* (wochen|monaten|monat)|nächste[nsrm]? (monat|quartal|jahr)|im (januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|frühjahr|herbst|neuen jahr)|nach (dem|der|den) \p{L}+|ab \p{L}+|erst (wieder )?(im|in|ab)).{0,60}(melden|kontaktieren|schreiben|sprechen|nochmal|noch ?mal|wieder|thema|anrufen)|(derzeit|momentan|aktuell|im moment|zurzeit|zur zeit|gerade) (nicht|kein\w*|leider)|(schlechter|ungünstiger|falscher) zeitpunkt/u,
  },
  {
    class: 'ConnectLater',
    confidence: 0.88,
    writer: 'person',
    when: /(recontact\w+|rappel\w+|revenez|reveni\w*|repren\w+|reparl\w+|contact\w+|écri\w+).{0,60}(dans (une?|deux|trois|quatre|six|\d+|quelques) (jours|semaines|mois|semaine)|(le mois|le trimestre|l['’]année|la semaine) prochain|en (janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)|après (l['’]été|les (vacances|fêtes))|à la rentrée|plus tard)|pas (le bon moment|pour (le moment|l['’]instant)|maintenant|en ce moment)|(contácte\w*|escrí\w+|llám\w+|habl\w+|retom\w+|vuelv\w+|contact\w+).{0,60}(en (un|una|dos|tres|cuatro|seis|\d+|unas|unos) (días|semanas|meses|mes|semana)|(el )?próxim[oa] (mes|trimestre|año|semana)|en (enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)|después (del verano|de las vacaciones|de navidad)|más (tarde|adelante))|(no es (el|un) buen momento|ahora (mismo )?no|por el momento no|de momento no)/u,
  },
];
