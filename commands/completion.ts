import { Argument, type Command } from 'commander';
import type { Shell } from './completion-scripts.ts';

/**
 * `countersign completion`: a script that lets a shell complete commands, options and their values. The
 * script asks the hidden command `complete` at each tab.
 */
export function registerCompletion(program: Command): void {
  program
    .command('completion')
    .description('print a script that completes commands, options and values in a shell')
    .addArgument(
      new Argument('<shell>', 'which shell').choices(['bash', 'zsh', 'fish', 'powershell']),
    )
    .action(async (shell: Shell) => {
      const { completionScript } = await import('./completion-scripts.ts');
      console.log(completionScript(shell));
    });
  program
    .command('complete', { hidden: true })
    .argument('<line>', 'what is typed, up to the cursor')
    .action(async (line: string) => {
      const { completeLine } = await import('./complete-line.ts');
      for (const { value, description } of completeLine(program, line)) {
        console.log(description ? `${value}\t${description}` : value);
      }
    });
}
