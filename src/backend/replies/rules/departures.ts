import type { ReplyRule } from './rule.ts';

/** Has another employer, another post, or is no longer to be reached here. */
const movedOut: readonly ReplyRule[] = [
  {
    class: 'MovedOut',
    confidence: 0.95,
    when: /\bno longer (with|at|works?( for| at| here)?|working (for|at|with)|employed|part of|associated with|in (the|this) (company|organi[sz]ation|firm))\b|\b(is|am|are|has|have|was) no longer (with|at)\b|\bnot (with|at|part of) .{1,40} any ?more\b|\bleft us\b|\b(working|work) (for|at) (another|a different) (company|firm|employer)\b|\b(does|do|did)(n['’]t| not) work (here|at \S+|for \S+|with (us|\S+)) any ?more\b/,
    unless:
      /\bno longer (with|at|work(ing)? (with|on)) (your|that|this (project|tool|product|vendor|supplier|topic)|the (project|tool|product|vendor))|\b(we|they) (are|do) no longer work/,
  },
  {
    class: 'MovedOut',
    confidence: 0.95,
    when: /\b(has|have|had|i['’]ve|he['’]s|she['’]s)( recently| now| just| since| already)? (left|departed( from)?|parted ways with|moved on( from)?|changed (jobs|companies|employers)|switched (jobs|companies|employers)|quit)\b|\bi left (the company|my (job|position|role)|\p{L}+ (in|last|on|at the))\b|\bleft the (company|firm|organi[sz]ation|business|team)\b|\b(my|his|her) last (working )?day (was|is|at)\b|\bnew (job|employer|position|role) (at|with)\b|\b(started|joined|joining|starting) (a new (job|role|company|position)|another company)\b/u,
    unless:
      /\b(left|leave) (you|a (message|voicemail|note|comment)|it|the office|on|for (the day|vacation|holiday|lunch|today))\b|\bmoved on to (the next|other topics|another (vendor|tool|supplier))|\bhas(n['’]t| not)\b/,
  },
  {
    class: 'MovedOut',
    confidence: 0.9,
    when: /\b(this|that|the) (e-?mail( address)?|mailbox|address|account|inbox) (is|was|has been|will be) (no longer|not) (in use|monitored|active|valid|used|read|checked)\b|\b(this|that) (e-?mail address|mailbox|account) (has been|is) (closed|deactivated|discontinued)\b/,
  },
  {
    class: 'MovedOut',
    confidence: 0.93,
    when: /nicht mehr (bei|im unternehmen|in der firma|für \S+ (tätig|beschäftigt)|tätig|beschäftigt)|(unternehmen|firma) verlassen|ausgeschieden|arbeit\w* nicht (mehr|länger)|ne (travaille|fait|fais)( plus)?( partie)?.{0,20}plus|quitté (l['’]entreprise|la société|l['’]équipe|mes fonctions|ses fonctions)|ne fait plus partie|ya no (trabaj\w+|forma parte|pertenece)|(ha dejado|dejé) (la empresa|la compañía)/,
  },
];

const retired: readonly ReplyRule[] = [
  {
    class: 'Retired',
    confidence: 0.95,
    when: /\b(i|he|she|ms\.?|mrs\.?|mr\.?|\p{L}+) (am|is|has|have|['’]m|['’]s|['’]ve)?\s*(now |since |recently |just |already |officially |happily )*retired\b|\bi['’](m|ve) (now |since |recently |just |already |officially |happily )*retired\b|\b(my|his|her) retirement\b|\b(in|into|enjoying|started) (my |his |her )?retirement\b|\bi (will be |am )?(retiring|retire) (on|in|at|this|from|as of)\b/u,
    unless:
      /\b(we|they|it|that|system|product|software|tool|server|old|legacy|platform|version|plan|plans|savings|service) (have |has |is |was |are |were |been )*(now )?retired\b|\bretired (the|that|our|this|it)\b|\bretirement (plans?|savings|accounts?|funds?|benefits?)\b/,
  },
  {
    class: 'Retired',
    confidence: 0.95,
    when: /(im|in den) (wohlverdienten )?(ruhestand|vorruhestand)|in (rente|pension)|pensioniert|à la retraite|en retraite|parti(e)? (à|en) (la )?retraite|jubilad[oa]|me jubil(é|o)|en la jubilación/,
  },
];

export const departures: readonly ReplyRule[] = [...movedOut, ...retired];
