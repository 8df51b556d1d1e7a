import type { ReplyRule } from './rule.ts';

const outOfOffice: readonly ReplyRule[] = [
  {
    class: 'OutOfOffice',
    confidence: 0.95,
    when: /\bout[- ]of[- ](the[- ])?office\b|\booo\b|\b(away|absent) from (the|my) (office|desk|e-?mails?|work)\b|\b(i am|i['’]m|i will be|i['’]ll be|currently|am)( currently| now| presently)? (away|absent|on (vacation|holidays?|leave|annual leave|parental leave|maternity leave|paternity leave|sick leave|medical leave|sabbatical|a business trip|business travel|pto)|traveling|travelling|out (until|till|from|this week|today|sick|of town)|off (until|till|from|work|sick))\b|\b(annual|parental|maternity|paternity|sick|medical|family|bereavement|vacation) leave\b/,
    unless:
      /\bwhen (are|is) you\b|\bnot (away|on vacation|out of office)\b|\b(back|returned) from (vacation|holidays?|leave|my|the|annual leave)\b/,
  },
  {
    class: 'OutOfOffice',
    confidence: 0.9,
    when: /\b(not|\w+n['’]t) (be )?(back|in the office|at my desk|reading e-?mails?)\b.{0,40}\b(until|before|till)\b|\b(limited|no|intermittent|restricted|little|only sporadic) (access to )?(my )?(e-?mails?|inbox|internet|connectivity|availability)( access)?\b|\b(will|['’]ll) (be back|return|respond|reply|answer|get back to you)( to (your|the|my) (message|e-?mails?|office|desk|work|mails?))?( to you)? (on|upon|when|after|in|at|as soon as)( \p{L}+){0,4} (i |my )?(return|am back|get back|i['’]m back)|\b(back|return(ing)?) (in|to|at) (the )?(office|work|my desk) (on|from|in)\b|\bi (will|['’]ll) (be back|return) (on|in|by)\b|\b(be|am) back (in the office )?(on|by|from) /u,
    unless: /\bget back to you (on|by|in)\b(?!.{0,30}return)|\bback (on|to) (this|that|it|track)\b/,
  },
  {
    class: 'OutOfOffice',
    confidence: 0.95,
    when: /abwesenheit|(nicht|außer) (im|in meinem|haus(e)?|büro)( büro)?|(im|in) urlaub|(auf|in) (dienstreise|elternzeit|mutterschutz|geschäftsreise)|außer haus|wieder (im (büro|haus)|erreichbar|für sie da|da|zurück)|(bin|werde) .{0,40}(zurück|wieder)|krankgemeldet|krankheitsbedingt|erst (wieder )?(am|ab) .{0,20}(zurück|erreichbar)/,
    unless: /wieder (auf sie|bei ihnen) zu|melde(n)? (ich |wir )?(mich|uns) wieder/,
  },
  {
    class: 'OutOfOffice',
    confidence: 0.95,
    when: /absent[e]?s? (du|jusqu|de|le|pour|actuellement)|actuellement (absente?|en (congés?|vacances|déplacement))|(en|in) (congés?|vacances|déplacement|arrêt maladie)\b|absence du bureau|(de retour|serai de retour|mon retour)\b|réponse automatique/,
  },
  {
    class: 'OutOfOffice',
    confidence: 0.95,
    when: /fuera de (la |mi )?oficina|de vacaciones|ausente|(estoy|estaré) (fuera|de viaje|de baja)|respuesta automática|(regreso|regresaré|vuelvo|volveré|me reincorpor\w+) (el|al|a la|en)/,
  },
  {
    class: 'OutOfOffice',
    confidence: 0.9,
    writer: 'automatic',
    when: /\bback (on )?(\d|monday|tuesday|wednesday|thursday|friday|next|in)|\b(be|am|is|are) back\b|\breturn(ing)? (on|to)\b|\b(vacation|holidays?|on leave|public holiday|bank holiday|sabbatical|closed (until|for|over|between)|office (is|will be) closed|urlaub|feiertag|vacances|congés|vacaciones|fermé|cerrad[oa])\b/,
  },
];

const supportAutoResponse: readonly ReplyRule[] = [
  {
    class: 'SupportAutoResponse',
    confidence: 0.95,
    when: /\b(ticket|case|request|incident|enquiry|inquiry|reference)( id| number| no\.?)?\s*(#|:|number|no\.?|id)\s*:?\s*\[?#?[a-z]*[-_]?\d{3,}|\[(ticket|case|request)\b|\bticket (has been|was) (created|opened|received|logged|assigned)\b|\b(a|your) (support )?(ticket|case|request|enquiry|inquiry) (has been|was|is) (created|opened|received|logged|registered|assigned)\b/,
    unless: /\b(i|we) (opened|created|raised|logged) (a|the) ticket\b/,
  },
  {
    class: 'SupportAutoResponse',
    confidence: 0.9,
    when: /\b(we|our team|the team) (have|has|['’]ve) received your (e-?mail|message|mail|request|enquiry|inquiry|query)\b|\b(thank you|thanks) for (contacting|reaching out to|getting in touch with|writing to|your (e-?mail|message|enquiry|inquiry|request) to) (our|us|the|customer|support|\p{L}+ (support|service|team))\b.{0,200}|\b(one of our|a member of our|our) (agents?|representatives?|team( members?)?|specialists?|colleagues) will (be in touch|contact|respond|reply|get back)\b|\b(this is an? (automated|automatic|auto-?generated) (response|reply|message|e-?mail)|(please )?do not (reply|respond) to this (e-?mail|message|mail|address)|this mailbox is not monitored|auto-?generated)\b|\bwithin (24|48|72|\d+|one|two|three) (business |working )?(hours|days)\b.{0,60}(respond|reply|get back|answer)|\b(respond|reply|get back|answer).{0,60}within (24|48|72|\d+|one|two|three) (business |working )?(hours|days)\b/u,
    unless: /\bcan you\b|\bcould you\b|\bplease (reply|respond|get back)\b/,
  },
  {
    class: 'SupportAutoResponse',
    confidence: 0.9,
    when: /(ihre|deine) (anfrage|nachricht|e-?mail) (ist|wurde) (bei uns )?(eingegangen|erhalten|registriert)|(automatisch (erstellte|generierte)|automatische) (nachricht|e-?mail|eingangsbestätigung)|eingangsbestätigung|vorgangsnummer|ticketnummer|votre (demande|message) a (bien )?été (reçue?|enregistrée?|prise? en compte)|numéro de (ticket|dossier)|hemos recibido su (mensaje|solicitud|consulta|correo)|número de (ticket|caso|incidencia)/,
  },
];

export const absences: readonly ReplyRule[] = [...outOfOffice, ...supportAutoResponse];
