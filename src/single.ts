import { start } from './start.ts';
import { isWorker } from './worker.ts';

// The build that is one file: its threads start it again, and then it is none of the program.
if (!isWorker) start();
