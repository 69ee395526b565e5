/** The weights of the parts that families are made of. */
import type { SharedConfig, WeightShape } from './family.js';

/** A vector, such as the scale of a norm. */
export function vectorWeight(name: string, size: number): WeightShape {
  return { name, shape: [size], kind: 'vector' };
}

/** A matrix with a row for each of so many things. */
export function embeddingWeight(name: string, rows: number, width: number): WeightShape {
  return { name: `${name}.weight`, shape: [rows, width], kind: 'embedding' };
}

/** Scale and shift of a layer norm. */
export function normWeights(name: string, width: number): WeightShape[] {
  return [vectorWeight(`${name}.weight`, width), vectorWeight(`${name}.bias`, width)];
}

/** Sizes of a linear layer. */
interface LinearSizes {
  readonly input: number;
  readonly output: number;
}

/** A linear layer with its bias. */
export function linearLayer(name: string, { input, output }: LinearSizes): WeightShape[] {
  return [
    { name: `${name}.weight`, shape: [output, input], kind: 'linear' },
    vectorWeight(`${name}.bias`, output),
  ];
}

/** The same, stored the other way up, as GPT-2's are. */
export function conv1dLayer(name: string, { input, output }: LinearSizes): WeightShape[] {
  return [
    { name: `${name}.weight`, shape: [input, output], kind: 'conv1d' },
    vectorWeight(`${name}.bias`, output),
  ];
}

/** The embeddings and the head, [vocabulary, width]; tied, the embeddings serve where there is no head. */
export function vocabularyWeights(
  family: { readonly embeddings: string; readonly head: string },
  { vocabularySize, width, tieWordEmbeddings }: SharedConfig,
): { embeddings: WeightShape; head: WeightShape } {
  const embeddings = embeddingWeight(family.embeddings, vocabularySize, width);
  const head = embeddingWeight(family.head, vocabularySize, width);
  return { embeddings, head: tieWordEmbeddings ? { ...head, otherwise: embeddings.name } : head };
}

/** Weights that a model saved without its head, as many on the hub are, has without the first part of their names. */
export function bareAliases(shapes: readonly WeightShape[], prefix: string): WeightShape[] {
  return shapes.map((shape) =>
    shape.name.startsWith(prefix) ? { ...shape, aliases: [shape.name.slice(prefix.length)] } : shape,
  );
}
