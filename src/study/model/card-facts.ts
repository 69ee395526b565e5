import type { LanguageSummary } from '../../corpus/language-summary.js';
import type { AdapterConfig } from '../../model/lora/adapter-config.js';
import type { CardFacts } from '../../model/lora/model-card.js';
import type { RunConfig } from '../../tuning/config/run-config.js';
import type { RunEnd } from '../../tuning/run-folder/run-folder.js';

/** What a run's model card says: its data as they were read, every setting of its training, and its losses. */
export function cardFacts(
  { model, data, template, training }: RunConfig,
  {
    rank,
    alpha,
    dropout,
    targetModules,
  }: Pick<AdapterConfig, 'rank' | 'alpha' | 'dropout' | 'targetModules'>,
  summary: readonly LanguageSummary[],
  { step, adapterStep, loss, best }: RunEnd,
): CardFacts {
  const sum = (count: 'pairs' | 'withoutResponse'): number =>
    summary.reduce((total, language) => total + language[count], 0);
  const form = template === null ? 'the template that suits the model' : 'a template of its own';
  const set = Object.entries(training).filter(
    (entry): entry is [string, string | number | boolean] => entry[1] !== null,
  );
  return {
    baseModel: model,
    languages: data.languages,
    selection: `The languages are those that the run's configuration lists: ${data.languages.join(', ')}.`,
    data: `${sum('pairs')} pairs of ${data.name ?? 'a local folder'}, variant ${data.variant}, in ${typeof template === 'string' ? `the template ${template}` : form}.${unlearntWords(sum('withoutResponse'), data)}`,
    hyperparameters: {
      ...{ r: rank, alpha, dropout, targetModules: [targetModules].flat().join(', ') },
      ...Object.fromEntries(
        set.map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value]),
      ),
      'steps done': step,
      'step of the adapter': adapterStep,
    },
    losses: {
      ...(loss === null ? {} : { 'last training loss': loss }),
      ...(best === null ? {} : { 'lowest held-out loss': best.loss }),
    },
  };
}

/** What became of pairs of which no token is learnt; nothing where there are none. */
function unlearntWords(count: number, { withoutResponse }: RunConfig['data']): string {
  if (count === 0) return '';
  return withoutResponse === 'drop'
    ? ` ${count} more have no token to learn, since their prompts leave no room for it, and were left out.`
    : ` ${count} of them have no token to learn, since their prompts leave no room for it: they stayed in their batches and added nothing.`;
}
