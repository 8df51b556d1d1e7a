import type { ReplyRule } from './rule.ts';

const MATERIAL =
  /(brochures?|flyers?|leaflets?|one[- ]?pagers?|(slide |pitch |sales )?decks?|slides|presentations?|catalog(ue)?s?|data ?sheets?|product sheets?|fact ?sheets?|white ?papers?|case stud(y|ies)|pdfs?|marketing materials?|(some|any|more|your|the|written|product) (materials?|documentation|literature|collateral)|broschüren?|prospekte?|katalog|unterlagen|infomaterial|informationsmaterial|plaquette|documentation|dépliant|brochure|folletos?|catálogo|dossier|documentación)/;
const asks =
  /(send|share|forward|e-?mail|mail|provide|have|get|see|receive|attach|give|drop|interested in|like|love|want|need|schicken|senden|zusenden|zukommen|bekommen|haben|envoyer|envoyez|transmettre|recevoir|enviar|enviarme|envíame|envíeme|envíen|mandar|recibir|pass(er)? (on|along)?)/;
const refuses =
  /\b(not|\w+n['’]t|no need|never|already (have|got|received|read|seen)|thanks for (the|your|sending)|got (your|the)|received (your|the)|read (your|the)|nicht|kein\w*|pas|déjà|no (me |nos )?(envíe|mande)|our (brochure|catalogue|catalog))\b/;

export const interests: readonly ReplyRule[] = [
  {
    class: 'BrochureRequest',
    confidence: 0.93,
    writer: 'person',
    when: new RegExp(`\\b${asks.source}\\b.{0,60}?\\b${MATERIAL.source}(?!\\p{L})`, 'iu'),
    unless: refuses,
  },
  {
    class: 'BrochureRequest',
    confidence: 0.9,
    writer: 'person',
    when: new RegExp(
      `\\b(is there|do you have|have you got|got any|got a|any|haben sie|gibt es|avez-vous|y a-t-il|tienen|tiene|hay)\\b.{0,40}?\\b${MATERIAL.source}(?!\\p{L})|\\b${MATERIAL.source} (please|bitte|s['’]il vous plaît|por favor)`,
      'iu',
    ),
    unless: refuses,
  },
  {
    class: 'InterestedToProceed',
    confidence: 0.9,
    writer: 'person',
    when: /\b(i['’]?m|i am|we['’]?re|we are|we['’]d be|i['’]d be|would be|definitely|very|quite|really|certainly|yes,?|also|is) (very |quite |really |definitely |certainly |also |indeed |actually |extremely |potentially )*(interested|keen|intrigued)\b|^\W*(yes,? )?(very |definitely )?interested\b|\b(let['’]?s|we['’]d like to|i['’]d like to|we would like to|i would like to|we want to|i want to|ready to|happy to|keen to|would love to|can we) (go ahead|move (forward|ahead)|proceed|get started|start|try (it|this|your)|test (it|this|your)|buy|order|purchase|sign( up)?|subscribe|take (it|this) (forward|further)|pilot|give (it|this) a (try|go)|explore|book a demo|see a demo|have a demo)\b|\bhow (do|can|should) (we|i) (get started|start|proceed|sign up|order|buy|move forward)\b|\bwhat are the next steps\b|\b(to|we|i) (get )?start(ed)?\?/,
    unless:
      /\b(not|\w+n['’]t|never|no longer|if|might be|may be|colleague|who (is|are|may|might|would)|someone (else )?(who|interested)|whether)\b/,
  },
  {
    class: 'InterestedToProceed',
    confidence: 0.88,
    writer: 'person',
    when: /\b(send|share|prepare|draw up|forward|e-?mail)\b.{0,30}\b(the |a |an |your |us )?(contract|quote|quotation|offer|proposal|agreement|invoice|order form|paperwork)\b|\b(sounds|looks|this is|that is|that['’]s|seems) (very |really |quite |pretty |super |extremely )?(interesting|promising|great|good|exciting|useful|relevant|like (something|what|a (good|great) fit|exactly what))\b|\b(could|might|would) be (very |really |quite )?(interesting|useful|relevant|a fit|a good fit) for (us|me)\b|\bexactly what (we|i)( are|['’]re|['’]m)? (need|looking for)\b|\btell me how to (start|proceed|order)\b|\b(sign|count) (me|us) (up|in)\b|\b(start|begin|set up) (a|the|our|my) (free )?(trial|pilot|poc)\b/,
    unless: /\b(not|\w+n['’]t|never|but|however|no thanks)\b/,
  },
  {
    class: 'InterestedToProceed',
    confidence: 0.88,
    writer: 'person',
    when: /(habe|haben|hätte|hätten|grundsätzlich|durchaus) (ich |wir )?(grundsätzlich |durchaus |großes )?interesse|klingt (sehr )?(gut|interessant|spannend)|(sehr |grundsätzlich )?interessiert|senden sie (mir|uns) .{0,20}(angebot|vertrag)|(suis|sommes|serais|serions) (très )?intéressé|(cela|ça) (m['’]intéresse|nous intéresse|semble intéressant|a l['’]air (intéressant|bien))|(estoy|estamos|estaría) (muy )?interesad|(me|nos) interesa|suena (muy )?(bien|interesante)/,
    unless: /\b(nicht|kein\w*|pas|plus|no (me|nos|estoy|estamos))\b/,
  },
  {
    class: 'SeekingMoreInfo',
    confidence: 0.88,
    writer: 'person',
    when: /\b(more|further|additional|some) (info(rmation)?|details?|background|context|specifics)\b|\btell (me|us) more\b|\bhow much\b|\bwhat (does|do|would|is|are) .{0,30}(cost|price|pricing|fee|charge)|\b(price|pricing|prices|cost|costs|rates) ?(list|details|information|range|model|structure)?\b.{0,20}(\?|please)|\b(can|could|would|do|does|is|are|what|which|who|where|how|why|did|have|will)\b.{2,200}\?|\b(could|can|would) you (please )?(explain|clarify|elaborate|tell|describe|let me know|confirm)\b|\b(please|pls) (explain|clarify|elaborate|describe)\b|^\W*(what|which|how|where|who|why|is it|does it|do you|are you|can you|have you)\b.{5,}|\bi (would|['’]d) (like|want|need|love) to (know|understand|learn|hear)\b|\b(i|we) (have|had) (a few|some|a couple of|two|three|several|one) (quick )?questions?\b|\bwho (are|is) (you|this)\b/,
    unless: /\b(can|could|would) you (please )?(stop|not)\b/,
  },
  {
    class: 'SeekingMoreInfo',
    confidence: 0.85,
    writer: 'person',
    when: /(mehr|weitere|nähere) (informationen|infos|details)|was kostet|wie (viel|funktioniert|hoch|lange)|welche .{2,80}\?|(können|könnten) sie .{2,80}\?|haben sie .{2,80}\?|plus d['’](informations|infos|détails)|davantage d['’]informations|combien|(pouvez|pourriez|avez)-vous .{2,80}\?|quel(le)?s? .{2,80}\?|más (información|detalles)|cuánto (cuesta|vale)|(podría|puede|pueden|tienen) .{2,80}\?|¿/,
  },
  { class: 'SeekingMoreInfo', confidence: 0.6, writer: 'person', when: /\?\s*$/ },
];
