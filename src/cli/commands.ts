/** The commands there are, as the help lists them; what a command does is loaded when it is called. */
import type { Command } from 'commander';

/** A command that is not loaded. */
export interface ListedCommand {
  /** What may follow its name. */
  readonly usage: string;
  readonly summary: string;
  /** Loads what gives a command its options and its work. */
  readonly load: () => Promise<(command: Command) => void>;
}

/** The commands by name, in the order of the help. */
export const COMMANDS: Readonly<Record<string, ListedCommand>> = {
  figure: {
    usage: '[options] <number>',
    summary: 'draw a figure of the paper; without an option its numbers are printed',
    load: async () => (await import('./figure.js')).fillFigure,
  },
  table: {
    usage: '[options] <number>',
    summary: 'recompute a table of the paper beside the print',
    load: async () => (await import('./table.js')).fillTable,
  },
  claims: {
    usage: '[options]',
    summary: 'hold the 75 claims of the paper against its data',
    load: async () => (await import('./claims.js')).fillClaims,
  },
  import: {
    usage: '[options] <path...>',
    summary: 'turn lm-evaluation-harness logs and results files into a table of runs',
    load: async () => (await import('./import.js')).fillImport,
  },
  select: {
    usage: '[options]',
    summary: 'choose languages by their features',
    load: async () => (await import('./select.js')).fillSelect,
  },
  compare: {
    usage: '[options] <choice...>',
    summary: 'measure how diverse several choices of languages are, side by side',
    load: async () => (await import('./compare.js')).fillCompare,
  },
  tune: {
    usage: '[options]',
    summary: 'tune a model on instructions in chosen languages, with LoRA as PEFT has it',
    load: async () => (await import('./tune.js')).fillTune,
  },
  generate: {
    usage: '[options]',
    summary: 'have a model answer an instruction, or go on with a text',
    load: async () => (await import('./generate.js')).fillGenerate,
  },
  evaluate: {
    usage: '[options]',
    summary: 'evaluate a model zero-shot, as lm-evaluation-harness does',
    load: async () => (await import('./evaluate.js')).fillEvaluate,
  },
  replicate: {
    usage: '[options]',
    summary: 'make a whole study: languages chosen, a model tuned on each choice and evaluated, compared',
    load: async () => (await import('./replicate.js')).fillReplicate,
  },
  run: {
    usage: '[options] <notebook>',
    summary: 'run a notebook without a browser and keep its outputs',
    load: async () => (await import('./run.js')).fillRun,
  },
  kernel: {
    usage: '',
    summary: 'the Jupyter kernel "TypeScript (lingtune)"',
    load: async () => (await import('./kernel.js')).fillKernel,
  },
  report: {
    usage: '[options]',
    summary: 'the main job: all figures, tables and claims in one page',
    load: async () => (await import('./report.js')).fillReport,
  },
  features: {
    usage: '',
    summary: 'feature vectors of languages',
    load: async () => (await import('./features.js')).fillFeatures,
  },
  doctor: {
    usage: '',
    summary: 'show versions, what is found and what is missing',
    load: async () => (await import('./doctor.js')).fillDoctor,
  },
  setup: {
    usage: '[options]',
    summary: 'build TensorFlow, on which models run fast, into the user cache (needs Python)',
    load: async () => (await import('./setup.js')).fillSetup,
  },
};
