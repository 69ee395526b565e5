/** The settings of a LoRA adapter, and `adapter_config.json`, in which PEFT keeps them. */
import { z } from 'zod';
import { checkForm } from '../../base/check-form.js';

/** Settings of an adapter; names in `adapter_config.json` stand beside them. */
export interface AdapterConfig {
  /** Name or path of the model that it belongs to, `base_model_name_or_path`; `null` where the file has none. */
  readonly baseModel: string | null;
  /** What the model does, `task_type`. */
  readonly task: 'CAUSAL_LM' | 'SEQ_2_SEQ_LM' | null;
  /** Width between the two matrices, `r`. */
  readonly rank: number;
  /** Factor of the addition before it is divided by the rank, from 0, `lora_alpha`. */
  readonly alpha: number;
  /** Share dropped of the adapter's input in training, in 0..1, `lora_dropout`. */
  readonly dropout: number;
  /** Endings of the names of the layers that are changed, or a regular expression, or `all-linear`. */
  readonly targetModules: readonly string[] | string;
  /** Whether the addition is divided by √r in place of r, `use_rslora`. */
  readonly isRankStabilised: boolean;
  /** Whether the model's own layers lie as [in, out], `fan_in_fan_out`: GPT-2's do. */
  readonly isFanInFanOut: boolean;
}

/** The version of PEFT whose file is written. */
const PEFT_VERSION = '0.21.2';

/** Fields that would make the adapter something else than we compute, each with the values that leave it as it is. */
const UNUSED = {
  use_dora: false,
  use_qalora: false,
  lora_bias: false,
  ensure_weight_tying: false,
  rank_pattern: {},
  alpha_pattern: {},
  exclude_modules: null,
  layers_to_transform: null,
  layers_pattern: null,
  layer_replication: null,
  modules_to_save: null,
  target_parameters: null,
  trainable_token_indices: null,
  alora_invocation_tokens: null,
  arrow_config: null,
  kasa_config: null,
  megatron_config: null,
  monteclora_config: null,
  use_bdlora: null,
  velora_config: null,
} as const;

/** Fields that only say how another start of the matrices is made. */
const OF_THE_START = {
  corda_config: null,
  eva_config: null,
  loftq_config: {},
  lora_ga_config: null,
} as const;
/** Starts of the matrices, besides PEFT's own, that leave the model's weights as they are. */
const STARTS = ['gaussian', 'eva', 'orthogonal', 'mica'];

const AdapterFields = z.object({
  peft_type: z.literal('LORA'),
  task_type: z.enum(['CAUSAL_LM', 'SEQ_2_SEQ_LM']).nullable().default(null),
  base_model_name_or_path: z.string().nullable().default(null),
  r: z.int().min(1).max(65_536).default(8),
  lora_alpha: z.number().min(0).default(8),
  lora_dropout: z.number().min(0).lt(1).default(0),
  target_modules: z.union([z.array(z.string().min(1)).min(1), z.string().min(1)]).nullish(),
  use_rslora: z.boolean().default(false),
  fan_in_fan_out: z.boolean().default(false),
  bias: z.literal('none').default('none'),
  // At others, such as PiSSA and OLoRA, PEFT takes part of the model's own weights away whenever it loads the adapter.
  init_lora_weights: z
    .union([z.boolean().nullable(), z.string().refine((start) => STARTS.includes(start.toLowerCase()))])
    .default(true),
});

/**
 * Reads the fields of an `adapter_config.json`.
 * @param place name for messages, usually the file's path.
 * @param targetsOtherwise what is changed where the file does not say it.
 * @throws Error with the place and the field where one is wrong, or asks for what is not plain LoRA.
 * Source: PEFT 0.21, `LoraConfig`; fields that it has added since or dropped before are of no concern.
 */
export function parseAdapterConfig(
  raw: unknown,
  place: string,
  targetsOtherwise: readonly string[],
): AdapterConfig {
  const fields = checkForm(AdapterFields, raw, place);
  for (const [name, plain] of Object.entries(UNUSED)) {
    const value = (raw as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined && !isUnset(value)) {
      throw new Error(
        `${place}: ${name} must be ${JSON.stringify(plain)}, as in plain LoRA, got ${JSON.stringify(value).slice(0, 80)}`,
      );
    }
  }
  return {
    baseModel: fields.base_model_name_or_path,
    task: fields.task_type,
    rank: fields.r,
    alpha: fields.lora_alpha,
    dropout: fields.lora_dropout,
    targetModules: fields.target_modules ?? targetsOtherwise,
    isRankStabilised: fields.use_rslora,
    isFanInFanOut: fields.fan_in_fan_out,
  };
}

/** Whether a field says nothing: `null`, `false`, an empty list or an empty object. */
function isUnset(value: unknown): boolean {
  if (value === null || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** An adapter's settings as the fields of `adapter_config.json`, all of those that PEFT writes. */
export function formatAdapterConfig(config: AdapterConfig): Record<string, unknown> {
  return {
    ...UNUSED,
    ...OF_THE_START,
    auto_mapping: null,
    base_model_name_or_path: config.baseModel,
    bias: 'none',
    fan_in_fan_out: config.isFanInFanOut,
    inference_mode: true,
    init_lora_weights: true,
    lora_alpha: config.alpha,
    lora_dropout: config.dropout,
    megatron_core: 'megatron.core',
    peft_type: 'LORA',
    peft_version: PEFT_VERSION,
    qalora_group_size: 16,
    r: config.rank,
    revision: null,
    target_modules: config.targetModules,
    task_type: config.task,
    use_rslora: config.isRankStabilised,
  };
}
