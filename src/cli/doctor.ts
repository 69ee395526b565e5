/** The command that examines the installation. */
import type { Command } from 'commander';
import { backendFindings } from '../backend/backend-findings.js';
import { doctorText, examine } from '../jupyter/doctor.js';

/** Gives `doctor` its work. */
export function fillDoctor(command: Command): void {
  command.action(async () => console.log(doctorText([...examine(), ...(await backendFindings())])));
}
