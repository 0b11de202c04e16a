import { type Command, Option } from 'commander';
import { policiesOption } from './policies-option.ts';

/** What all of `countersign policies` may be told. */
interface TenantFlags {
  readonly policies?: readonly string[];
  readonly env?: string;
  /** The origin of Graph. */
  readonly graph: string;
}

/** What `countersign policies plan` was asked for. */
export interface PlanFlags extends TenantFlags {
  readonly baseline?: string;
  readonly prune?: boolean;
  readonly out?: string;
  readonly json?: boolean;
}

/** What `countersign policies apply` was asked for. */
export interface ApplyFlags extends Omit<PlanFlags, 'out' | 'json'> {
  readonly plan?: string;
  readonly yes?: boolean;
}

/** What `countersign policies pull` was asked for. */
export interface PullFlags extends TenantFlags {
  readonly tenant?: string;
  readonly overwrite?: boolean;
}

/** `countersign policies`: the policies of a tenant, compared, uploaded, downloaded. */
export function registerPolicies(program: Command): void {
  const policies = program
    .command('policies')
    .description('upload policies to their tenant, after a plan; download those it has');
  registerPlan(policies);
  registerApply(policies);
  registerPull(policies);
}

function registerPlan(policies: Command): void {
  withUploadOptions(policies.command('plan'))
    .description(
      'say what an upload would change in the tenant, and what that does; changes nothing',
    )
    .option('--out <file>', 'write the plan for "apply --plan"')
    .option('--json', 'print the plan as JSON')
    .action(async (flags: PlanFlags) => {
      const { runPlan } = await import('./policies-run.ts');
      process.exitCode = await runPlan(flags);
    });
}

function registerApply(policies: Command): void {
  withUploadOptions(policies.command('apply'))
    .description('upload what differs, bases first; needs --plan or --yes')
    .option('--plan <file>', 'do what this plan says, and nothing if anything has changed since')
    .option('--yes', 'do what a plan made now says')
    .action(async (flags: ApplyFlags) => {
      const { runApply } = await import('./policies-run.ts');
      process.exitCode = await runApply(flags);
    });
}

function registerPull(policies: Command): void {
  withTenantOptions(policies.command('pull'))
    .description('download all policies of the tenant, byte for byte')
    .argument('<dir>', 'folder that the files are written to, each named after its PolicyId')
    .option('--tenant <domain>', "the tenant meant (default: the environment's)")
    .option('--overwrite', 'replace files that are there with other content')
    .action(async (dir: string, flags: PullFlags) => {
      const { runPull } = await import('./policies-pull.ts');
      process.exitCode = await runPull(dir, flags);
    });
}

function withUploadOptions(command: Command): Command {
  return withTenantOptions(command)
    .option('--baseline <file>', 'what lint has accepted with --baseline')
    .option('--prune', 'delete policies that the tenant has and the folders do not');
}

function withTenantOptions(command: Command): Command {
  return command
    .addOption(policiesOption())
    .option('--env <name>', 'environment of appsettings.json (default: the production one)')
    .addOption(
      new Option(
        '--graph <origin>',
        'Microsoft Graph, where it is that of a national cloud',
      ).default('https://graph.microsoft.com'),
    );
}
