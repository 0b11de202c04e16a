import type { Argument, Command, Option } from 'commander';
import { type Candidate, type Typed, valuesOf } from './completion-values.ts';

/**
 * What may stand at the end of a line that begins with the program's name. Nothing: the shell offers
 * files.
 */
export function completeLine(program: Command, line: string): Candidate[] {
  const words = splitLine(line).slice(1);
  const current = words.pop() ?? '';
  const [name, ...others] = words;
  const candidates =
    name === undefined || name === 'help'
      ? firstWords(program, current)
      : nextWords(program, name, { words: others, current });
  return candidates.filter(({ value }) => value.startsWith(current));
}

/** The last word is empty behind white space. A quote that is still open ends at the end. */
function splitLine(line: string): string[] {
  const words: string[] = line.match(/(?:"[^"]*"?|'[^']*'?|[^\s"'])+/g) ?? [];
  if (/\s$/.test(line) || line === '') words.push('');
  return words.map((word) => word.replaceAll(/["']/g, ''));
}

function firstWords(program: Command, current: string): Candidate[] {
  if (current.startsWith('-')) return optionNames(program);
  const commands = program.createHelp().visibleCommands(program);
  return commands.map((command) => ({
    value: command.name(),
    description: command.description(),
  }));
}

function nextWords(program: Command, name: string, typed: Typed): Candidate[] {
  const command = program.commands.find((each) => each.name() === name);
  if (!command) return [];
  const { waiting, positions } = readWords(command, typed.words);
  if (waiting) return values(command, waiting, typed);
  const [assigned, flag, value = ''] = /^(--[^=]+)=(.*)$/.exec(typed.current) ?? [];
  const option = assigned && findOption(command, flag ?? '');
  if (option) {
    return values(command, option, { ...typed, current: value }).map((each) => {
      return { ...each, value: `${flag}=${each.value}` };
    });
  }
  if (typed.current.startsWith('-')) return optionNames(command);
  const last = command.registeredArguments.at(-1);
  const argument = command.registeredArguments[positions] ?? (last?.variadic ? last : undefined);
  return argument ? values(command, argument, typed) : [];
}

/** The option that waits for its value, and how many arguments there are. */
function readWords(command: Command, words: readonly string[]) {
  let waiting: Option | undefined;
  let positions = 0;
  for (const word of words) {
    const option = waiting ? undefined : findOption(command, word);
    if (!waiting && !word.startsWith('-')) positions += 1;
    waiting = option?.required ? option : undefined;
  }
  return { waiting, positions };
}

function findOption(command: Command, flag: string): Option | undefined {
  return command.options.find(({ long, short }) => flag === long || flag === short);
}

function optionNames(command: Command): Candidate[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ value: long ?? short ?? '', description }));
}

function values(command: Command, owner: Option | Argument, typed: Typed): Candidate[] {
  if (owner.argChoices) return owner.argChoices.map((value) => ({ value }));
  const name = 'long' in owner ? owner.long : `<${owner.name()}>`;
  return valuesOf(`${command.name()} ${name}`, typed);
}
