/** The ways of choosing languages, by name. */

/** Name of a strategy. */
export type Strategy = 'kmeans' | 'kmedoids' | 'maxsum' | 'maxmin' | 'facility' | 'family' | 'random' | 'all';

/** What a strategy works on, whether it draws by chance, and what it does. */
export interface StrategyFacts {
  /** `distances` can be computed from vectors, so either will do. */
  readonly needs: 'vectors' | 'distances' | 'families' | 'nothing';
  /** Whether it takes a seed. */
  readonly draws: boolean;
  /** In one line. */
  readonly title: string;
}

/** The strategies. */
export const STRATEGIES: Readonly<Record<Strategy, StrategyFacts>> = {
  kmeans: {
    needs: 'vectors',
    draws: true,
    title: 'k-means, and the language nearest to each centroid (the paper’s)',
  },
  kmedoids: { needs: 'distances', draws: false, title: 'k-medoids (PAM)' },
  maxsum: { needs: 'distances', draws: false, title: 'largest sum of distances, one by one' },
  maxmin: { needs: 'distances', draws: false, title: 'farthest from those chosen, one by one (k-centre)' },
  facility: { needs: 'distances', draws: false, title: 'facility location: most similar to all, one by one' },
  family: { needs: 'families', draws: true, title: 'one language of each family (the paper’s FAM)' },
  random: { needs: 'nothing', draws: true, title: 'at random (the paper’s RND)' },
  all: { needs: 'nothing', draws: false, title: 'every language (the paper’s ALL)' },
};
