/** Entry of the thread that gives signs of life: a thread starts from a file. */
import { runHeartbeat } from './heartbeat.js';

runHeartbeat();
