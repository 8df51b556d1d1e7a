import { linesOf, sentencesIn } from './sentences.ts';

/** One line or sentence of a Context, with the label that stood before it ("Goal: …"), lower-cased. */
export interface ContextSentence {
  text: string;
  label: string | null;
}

/** Labels of parts that are meant for colleagues or for the assistant, never for the contact. */
const internalLabel =
  /^(internal|private|confidential|secret|sensitive|notes?|(internal|private|sales) (notes?|info\w*|only)|notes? to (self|assistant|tara)|for (us|you|internal use)( only)?|do not (share|mention|say|send)|don['’]t( share| mention| say)?|avoid|never|constraints?|rules?|instructions?|guidelines?|guardrails?|taboos?|budget|deal( size)?|value|margin|risks?|competitors?|strategy|next steps? internal|attention|warning|important|hinweis|intern)\b/i;

/** Sentences that instruct, warn or judge. What is in doubt is left out: a mail may be plain, it may not be indiscreet. */
const internalWords: readonly RegExp[] = [
  /\b(do not|don['’]t|dont|never|must not|mustn['’]t|should not|shouldn['’]t|can['’]t mention|cannot mention|avoid|refrain|without (mention|saying|telling)\w*|not to (mention|say|tell)|no mention|stay away|steer clear|leave out|keep (it |this |that |him |her |them )?(secret|quiet|internal|confidential|between us|out)|off[- ]limits|off the record)\b/i,
  /\b(internal(ly)?|confidential(ly)?|private(ly)?|secret(ly)?|sensitive|between us|for your (eyes|information)|fyi|nda|insider?|rumou?rs?|gossip|apparently|supposedly|password|login|credentials?)\b/i,
  /\b(make sure|ensure|remember|be careful|careful|note that|bear in mind|keep in mind|you (are|must|should|may|can|will)|your (job|task|role|goal)|act as|pretend|ignore|instead of|if (she|he|they|asked|the contact)|only if|unless|in case|escalate|hand (back|over)|system prompt|instructions?|prompt|template|placeholder)\b/i,
  /\b(budget|margin|discount limit|max(imum)?|at most|no more than|up to \d+ ?%|walk-?away|floor price|list price|deal size|deal|pipeline|quota|commission|upsell|cross-?sell|close (this|the|her|him|them)|churn\w*|win[- ]back|account (is )?worth|worth (about|around|roughly|[$€£\d])|revenue|profit|salary|credit|debt|invoice\w*|overdue|lawsuit|legal|complain\w*|unhappy|angry|annoyed|rude|difficult|stubborn|cheap|stingy|hates?|dislikes?|disappoint\w*|fail(ed|ure|s)?|terrible|awful|bored|boring|ignored|ghosted|no-?shows?|spam|expensive|sceptical|skeptical|doubt\w*|desperate|naive|stupid|idiot|lazy|slow|arrogant|weak|leverage|pressure|push (her|him|them|hard)|decision[- ]maker|gatekeeper|champion|blocker|competitors?|competition|rival|we (want|need|must|have|should|hope|try|plan|intend) to (win|close|get|sell|land|keep|beat|steal|replace|make)|lost (them|her|him|the)|fired|laid off|layoffs?|divorc\w*|pregnan\w*|ill(ness)?|sick|health|religio\w*|politic\w*|age|married|single|affair|drunk|drinks)\b/i,
  /[{}<>]|\[\[|\]\]|%\}/,
];

/** What somebody asked not to be mentioned: other sentences about it stay out too. */
const forbiddenTopic =
  /\b(?:do not|don['’]t|dont|never|avoid|without|not|no|refrain from|stay away from|steer clear of)\s+(?:to\s+)?(?:ever\s+)?(?:mention(?:ing)?|talk(?:ing)? about|discuss(?:ing)?|bring(?:ing)? up|refer(?:ring)? to|reveal(?:ing)?|shar(?:e|ing)|say(?:ing)?(?: anything about)?|touch(?:ing)?(?: on)?|writ(?:e|ing) about|disclos(?:e|ing)|promis(?:e|ing)|quot(?:e|ing)|offer(?:ing)?|tell(?:ing)?(?: \w+)?(?: about)?)?\s*([^.;!?\n]+)/gi;
const fillers = new Set(
  'about their them they that this these those with without from have what when which your yours ours the and not any anything mention mentioning talk talking discuss avoid yet until'.split(
    ' ',
  ),
);

/**
 * Splits a Context into sentences that may be told to the contact. Left out: everything under an internal label,
 * instructions, warnings, judgements, figures of the deal, and whatever touches a topic that must not be mentioned.
 */
export function tellable(context: string): ContextSentence[] {
  const forbidden = forbiddenWords(context);
  return sentencesOf(context).filter(
    ({ text }) => !internalWords.some((pattern) => pattern.test(text)) && !touches(text, forbidden),
  );
}

function sentencesOf(context: string): ContextSentence[] {
  const sentences: ContextSentence[] = [];
  let heading: string | null = null;
  for (const line of linesOf(context)) {
    if (line.text === '') heading = null;
    for (const part of sentencesIn(line.text).flatMap((whole) => whole.split(/;\s+/))) {
      const { label, text } = splitLabel(part);
      // A label without words of its own is a heading; an internal one rules until the next empty line.
      if (label !== null && (text === '' || internalLabel.test(label))) heading = label;
      else if (label !== null && heading !== null && !internalLabel.test(heading)) heading = null;
      if (text !== '' && !(heading !== null && internalLabel.test(heading)))
        sentences.push({ text, label: label ?? heading });
    }
  }
  return sentences;
}

function splitLabel(part: string): { label: string | null; text: string } {
  const labelled = /^((?:[\p{L}'’]+ ?){1,4}):(?!\/\/)\s*(.*)$/u.exec(part);
  if (!labelled) return { label: null, text: part.trim() };
  return { label: (labelled[1] ?? '').toLowerCase().trim(), text: (labelled[2] ?? '').trim() };
}

function forbiddenWords(context: string): string[] {
  const topics = [...context.matchAll(forbiddenTopic)].map((match) => match[1] ?? '');
  const words = topics.flatMap((topic) => topic.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? []);
  return [...new Set(words)]
    .filter((word) => !fillers.has(word))
    .map((word) => word.slice(0, Math.max(4, word.length - 3)));
}

const touches = (text: string, stems: readonly string[]): boolean => {
  const lower = text.toLowerCase();
  return stems.some((stem) => lower.includes(stem));
};
