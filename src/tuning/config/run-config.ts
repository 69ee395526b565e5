/** What a tuning run is told: the form of `run.json`. Every default is the authors' where they had one. */

import type { WithoutResponse } from '../../corpus/corpus-options.js';
import type { Template } from '../../corpus/templates/template.js';

/** A tuning run; `lingtune tune --schema` describes every field. */
export interface RunConfig {
  readonly model: string;
  readonly adapter: string | null;
  readonly data: DataConfig;
  /** Name of a template, or one's own; `null` for the one that suits the model. */
  readonly template: string | Template | null;
  /** `null` where all weights are tuned, or where `adapter` says it. */
  readonly lora: LoraConfig | null;
  readonly training: TrainingConfig;
  readonly checkpoint: CheckpointConfig;
  /** `null` where nothing is evaluated before the end. */
  readonly evaluation: EvaluationConfig | null;
}

/** Which pairs are learnt. */
export interface DataConfig {
  /** Folder with a file a language; `null` where `name` says it. */
  readonly path: string | null;
  /** Data set on the hub; `null` where `path` says it. */
  readonly name: string | null;
  readonly languages: readonly string[];
  /** Pairs in all, over the languages; `null` for all that there are. */
  readonly budget: number | null;
  readonly variant: 'current' | 'paper';
  /** What becomes of pairs whose prompt leaves no room for a token of the response. */
  readonly withoutResponse: WithoutResponse;
}

/** The low-rank additions. */
export interface LoraConfig {
  readonly r: number;
  readonly alpha: number;
  readonly dropout: number;
  /** `null` for PEFT's default of the model. */
  readonly targetModules: string | readonly string[] | null;
}

/** How it is learnt. */
export interface TrainingConfig {
  /** `null` where `steps` says how long. */
  readonly epochs: number | null;
  /** `null` where `epochs` says how long. */
  readonly steps: number | null;
  readonly batchSize: number;
  readonly accumulation: number;
  readonly accumulationNorm: 'micro-batch' | 'token';
  readonly learningRate: number;
  readonly warmup: number;
  readonly weightDecay: number;
  /** `null` where gradients are not clipped. */
  readonly clip: number | null;
  readonly maxLength: number;
  readonly sourceLength: number;
  readonly targetLength: number;
  readonly padToMultiple: number;
  readonly gradientCheckpointing: boolean;
  readonly groupByLength: boolean;
  readonly shuffle: boolean;
  readonly seed: number;
}

/** When the state is saved. */
export interface CheckpointConfig {
  readonly every: number;
  readonly keep: number;
}

/** When the loss on the held-out pairs is measured. */
export interface EvaluationConfig {
  /** Pairs in all; `null` for what the variant holds out. */
  readonly heldOut: number | null;
  readonly every: number;
  /** `null` where nothing stops the run early. */
  readonly patience: number | null;
}
