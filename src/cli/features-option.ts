/** The option `--features` of commands that tell languages apart. */
import { Option } from 'commander';
import { FEATURES } from '../languages/features.js';

/** The option. */
export function featuresOption(): Option {
  return new Option(
    '-f, --features <names...>',
    `what languages are told apart by: ${FEATURES.join(', ')} for the 52 of the paper; uriel:typo, uriel:geo, … for any of URIEL’s (ISO 639-3; lingtune features fetch); or a CSV file of vectors or distances; several are blended`,
  ).default(['geo']);
}
