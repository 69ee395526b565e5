/** A stepper in plain TypeScript: a line through points, learnt with momentum and a seeded share of it dropped. */
import type { CausalExample } from '../../src/corpus/encoding/example.js';
import type { Stepper, StepReport } from '../../src/tuning/loop/stepper.js';

const MOMENTUM = 0.9;

/** What a fake stepper is asked to do. */
export interface FakeStepperOptions {
  /** Seed of what is dropped (default 1). */
  readonly seed?: number;
  /** Milliseconds that a step takes at least (default 0). */
  readonly milliseconds?: number;
  /** Step, from 1, whose loss is no number (default: none). */
  readonly brokenStep?: number;
  /** Called at the start of every step with what it is given. */
  readonly onStep?: (microBatches: readonly (readonly CausalExample[])[], learningRate: number) => void;
}

/** An example whose two ids are a point. */
export function point(x: number, y: number): CausalExample {
  return { ids: [x, y], labels: [-100, y] };
}

/** Learns y = w·x + b for points in 0..9. */
export function createFakeStepper({
  seed = 1,
  milliseconds = 0,
  brokenStep,
  onStep,
}: FakeStepperOptions = {}): Stepper<CausalExample> {
  const line = new Float32Array(2);
  const momentum = new Float32Array(2);
  let [steps, random] = [0, seed];
  const draw = (): number => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    return random / 2 ** 32;
  };
  const missBy = ({ ids: [x = 0, y = 0] }: CausalExample): number =>
    (line[0] ?? 0) * (x / 10) + (line[1] ?? 0) - y / 10;
  return {
    step(microBatches, learningRate): StepReport {
      onStep?.(microBatches, learningRate);
      const until = performance.now() + milliseconds;
      const examples = microBatches.flat();
      const gradient = [0, 0];
      let loss = 0;
      for (const example of examples) {
        const miss = missBy(example) / examples.length;
        loss += miss * missBy(example);
        if (draw() < 0.1) continue;
        gradient[0] = (gradient[0] ?? 0) + (2 * miss * (example.ids[0] ?? 0)) / 10;
        gradient[1] = (gradient[1] ?? 0) + 2 * miss;
      }
      for (const [place, slope] of gradient.entries()) {
        momentum[place] = MOMENTUM * (momentum[place] ?? 0) + slope;
        line[place] = (line[place] ?? 0) - learningRate * (momentum[place] ?? 0);
      }
      steps += 1;
      while (performance.now() < until);
      return {
        loss: steps === brokenStep ? Number.NaN : loss,
        gradNorm: Math.hypot(...gradient),
        tokens: examples.reduce((sum, { ids }) => sum + ids.length, 0),
        empty: [],
      };
    },
    evaluate: (examples) => ({
      lossSum: examples.reduce((sum, example) => sum + missBy(example) ** 2, 0),
      tokens: examples.length,
    }),
    state: () => ({
      tensors: new Map([
        ['line', { shape: [2], data: line.slice() }],
        ['momentum', { shape: [2], data: momentum.slice() }],
      ]),
      values: { steps, random },
    }),
    restore({ tensors, values }) {
      line.set(tensors.get('line')?.data ?? []);
      momentum.set(tensors.get('momentum')?.data ?? []);
      [steps, random] = [Number(values.steps), Number(values.random)];
    },
    dispose: () => {},
  };
}
