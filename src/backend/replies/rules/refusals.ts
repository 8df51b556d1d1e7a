import type { ReplyRule } from './rule.ts';

/** Talk about unsubscribing that does not ask for it. */
const notARequest =
  /\b(how|what|which|does|do|did|if|when|our|we|customers?|users?|people|rate|feature|page|button|process|competitor|vendor|provider|newsletter tool|don['’]t|do not|not want to|no need to|won['’]t|didn['’]t|nicht abmelden)\b.{0,60}(unsubscrib|opt[- ]?(ed )?out|opt-out)|(unsubscrib\w*|opt[- ]?out) (rates?|links?|pages?|feature|from (our|the|my) (current|existing|old|vendor|provider))/;

/** Asks never to be written to again. */
const unsubscribed: readonly ReplyRule[] = [
  {
    class: 'Unsubscribed',
    confidence: 0.99,
    writer: 'person',
    alone: true,
    when: /^\W*(please )?(unsubscribe( me)?|stop|remove( me)?|opt[- ]?out|abmelden|austragen|abbestellen|désinscrire|désabonner|desinscribir|darse de baja|baja)( please| now| bitte| thanks| thank you)?\W*$/,
  },
  {
    class: 'Unsubscribed',
    confidence: 0.97,
    writer: 'person',
    when: /\bunsubscribe (me|us|this (address|email)|my (address|email)|from (this|your|these|all))|^\W*(please |kindly |pls )(unsubscribe|opt me out)\b|\b(want|like|wish|ask(ing)?|request(ing)?) (you )?to (be )?(unsubscribed?|opt(ed)? out)\b(?! from (our|my|the))|\bopt (me|us) out\b/,
    unless: notARequest,
  },
  {
    class: 'Unsubscribed',
    confidence: 0.97,
    writer: 'person',
    when: /\b(remove|delete|take|strike|drop) (me|us|my (name|address|e-?mail( address)?|details|data)|this address|our (company|address)) (off|from|out of) (your|this|the|any|all|future)\b|\bwant off (this|your|the)\b|\b(take|get|leave|keep) (me|us) (off|out of) (of )?(this|your|the|any|all)\b|\b(remove|delete) (all )?(of )?(my|our) (data|details|e-?mail( address)?|personal data|contact( details| information)?)\b/,
  },
  {
    class: 'Unsubscribed',
    confidence: 0.96,
    writer: 'person',
    when: /\b(stop|cease|quit) (e-?mailing|mailing|writing( to)?|contacting|messaging|spamming|sending( me| us)?|bothering|harassing)\b|\b(do not|don['’]?t|never|no longer|not) (ever )?(e-?mail|write( to)?|contact|message|spam) (me|us)\b(?! (before|until|till|on|at|via|through|by|while|this|in the|during|unless|if|about|for|yet|just))|\b(no longer|not|n['’]t) (wish|want|like|care) to (receive|get|hear|be contacted)\b|\bno (more|further) (e-?mails?|mails?|messages|communications?)\b/,
    unless: /\bif (you|they|we) (do not|don['’]?t)\b|\bwhy (do|did)\b/,
  },
  {
    class: 'Unsubscribed',
    confidence: 0.96,
    writer: 'person',
    when: /(nehmen|streichen|löschen|entfernen) sie (mich|uns|meine (adresse|daten|e-?mail\S*)|diese adresse).{0,50}|keine (weiteren |weitere )?(e-?mails?|mails|nachrichten|werbung)( mehr)?|(schreiben|kontaktieren) sie (mich|uns) (bitte )?nicht (mehr|wieder)|bitte (abmelden|austragen)|vom (verteiler|newsletter) (nehmen|abmelden|streichen|löschen)|aus (dem|ihrem) verteiler/,
  },
  {
    class: 'Unsubscribed',
    confidence: 0.96,
    writer: 'person',
    when: /(désinscri\w+|désabonn\w+|retir\w+|supprim\w+|enlev\w+)[ -](moi|nous|mon adresse|mes données|mon e-?mail)|me (désinscrire|désabonner|retirer)|ne (me|nous) (contactez|écrivez|envoyez) plus|(arrêtez|cessez) de (m['’]|nous )?(écrire|envoyer|contacter)/,
  },
  {
    class: 'Unsubscribed',
    confidence: 0.96,
    writer: 'person',
    when: /(deme|dame|denme|darme) de baja|(elimin|borr|quit)\w*me (de|su)|no (me )?(escriba|escriban|contacte|contacten|envíe|envíen)n? (más|mas)|(dejen?|pare) de (escribirme|enviarme|contactarme)/,
  },
];

/** Says no, without asking never to hear again. */
const deactivated: readonly ReplyRule[] = [
  {
    class: 'Deactivated',
    confidence: 0.92,
    writer: 'person',
    when: /\b(not|isn['’]t|aren['’]t|wasn['’]t|no longer|never been) (really |currently |actually |very |particularly |all that |that |at all |remotely |in the least )*interested\b|\bno interest\b|\b(of|have|has) (no|zero|little) interest\b|\buninterested\b/,
    unless:
      /\bnot interested in (a |another |any )?(call|meeting|phone|demo|video)\b|\bnot that .{0,15}not interested\b|\b(it is|it['’]s) not that\b|\bif (you are|you['’]re|we are|not)\b/,
  },
  {
    class: 'Deactivated',
    confidence: 0.9,
    writer: 'person',
    when: /\bno,? (thanks|thank you)\b|^\W*(thanks|thank you),? but no\b|\b(i|we)('ll| will| would|['’]d)? (have to |must |need to )?(pass|decline)\b(?! (this|it|that|you|your \w+) (on|along|to))|\bpass on this\b|\bnot for (us|me)\b|^\W*(no|nope|nah)\W*$|\bnot (really |very |particularly )?(relevant|applicable|something (we|i|for)|our thing|what we need)\b|\b(don['’]t|do not) (think|believe|feel|see) .{0,30}\b(relevant|fit|match|for us|for me|suitable|need)\b|\b(won['’]t|will not|not) (be )?(moving|going|proceeding|taking this) (forward|ahead|further)\b|\bhard no\b|\bnot a (good )?(fit|match)\b/,
    unless: /\bno,? (thanks|thank you) (to|for)\b|\bno problem\b/,
  },
  {
    class: 'Deactivated',
    confidence: 0.88,
    writer: 'person',
    when: /\bno need for (this|that|it|any|such|your)\b|\bwe('ve| have)? (already )?(use|using|have|work with) .{1,40} already\b|\b(we|i|there)('s| is| are|['’]re|['’]ve| have)? (have )?(no|not any|not a|don['’]t have (a|any)|do not have (a|any)|don['’]t see (a|any)|see no) (real |current |immediate |such )?(need|requirement|use( case)?|demand|budget|plans?)\b|\b(don['’]t|do not|doesn['’]t|does not|won['’]t|will not) (really |currently |actually )?(need|require) (this|it|that|your|any|anything|another|such|a (new )?(solution|vendor|tool|service|supplier))\b|\b(happy|satisfied|fine|content|sticking|staying|stick|stay|covered|all set|sorted) (with|by) (our|the|my|what) (current|existing|present|own|in-?house|we|supplier|provider|vendor|tool|solution|partner)\b|\b(we are|we['’]re|i['’]m|i am) (all set|all good|sorted|covered)\b|\balready (have|use|using|work with|signed|chose|chosen|decided|went with|gone with|committed|in place)\b/,
    unless:
      /\balready (have|use|using) (your|you|the brochure|it|a (meeting|call))\b|\balready decided to (buy|go with you|proceed)\b|\bno need (to|for (a|an|another) (call|meeting|demo))\b/,
  },
  {
    class: 'Deactivated',
    confidence: 0.88,
    writer: 'person',
    when: /\b(please |kindly )?stop (following up|chasing|reaching out|the (e-?mails|mails|follow-?ups))\b|\b(please )?(do not|don['’]t) (follow up|chase|reach out|contact us)( again| further| any ?more)?\b|\bleave me alone\b|\bnot (looking|in the market|shopping) (for|to)\b|\bnot (looking|in the market)\W*$|\bwe (decided|chose|have decided|have chosen) (not to|against|another|to go with (another|someone|a different|your competitor))\b|\bwent (with|for) (another|someone|a different|a competitor)\b|\bplease close (my|this|the|our) (file|case|inquiry|enquiry|ticket|opportunity)\b/,
  },
  {
    class: 'Deactivated',
    confidence: 0.9,
    writer: 'person',
    when: /kein(erlei)? (interesse|bedarf)|nicht (mehr )?interessiert|nein,? danke|brauchen (wir|ich) nicht|(pas|plus) (du tout )?intéressé|non,? merci|aucun (intérêt|besoin)|pas besoin|no (me |nos |estoy |estamos )?interes(a|ado|ada|ados)|no,? gracias|no necesit(o|amos)/,
  },
];

export const refusals: readonly ReplyRule[] = [...unsubscribed, ...deactivated];
