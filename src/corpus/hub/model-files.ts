/** Which files of a repository a model or an adapter needs. */

/** What describes a model beside its weights; a tokenizer is described by one or more of them. */
const DESCRIPTIONS: readonly string[] = [
  'config.json',
  'generation_config.json',
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'vocab.json',
  'merges.txt',
  'spiece.model',
  'tokenizer.model',
];
const SHARD = /^model-\d{5}-of-(\d{5})\.safetensors$/;

/**
 * Chooses the files of a model: configuration, tokenizer, and weights as safetensors, whole or in shards.
 * @param paths of the repository.
 * @param label of the repository, for messages.
 * @throws Error where there is no configuration, no safetensors, or a shard is missing.
 */
export function chooseModelFiles(paths: readonly string[], label: string): string[] {
  if (!paths.includes('config.json')) {
    throw new Error(`chooseModelFiles: ${label} must hold config.json, got ${listed(paths)}`);
  }
  return [...DESCRIPTIONS.filter((path) => paths.includes(path)), ...chooseWeights(paths, label)];
}

/**
 * Chooses the files of a LoRA adapter as PEFT saves it.
 * @throws Error where its configuration or its weights as safetensors are missing.
 */
export function chooseAdapterFiles(paths: readonly string[], label: string): string[] {
  const needed = ['adapter_config.json', 'adapter_model.safetensors'];
  const missing = needed.filter((path) => !paths.includes(path));
  if (missing.length > 0) {
    throw new Error(`chooseAdapterFiles: ${label} must hold ${missing.join(' and ')}, got ${listed(paths)}`);
  }
  return needed;
}

function chooseWeights(paths: readonly string[], label: string): string[] {
  const [single, index] = ['model.safetensors', 'model.safetensors.index.json'];
  if (paths.includes(single)) return [single];
  if (!paths.includes(index)) {
    const pickled = paths.some((path) => /^pytorch_model.*\.bin$/.test(path));
    const remedy = pickled
      ? 'only pytorch_model.bin, which can run code as it is read; choose a revision with safetensors (often refs/pr/1) or convert it'
      : listed(paths);
    throw new Error(`chooseModelFiles: ${label} must hold ${single}, got ${remedy}`);
  }
  const shards = paths.filter((path) => SHARD.test(path));
  const count = Number(SHARD.exec(shards[0] ?? '')?.[1] ?? 1);
  if (shards.length !== count) {
    throw new Error(
      `chooseModelFiles: ${label} must hold all ${count} shards of its weights, got ${shards.length}`,
    );
  }
  return [index, ...shards];
}

/** The first files by name; more say nothing more in a message. */
function listed(paths: readonly string[]): string {
  const most = 8;
  return paths.length === 0
    ? 'no file'
    : `${paths.slice(0, most).join(', ')}${paths.length > most ? `, and ${paths.length - most} more` : ''}`;
}
