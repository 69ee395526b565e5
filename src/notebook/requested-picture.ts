import type { PictureFormat } from './pictures/picture-page.js';

/**
 * Kind of still picture that figures carry beside their drawing, as `LINGTUNE_STATIC` says.
 * @returns `null` where none is wanted.
 * @throws RangeError where it is neither `svg` nor `png`.
 */
export function requestedPicture(): PictureFormat | null {
  const wanted = process.env.LINGTUNE_STATIC ?? '';
  if (wanted === '') return null;
  if (wanted !== 'svg' && wanted !== 'png') {
    throw new RangeError(`show: LINGTUNE_STATIC must be svg or png, got ${wanted}`);
  }
  return wanted;
}
