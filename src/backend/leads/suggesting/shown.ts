import type { SuggestedAnswer } from '../../../cards/contact/contract.ts';
import type { Clock } from '../../ground/clock.ts';
import type { HubSpot } from '../../hubspot/types.ts';
import { sourcesNamed } from '../../model-writer/material.ts';
import type { Material } from '../../model-writer/material.ts';
import type { Latest, Outcome } from '../../model-writer/drafts.ts';
import type { ModelWriterRoom } from '../../model-writer/open.ts';
import { answerByHand } from '../../writing/answer-steps.ts';
import { claimView } from '../approval/view.ts';
import { draftOf } from '../approval/sources.ts';
import { accountZone } from '../approval/zone.ts';
import { claimsOfModel } from '../by-model/model-claims.ts';
import type { Lead } from '../lead/lead-entity.ts';
import { letterOf, namedIn, sourcesIn } from '../reviewing/suggest.ts';
import type { AboutAnswer } from '../reviewing/suggest.ts';
import { askingMail, unansweredOf } from './about.ts';
import type { AboutDeps } from './about.ts';
import { suggestionId } from './answer.ts';

export interface ShownDeps extends AboutDeps {
  modelWriter: Pick<ModelWriterRoom, 'latest'>;
  hubspot: Pick<HubSpot, 'portals'>;
  clock: Clock;
}

/** What a model would answer to what the contact asks, as the owner reads it. null: nobody was asked, or it is over. */
export async function shownSuggestion(deps: ShownDeps, lead: Lead): Promise<SuggestedAnswer | null> {
  const found = await latestFor(deps, lead);
  if (!found) return null;
  const { about, outcome, material } = found;
  if (outcome.state === 'asked') return { ...nothing, state: 'writing', note: WRITING };
  if (outcome.state === 'written') return ready(deps, about, outcome);
  return { ...nothing, note: outcome.why, sources: namedIn(material, knowledgeIn(material)) };
}

/** The words of a suggestion that is there, to begin a reply with. */
export async function suggestedWords(
  deps: Pick<ShownDeps, 'modelWriter'> & AboutDeps,
  lead: Lead,
): Promise<{ subject: string; letter: string } | null> {
  const found = await latestFor(deps, lead);
  return found?.outcome.state === 'written' ? letterOf(found.about, found.outcome) : null;
}

/**
 * How far it is, in a word that changes with it. That somebody wrote meanwhile, or dismissed it, stands in the timeline:
 * open cards ask for this again and again, and the thread is not read for it.
 */
export async function standOfSuggestion(
  { database, modelWriter }: Pick<ShownDeps, 'database' | 'modelWriter'>,
  lead: Lead,
): Promise<string | null> {
  const answer = await askingMail(database, lead);
  const latest = answer && (await modelWriter.latest(lead.portalId, suggestionId(answer.mailId)));
  return latest && `${latest.material.again} ${latest.outcome.state}`;
}

interface Found {
  about: AboutAnswer;
  outcome: Exclude<Latest['outcome'], { state: 'dismissed' }>;
  material: Material;
}

async function latestFor(
  deps: Pick<ShownDeps, 'modelWriter'> & AboutDeps,
  lead: Lead,
): Promise<Found | null> {
  const about = await unansweredOf(deps, lead);
  const latest = about && (await deps.modelWriter.latest(lead.portalId, about.review.id));
  if (!latest || latest.outcome.state === 'dismissed') return null;
  return { about, outcome: latest.outcome, material: latest.material };
}

const WRITING = 'The language model writes an answer to suggest.';
const nothing: SuggestedAnswer = {
  state: 'none',
  note: '',
  letter: '',
  sentences: [],
  marked: [],
  sources: [],
};

const knowledgeIn = ({ sources }: Material): string[] =>
  sources.filter(({ kind }) => kind === 'knowledge').map(({ id }) => id);

async function ready(
  deps: ShownDeps,
  about: AboutAnswer,
  outcome: Extract<Outcome, { state: 'written' }>,
): Promise<SuggestedAnswer> {
  const { written, material } = outcome;
  const { letter } = await letterOf(about, outcome);
  const sources = sourcesNamed(material, written.cited);
  // The subject is that of the conversation.
  const words = { lang: about.language, subject: '', letter, at: deps.clock.now() };
  const draft = draftOf(about.assistant, words);
  const claims = claimsOfModel(draft, { sources, step: answerByHand(about.language, {}) });
  const zone = await accountZone(deps.hubspot, about.review.portalId);
  const knows = knowledgeIn(material).some((id) => written.cited.includes(id));
  return {
    ...nothing,
    state: 'ready',
    note: `${written.model} wrote it. ${knows ? '' : 'Nothing in it comes from Knowledge. '}It leaves only if you send it.`,
    letter,
    sentences: sourcesIn(outcome).sentences,
    marked: claims.filter(({ source }) => source === null).map((claim) => claimView(claim, sources, zone)),
  };
}
