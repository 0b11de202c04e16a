// azd runs this after it has provisioned, on any system: fills Key Vault, and says what is left to a person.
import { runCli } from './run-cli.mjs';

runCli('keys', 'seed');
