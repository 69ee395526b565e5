/** What a selection of languages is: the languages, why they were chosen, and what would have done as well. */

/** One group of languages and the one that stands for it. */
export interface Cluster {
  /** The language that stands for the group. */
  readonly chosen: string;
  /** All languages of the group in catalogue order, the chosen one among them. */
  readonly members: readonly string[];
  /**
   * Languages of the group that would have stood for it exactly as well (within 1e-6), the chosen one not among them:
   * as near to the centre in k-means; with the same sum of distances, or as good when it was chosen, elsewhere.
   */
  readonly tied: readonly string[];
  /**
   * Distance of each member from the group's centre, in the order of `members`; unit of the features. The centre is
   * the mean in k-means, else the chosen language. Empty where the strategy knows no distances.
   */
  readonly distances: readonly number[];
}

/** Chosen languages, with everything that made them. Plain JSON throughout. */
export interface Selection {
  readonly kind: 'selection';
  /** The chosen languages in catalogue order. */
  readonly languages: readonly string[];
  /**
   * In the order of their chosen languages; every language that could be chosen is in exactly one. Where languages are
   * chosen by family, the families chosen; empty where they are chosen at random or all.
   */
  readonly clusters: readonly Cluster[];
  /** Sum of squared distances from the centres, or `null` where the strategy has no such thing. */
  readonly inertia: number | null;
  /** Iterations until the strategy came to rest, or `null` where it has none. */
  readonly iterations: number | null;
  /** Languages that were asked for and could not be chosen, as they have no vector. */
  readonly missing: readonly string[];
  /** What made the selection, every default filled in: the same options give the same selection. */
  readonly options: SelectionOptions;
}

/** How languages were chosen; every field is JSON. */
export interface SelectionOptions {
  /** For example `kmeans`. */
  readonly strategy: string;
  /** Names of the feature sets, or of the user's file; empty where none is used. */
  readonly features: readonly string[];
  /** Number of languages to choose. */
  readonly count: number;
  /** `null` where the strategy draws nothing by chance. */
  readonly seed: number | null;
  readonly [option: string]: unknown;
}
