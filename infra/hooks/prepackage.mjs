// azd runs this before it packs `.deploy`, on any system: nothing is deployed that does not fit its policies.
import { runCli } from './run-cli.mjs';

runCli('check');
runCli('bundle');
