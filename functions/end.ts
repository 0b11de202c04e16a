import { app } from '@azure/functions';
import { flushTelemetry } from '../shared/telemetry.ts';

/** Where measurements are sent, the last ones go out before the process ends. */
app.hook.appTerminate(() => flushTelemetry());
