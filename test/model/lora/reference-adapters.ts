import { readReference } from '../../reference-file.js';
import type { LogitsBatch } from '../reference-logits.js';

/** `reference/adapters/adapters.json`: what PEFT makes of our adapters, of targets, and of real configurations. */
interface Fixture {
  /** Fields of an `adapter_config.json`, sorted. */
  readonly fields: readonly string[];
  /** By the names of `seeded-adapters.ts`. */
  readonly adapters: Readonly<
    Record<string, LogitsBatch & { readonly sha256: Readonly<Record<string, string>> }>
  >;
  readonly targets: readonly {
    readonly model: string;
    /** `null` for PEFT's own choice. */
    readonly targets: readonly string[] | string | null;
    /** Names of the layers that PEFT changes, sorted. */
    readonly layers: readonly string[];
  }[];
  /** Rank that parameters are counted at. */
  readonly rank: number;
  /** Parameters that are learnt, by the configurations of `reference/configs/`. */
  readonly trainable: Readonly<Record<string, { readonly default: number; readonly 'all-linear': number }>>;
}

export const ADAPTERS: Fixture = readReference<Fixture>('adapters/adapters.json');
