/** Which layers of a model an adapter changes, by the rules of PEFT. */
import { checkBoundedPattern, type PatternBound } from '../../base/check-bounded-pattern.js';
import { isNearWord } from '../../base/near-word.js';
import { quoteText } from '../../base/printable.js';
import { familyOf, linearWeights, type ModelConfig } from '../families/families.js';

/** A linear layer of a model. */
export interface LinearLayer {
  /** Its weight's name without `.weight`. */
  readonly name: string;
  readonly input: number;
  readonly output: number;
}

/** PEFT's word for every linear layer but the head. */
const ALL_LINEAR = 'all-linear';

/** No layer has a longer name; as many steps are done in some milliseconds. */
const NAME_BOUND: PatternBound = { length: 64, ways: 2 ** 22 };

/** The layers that PEFT changes in such a model where nobody names any. */
export function defaultTargets(config: ModelConfig): readonly string[] {
  return familyOf(config).targets;
}

/**
 * The linear layers that targets name, in the model's order.
 * @param targets endings of layers' names, such as `query_key_value` or `mlp.c_proj`; or a regular expression that
 * matches whole names; or `all-linear`.
 * @throws Error where nothing is matched, or the expression could take without end; RangeError where it is none that
 * JavaScript reads.
 * Source: PEFT 0.21, `check_target_module_exists`.
 */
export function targetLayers(config: ModelConfig, targets: readonly string[] | string): LinearLayer[] {
  const layers = linearLayers(config);
  const isTarget = matcher(targets);
  const matched = layers.filter(({ name }) => isTarget(name));
  if (matched.length > 0) return matched;
  const endings = [...new Set(layers.map(({ name }) => name.slice(name.lastIndexOf('.') + 1)))];
  const named = typeof targets === 'string' ? [targets] : targets;
  const near = endings.filter((ending) => named.some((target) => isNearWord(target, ending)));
  const advice = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `there are ${endings.join(', ')}`;
  throw new Error(
    `targetLayers: targets must match a linear layer of the model (${advice}), got ${named.map(quoteText).join(', ') || 'none'}`,
  );
}

/** All linear layers but the head. */
function linearLayers(config: ModelConfig): LinearLayer[] {
  return linearWeights(config).map(({ name, shape: [first = 0, second = 0], kind }) => {
    const [output, input] = kind === 'linear' ? [first, second] : [second, first];
    return { name: name.replace(/\.weight$/, ''), input, output };
  });
}

function matcher(targets: readonly string[] | string): (name: string) => boolean {
  if (typeof targets !== 'string') {
    return (name) => targets.some((target) => name === target || name.endsWith(`.${target}`));
  }
  if (targets.toLowerCase() === ALL_LINEAR) return () => true;
  const expression = wholeName(targets);
  checkBoundedPattern(expression, NAME_BOUND, 'targetLayers');
  return (name) => expression.test(name);
}

/** Python's `re.fullmatch`; what JavaScript would read in another way is refused by the `u` flag. */
function wholeName(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch (cause) {
    throw new RangeError(
      `targetLayers: a target that is one text must be a regular expression, got ${quoteText(pattern)}`,
      { cause },
    );
  }
}
