/** The process that backends.ts times: evaluates a model twice, and prints requests and seconds of the second time. */
import { evaluateModel } from '../src/study/model/evaluate-model.js';

const [, , model = '', data = ''] = process.argv;
const evaluation = () => evaluateModel({ model, data, tasks: 'xcopa,xstorycloze', cache: null });
await evaluation();
const { tasks, seconds } = await evaluation();
const requests = tasks.reduce((sum, { documents }) => sum + 2 * documents, 0);
console.log(JSON.stringify({ requests, seconds }));
