/** Entry of the control thread: a thread starts from a file. */
import { runControlThread } from './control-thread.js';

void runControlThread();
