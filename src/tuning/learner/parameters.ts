/** Numbers that are learnt: kept as plain arrays, which the optimiser moves, and as tensors, which the model reads. */
import * as tf from '@tensorflow/tfjs-core';
import type { SavedTensor, StepperState } from '../loop/stepper.js';
import { type AdamWStep, moveByAdamW } from './adamw.js';

/** One tensor that is learnt. */
interface Parameter {
  readonly shape: readonly number[];
  readonly data: Float32Array;
  /** Moments of AdamW. */
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** Sum of the step's gradients so far. */
  readonly gradient: Float32Array;
}

/** Names of the parts of a parameter in a saved state. */
const PARTS = ['data', 'first', 'second'] as const;

/** Parameters by name, with their gradients and moments. */
export class Parameters {
  private readonly parameters: ReadonlyMap<string, Parameter>;
  private readonly live: Map<string, tf.Tensor> = new Map();

  /** @param initial where learning starts from; the numbers are copied. */
  constructor(initial: ReadonlyMap<string, SavedTensor>) {
    this.parameters = new Map(
      [...initial].map(([name, { shape, data }]) => {
        const zeros = () => new Float32Array(data.length);
        const parameter = { shape, data: data.slice(), first: zeros(), second: zeros(), gradient: zeros() };
        return [name, parameter];
      }),
    );
    this.refresh();
  }

  /** The parameters as they stand; each step puts new tensors in the place of the old ones. */
  get tensors(): ReadonlyMap<string, tf.Tensor> {
    return this.live;
  }

  /** Adds gradients, in the order of `tensors`, times a factor to those of the step. */
  addGradients(gradients: readonly tf.Tensor[], factor: number): void {
    for (const [index, { gradient }] of [...this.parameters.values()].entries()) {
      const added = gradients[index]?.dataSync() ?? [];
      for (let place = 0; place < gradient.length; place += 1) {
        gradient[place] = (gradient[place] ?? 0) + (added[place] ?? 0) * factor;
      }
    }
  }

  /** The step's gradients. */
  gradients(): Float32Array[] {
    return [...this.parameters.values()].map(({ gradient }) => gradient);
  }

  /** Forgets the step's gradients. */
  clearGradients(): void {
    for (const gradient of this.gradients()) gradient.fill(0);
  }

  /** Moves all parameters along the step's gradients. */
  move(step: AdamWStep): void {
    for (const parameter of this.parameters.values()) moveByAdamW(parameter, parameter.gradient, step);
    this.refresh();
  }

  /** Copies of the parameters. */
  values(): Map<string, SavedTensor> {
    return new Map(
      [...this.parameters].map(([name, { shape, data }]) => [name, { shape, data: data.slice() }]),
    );
  }

  /** Copies of the parameters and their moments, as `data/<name>`, `first/<name>` and `second/<name>`. */
  save(): StepperState['tensors'] {
    const saved = PARTS.flatMap((part) =>
      [...this.parameters].map(([name, parameter]): [string, SavedTensor] => [
        `${part}/${name}`,
        { shape: parameter.shape, data: parameter[part].slice() },
      ]),
    );
    return new Map(saved);
  }

  /**
   * Goes on from saved tensors.
   * @throws Error where one is missing, has another shape, or is one too many; nothing is changed then.
   */
  restore(tensors: StepperState['tensors']): void {
    const expected = this.save();
    for (const [name, { shape }] of expected) {
      const found = tensors.get(name);
      if (found === undefined || found.shape.join() !== shape.join()) {
        const got = found === undefined ? 'none' : `[${found.shape.join(', ')}]`;
        throw new Error(`restore: the state must hold ${name} of shape [${shape.join(', ')}], got ${got}`);
      }
    }
    const surplus = [...tensors.keys()].find((name) => !expected.has(name));
    if (surplus !== undefined)
      throw new Error(`restore: the state must hold what is learnt only, got ${surplus}`);
    for (const part of PARTS) {
      for (const [name, parameter] of this.parameters) {
        parameter[part].set(tensors.get(`${part}/${name}`)?.data ?? []);
      }
    }
    this.refresh();
  }

  /** Frees the tensors. */
  dispose(): void {
    for (const tensor of this.live.values()) tensor.dispose();
    this.live.clear();
  }

  /** Makes tensors anew from the numbers. */
  private refresh(): void {
    this.dispose();
    for (const [name, { shape, data }] of this.parameters) {
      // A backend may read the numbers only at first use, when the optimiser is moving them already: so a copy.
      this.live.set(name, tf.tensor(data.slice(), [...shape], 'float32'));
    }
  }
}
