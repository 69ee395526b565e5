/** PyTorch's random permutation, which transformers orders its examples by. */
import { checkInteger } from '../check-integer.js';
import { seededTwister } from './mersenne-twister.js';

/** From this count on PyTorch draws 64-bit numbers instead. */
const COUNT_LIMIT = Math.floor((2 ** 32 - 1) / 20);

/**
 * `torch.randperm(count, generator=torch.Generator().manual_seed(seed))` on the CPU, number for number.
 * Source: PyTorch 2.13, whose CPU generator is the Mersenne Twister seeded by one word.
 * @param count integer in 0..214,748,363.
 * @param seed integer in 0..2³²−1.
 * @returns the integers 0..count−1 in random order.
 * @throws RangeError where one of them is out of range.
 */
export function torchPermutation(count: number, seed: number): number[] {
  checkInteger('torchPermutation: count', count, 0, COUNT_LIMIT - 1);
  checkInteger('torchPermutation: seed', seed, 0, 2 ** 32 - 1);
  const twister = seededTwister(seed);
  const order = Array.from({ length: count }, (_, index) => index);
  for (let place = 0; place < count - 1; place++) {
    const other = place + (twister.nextWord() % (count - place));
    [order[place], order[other]] = [order[other] as number, order[place] as number];
  }
  return order;
}
