import type { ReplyRule } from './rule.ts';

const i = (body: string): RegExp => new RegExp(body, 'iu');
const ADDRESS = '[\\w.+-]+@[\\w-]+\\.[\\w.-]+\\w';
const ROLE =
  '(?:colleague|manager|boss|director|head of|team|department|assistant|partner|ceo|cto|cfo|cmo|coo|cio|vp|lead|procurement|purchasing|it|hr|marketing|sales|finance|counterpart|co-?founder|wife|husband|secretary|buyer)';
const TURN =
  '(?:contact|reach out to|reach|get in touch with|speak (?:to|with)|talk (?:to|with)|e-?mail|write (?:to )?|ask|approach|try|connect with|address (?:this|it) to|direct (?:this|it|your (?:request|question|e-?mail|enquiry|inquiry)s?) to|refer to|check with|liaise with|call)';

export const referrals: readonly ReplyRule[] = [
  {
    class: 'ReferredSomeone',
    confidence: 0.95,
    writer: 'person',
    when: i(
      `\\b${TURN}\\b[^?!]{0,80}${ADDRESS}|${ADDRESS}[^?!]{0,60}\\b(?:is|would be|handles|instead|in charge|responsible|deals|looks after|might|may|could)\\b|\\b(?:person|contact|one|address|colleague)\\b[^?!]{0,60}${ADDRESS}`,
    ),
    unless:
      /\b(call me|reach me|contact me|e-?mail me|write me|my (new |private |personal |other )?(e-?mail|address))\b/,
  },
  {
    class: 'ReferredSomeone',
    confidence: 0.9,
    writer: 'person',
    when: i(
      `\\b(?:please |you (?:should|could|can|might want to|may want to|need to|had better) |best (?:to |if you )|better (?:to )?|i (?:would |['’]d )?(?:suggest|recommend) (?:you )?(?:to )?|kindly |you (?:really )?(?:want|need) to |why don['’]t you |instead )+(?:${TURN.slice(3, -1)})\\s+(?:my|our|the|his|her|\\p{L}+ \\p{L}+,? (?:who|she|he|they|our|my|from|in|at)|mr|mrs|ms|dr)`,
    ),
    unless:
      /\b(contact|call|reach|ask|e-?mail|write( to)?|try|talk to|speak (to|with)) (me|us|you)\b|\bwhat the\b|\bask (the|my|our) (team|boss|colleagues?) (first|and)\b/,
  },
  {
    class: 'ReferredSomeone',
    confidence: 0.9,
    writer: 'person',
    when: /\b(i['’]?m|i am|we are|we['’]re) (probably |really |actually |perhaps |unfortunately |definitely )?(not|no longer|n['’]t) (really |actually |the one )?(the )?(right|best|correct|appropriate|proper|relevant)( person| contact| one| department| team)?\b|\bnot (the )?(right|best|correct|appropriate) (person|contact|one|department|team|addressee)\b|\b(wrong|incorrect) (person|contact|department)\b|\b(i['’]?m|i am) (not|no longer) (responsible|in charge|handling|involved|the decision)|\b(no longer|not) (responsible for|in charge of|handle|dealing with) (this|that|it|these|purchasing|procurement|it |marketing|sales)|\bdoesn['’]t fall (under|within|into) my\b|\bnot my (area|department|responsibility|field|remit)\b/,
  },
  {
    class: 'ReferredSomeone',
    confidence: 0.9,
    writer: 'person',
    when: i(
      `\\b(?:i['’]?ve|i have|i|we|i['’]?m|i am|i['’]ll|i will|have|just)\\s?(?:also |just |now |already |will |am )?(?:forward(?:ed|ing)?|pass(?:ed|ing)?|copied|copying|cc['’]?(?:e?d|ing)?|loop(?:ed|ing)?(?: in)?|add(?:ed|ing)|includ(?:ed|ing)|introduc(?:e|ed|ing)|connect(?:ed|ing)?|put(?:ting)?)\\b[^.?!]{0,60}\\b(?:${ROLE}|\\p{L}+ \\p{L}+|in cc|here|who)\\b|\\b(?:cc['’]?(?:ed|ing)|copying|adding|looping in|passing you (?:on|over|along) to|handing you over to|handed (?:this|it|you) (?:over )?to|in cc|in copy|\\+)\\s*(?:my |our |here )?(?:${ROLE}|\\p{L}+)`,
    ),
    unless:
      /\b(i|we) (just )?(put|added|included|forwarded) (you|it|this|that|your (e-?mail|message)) (on|in|to) (the|my|our) (list|calendar|agenda|spam|junk)\b|\bputting\b.{0,20}\b(hold|calendar)\b|\bin (the|my) calendar\b|\badd(ed|ing)? (me|you|it|this) to\b|\bpassing (on|for)\b|\bwill join\b/,
  },
  {
    class: 'ReferredSomeone',
    confidence: 0.88,
    writer: 'person',
    when: i(
      `\\b(?:my |our )(?:${ROLE})(?: \\p{L}+){0,4}? (?:is|handles|deals|takes care(?: of)?|looks after|manages|decides|would be|will be|makes|is the)\\b(?: (?:the )?(?:responsible|right|best|in charge|person|one|contact|decision|these|this|that|better|handling|such))|\\b(?:he|she|they) (?:is|are) (?:the )?(?:right|best|responsible|in charge|person|one|better)\\b|\\b(?:\\p{L}+ (?:\\p{L}+ )?)(?:is|would be|might be) (?:the (?:right|best) (?:person|contact|one)|in charge of|responsible for|handling|better placed)\\b`,
    ),
    unless:
      /\b(it|this|that|which|what|tool|product|software|day|time|thursday|tuesday|monday|friday|wednesday|who) (is|would be|might be) (the )?(right|best|better|handling)\b/,
  },
  {
    class: 'ReferredSomeone',
    confidence: 0.9,
    writer: 'person',
    when: /(wenden|melden) sie sich (bitte )?(an|bei)|(kontaktieren|schreiben) sie (bitte )?(meine[nrm]?|unsere[nrm]?|herrn?|frau|an)|nicht (der|die) richtige ansprechpartner|(nicht|nicht mehr) zuständig|zuständig (ist|wäre) |(ansprechpartner(in)?|kollege|kollegin) (ist|wäre|für)|(habe|leite) .{0,40}(weitergeleitet|weiter)|(contacter|contactez|adressez-vous à|voyez avec|vous adresser à|écrire à) (mon|ma|notre|monsieur|madame|m\.|mme)|pas la bonne personne|(n['’]est|ne suis) (pas|plus) (de mon ressort|en charge|responsable)|(contacte|póngase en contacto|escriba|hable|diríjase) (con|a) (mi|nuestr|el|la|don|doña)|no soy la persona (adecuada|indicada|correcta)|(no me encargo|no soy (el|la) responsable)/,
    unless: /sich (bitte )?(bei|an) (mir|mich|uns)/,
  },
];
