/** Baton is not sure of it by itself. */
export const DOUBTFUL = 'The board sits in May and I would rather have something to show them then.';

/** What a model that is asked about it says. */
export const FINDING = {
  class: 'ConnectLater',
  confidence: 0.93,
  secondary: [],
  evidence: 'I would rather have something to show them then',
  resumeOn: null,
  referredEmail: null,
  instructsReader: false,
};

/** What an admin enters to have the stand-in's model asked. */
export const standInModel = (sandboxUrl: string) => ({
  enabled: true,
  kind: 'openai-compatible',
  model: 'tiny-1',
  baseUrl: `${sandboxUrl}/sandbox/models/v1`,
  dailyTokens: 100_000,
  prices: null,
  dailyCost: null,
  apiKey: 'sk-secret-key',
});
