#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { type AppHost, loadAppHost } from './app-host.ts';
import { type CommandLine, readCommandLine } from './command-line.ts';
import { createDispatch } from './dispatch.ts';
import { codeOf, HostFault, messageOf, stackOf } from './host-fault.ts';
import { invoke } from './invocation.ts';
import { startApp } from './load-app.ts';
import { startServer } from './server.ts';
import { stopOnSignal } from './shutdown.ts';
import type { RunningTimers, TimerScope } from './timers.ts';
import { isOfType, triggerOf } from './trigger.ts';

/**
 * Stands in for `func start`: loads an unmodified Functions app and serves it on this machine.
 * Prints "Listening on http://127.0.0.1:PORT" once it does.
 */
async function main(): Promise<void> {
  enableCompileCache(); // of the app's files: a second start need not compile them again
  const commandLine = readCommandLine(process.argv.slice(2));
  const directory = enterApp(commandLine.app);
  process.on('unhandledRejection', dieLoudly);
  process.on('uncaughtException', dieLoudly);
  if (commandLine.list) await list(directory, commandLine);
  else await serve(directory, commandLine);
}

/** The real host's functions run in the app's directory. */
function enterApp(app: string): string {
  const directory = resolve(app);
  try {
    process.chdir(directory);
  } catch (error) {
    throw new HostFault(`--app "${directory}" is no directory to run in: ${codeOf(error)}.`);
  }
  return directory;
}

/** Keeps stdout for the list, whatever the app prints while it is loaded. */
async function list(directory: string, commandLine: CommandLine): Promise<void> {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  const host = await loadAppHost(directory, commandLine.main);
  if (host.failure !== undefined) throw new HostFault(host.failure);
  const { listFunctions } = await import('./list.ts');
  write(`${listFunctions(host)}\n`, () => process.exit(0));
}

async function serve(directory: string, commandLine: CommandLine): Promise<void> {
  const host = await loadAppHost(directory, commandLine.main);
  if (host.failure === undefined) await startApp(host.registry, directory);
  else say(host.failure);
  for (const { name, message } of host.router.errors) {
    say(`Function "${name}" is not served: ${message}.`);
  }
  const keys = commandLine.enableAuth
    ? (await import('./keys.ts')).readKeys(process.env)
    : undefined;
  const server = await startServer(createDispatch({ ...host, keys }), commandLine.port);
  let timers: RunningTimers | undefined;
  stopOnSignal({ server, host, timers: () => timers });
  process.stdout.write(`Listening on http://127.0.0.1:${server.port}\n`);
  timers = await startTimersIfAny(host);
  const { giveNotices } = await import('./notices.ts');
  giveNotices(host);
}

/** Timers are loaded after the first call can be answered, and only for an app that has one. */
async function startTimersIfAny(host: AppHost): Promise<RunningTimers | undefined> {
  const hasTimer = host.functions.some((one) => isOfType(triggerOf(one), 'timerTrigger'));
  if (!hasTimer) return undefined;
  const { startTimers } = await import('./timers.ts');
  const scope: TimerScope = {
    log: host.log,
    environment: process.env,
    now: () => new Date(),
    setAlarm: (callback, afterMs) => {
      const timer = setTimeout(callback, afterMs);
      return () => clearTimeout(timer);
    },
    invoke: (registered, data) => invoke(host, registered, data),
  };
  return startTimers(scope, host.functions);
}

function say(message: string): void {
  process.stderr.write(`${message}\n`);
}

/** Not before stderr has taken the message: on some systems it writes later. */
function exitWith(message: string): void {
  process.stderr.write(`${message}\n`, () => process.exit(1));
}

/** The real host's worker dies of what nobody handles, and calls under way get 500. @see facts runtime 1 */
function dieLoudly(error: unknown): void {
  exitWith(`The app left an error unhandled; the real host's worker dies of it. ${stackOf(error)}`);
}

main().catch((error) => exitWith(error instanceof HostFault ? messageOf(error) : stackOf(error)));
