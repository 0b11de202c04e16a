// azd runs this before it packs `.deploy`, on any system: nothing is deployed that does not fit its policies.
import { runCli } from './run-cli.mjs';

// Of a fresh clone azd has built nothing yet: functions are read from the sources that the bundle is made of.
runCli('check', '--main', 'functions/**/*.ts');
runCli('bundle');
