/** Entry of a child process that makes one call. */
import { runChild } from './run-child.js';

runChild();
