/** Entry of the thread that watches for signals: a thread starts from a file. */
import { watchSignals } from './signal-watch.js';

watchSignals();
