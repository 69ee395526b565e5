/** Examples to tune on, as token ids; `corpus/` makes them. */
export { type CausalExample, IGNORED, type Seq2SeqExample } from '../corpus/encoding/example.js';
