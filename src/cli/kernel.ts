/** The commands on the Jupyter kernel. */
import type { Command } from 'commander';
import { doctorText } from '../jupyter/doctor.js';
import { installKernel, type KernelInstallOptions, uninstallKernel } from '../jupyter/install-kernel.js';
import { examineKernel } from '../jupyter/kernel-doctor.js';

/** Gives `kernel` its commands `install`, `uninstall` and `doctor`. */
export function fillKernel(kernel: Command): void {
  placed(kernel.command('install').description('make the kernel known to Jupyter')).action(
    (place: KernelInstallOptions) => console.log(`kernel → ${installKernel(place)}`),
  );
  placed(kernel.command('uninstall').description('make the kernel unknown to Jupyter')).action(
    (place: KernelInstallOptions) => {
      const folder = uninstallKernel(place);
      console.log(folder === null ? 'kernel: nothing to remove' : `removed ${folder}`);
    },
  );
  placed(
    kernel.command('doctor').description('start the kernel and say what is wrong with it, if anything'),
  ).action(async (place: KernelInstallOptions) => {
    const lines = await examineKernel(place);
    console.log(doctorText(lines));
    const failed = lines.filter(({ found }) => !found).map(({ name }) => name);
    if (failed.length > 0) throw new Error(`kernel doctor: not in order: ${failed.join(', ')}`);
  });
}

function placed(command: Command): Command {
  return command
    .option('--python <program>', 'the Python with Jupyter (default: of the set-up, else python3)')
    .option('--prefix <folder>', 'folder below which share/jupyter lies, for example of an environment')
    .option('--user', 'for every Jupyter of this user, rather than for one environment');
}
