import type { Evidence } from '../claims/found.ts';
import type { Sentence } from '../prose/sentences.ts';
import { isNotYet } from './negation.ts';
import type { Passage } from './passages.ts';
import { lean } from '../prose/lean.ts';

/** Words of plans and of software in general: folded beginnings. */
const general = lean(
  /^(?:plan|roadmap|road|gepla|vorge|vorbe|entwic|arbeit|herbst|fruhja|sommer|winter|autumn|spring|summer|quarte|quarta|versio|modul|module|produc|produk|produi|integr|softwa|app$|releas|launch|start|kommt|folgt|coming|come|expect|erwart|attend|previs|prevue|prevu|desarr|develo|develop|dispon|availa|verfug|semest|trimes|halbja|segund|second|zweite|primer|first|ende|fin|final|progre|progra|cours|proces|tramit|projet|projec|projek|proyec|noch|soon|bald|bient|pronto|offer|angebo|decisi|entsch|audit|taken|place|salida|sortie|januar|februa|march|marz|april|juli|juni|august|septem|octob|oktob|novem|dezem|decem|janvie|fevrie|mars|avril|juin|juille|aout|enero|febrer|marzo|abril|mayo|julio|agosto|octub|noviem|diciem)/u,
);
const tokens = (folded: string): string[] =>
  (folded.match(/\p{L}[\p{L}\d]{2,}|(?<!\d[.,]?)\d{2,}(?![.,]?\d)/gu) ?? [])
    .map((word) => word.slice(0, 6))
    .filter((word) => !general.test(word) && !/^(?:19|20)\d\d$/.test(word) && word.length > 1);

/** The words of a language that say nothing by themselves. */
const small = lean(
  /^(?:the|and|for|with|our|are|you|your|has|have|not|its|was|will|that|this|from|der|die|das|und|ist|fur|mit|wir|sie|ihr|ein|eine|einen|einer|auf|von|den|dem|des|als|bei|zum|zur|sind|auch|aus|les|des|une|est|pour|avec|nous|vous|dans|par|sur|qui|que|sont|los|las|una|con|para|por|del|est[ae]|est|nos|como|mas|pero|uma|com|por|dos|das|nos|nao|gli|una|con|per|che|del|non|sono|het|een|van|voor|met|zijn|niet|aan|ook|die|dat|more|all|can|use|used|like)$/u,
);

interface Plan {
  passage: Passage;
  words: ReadonlySet<string>;
}
const kept = new WeakMap<Evidence, readonly Plan[]>();

/** What the sources only plan, by the words that stand nowhere else in them. */
function plansOf(evidence: Evidence): readonly Plan[] {
  const known = kept.get(evidence);
  if (known) return known;
  const ours = evidence.passages.filter(({ kind }) => kind === 'context' || kind === 'knowledge');
  const said = new Set(
    ours.filter(({ folded }) => !isNotYet(folded)).flatMap(({ folded }) => tokens(folded)),
  );
  const plans = ours
    .filter(({ folded }) => isNotYet(folded))
    .map((passage) => ({
      passage,
      words: new Set(tokens(passage.folded).filter((word) => !said.has(word) && !small.test(word))),
    }))
    .filter(({ words }) => words.size > 0);
  kept.set(evidence, plans);
  return plans;
}

/** The stretch of a sentence that tells as done what a source in the same language only plans. */
export function toldAsDone(
  sentence: Sentence,
  evidence: Evidence,
): { start: number; end: number; passage: Passage } | null {
  if (sentence.mood === 'question' || isNotYet(sentence.folded)) return null;
  for (const { passage, words } of plansOf(evidence)) {
    if (passage.lang !== null && passage.lang !== sentence.lang) continue;
    const found = [...sentence.folded.matchAll(/\p{L}[\p{L}\d]{2,}|\d{2,}/gu)].filter(({ 0: word }) =>
      words.has(word.slice(0, 6)),
    );
    const distinct = new Set(found.map(({ 0: word }) => word.slice(0, 6)));
    const [first, last] = [found[0], found.at(-1)];
    if (!first || !last || distinct.size < Math.min(3, Math.ceil(words.size / 2))) continue;
    return { start: first.index, end: last.index + last[0].length, passage };
  }
  return null;
}
