/** Where data sets keep the rows of a configuration's split, by what their files are called. */

/** Names of a split's Parquet files, without the numbers of their parts; the preferred ones first. */
const PARQUET_NAMES: readonly ((config: string, split: string) => string)[] = [
  (config, split) => `${config}/${split}-of.parquet`,
  (config, split) => `data/${config}/${split}-of.parquet`,
  // What the hub converts into: 0000.parquet, 0001.parquet and on.
  (config, split) => `${config}/${split}/.parquet`,
];
const TEXT_NAMES: readonly ((config: string, split: string) => string)[] = [
  (config, split) => `${config}/${split}.jsonl`,
  // Muennighoff/xwinograd.
  (config, split) => `${split}/${config}.jsonl`,
  // juletxara/xstory_cloze.
  (config, split) => `spring2016.val.${config}.tsv.split_20_80_${split}.tsv`,
  // MBZUAI/Bactrian-X: all of it is one split, for training.
  (config, split) => (split === 'train' ? `data/${config}.json.gz` : ''),
];
/** The number of a part, as in `-00000-of-00002.parquet` or `/0000.parquet`. */
const PART_NUMBER = /-\d{5}(?=-of-\d{5}\.)|(?<=-of)-\d{5}(?=\.)|(?<=\/)\d{4}(?=\.)/g;

/**
 * Paths of a split's Parquet files, in the order of their parts; empty where there are none.
 * @param paths of the repository, in order.
 */
export function parquetSplit(paths: readonly string[], config: string, split: string): string[] {
  for (const name of PARQUET_NAMES) {
    const wanted = name(config, split);
    const found = paths.filter((path) => path.replace(PART_NUMBER, '') === wanted);
    if (found.length > 0) return found;
  }
  return [];
}

/** Path of a split's file of lines or fields, as a list; empty where there is none. */
export function textSplit(paths: readonly string[], config: string, split: string): string[] {
  return TEXT_NAMES.map((name) => name(config, split))
    .filter((path) => paths.includes(path))
    .slice(0, 1);
}
