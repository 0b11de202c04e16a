import type { HttpHandler, HttpResponseInit } from '@azure/functions';
import { SettingsInvalid } from '../../shared/errors.ts';
import { secureHeaders } from '../../shared/response.ts';

/** A document that everybody may read and keep for five minutes: 503 where its settings are bad, and the log says why. */
export function publish(make: () => object): HttpHandler {
  return (_request, context): HttpResponseInit => {
    try {
      const headers = { ...secureHeaders, 'Cache-Control': 'public, max-age=300' };
      return { status: 200, headers, jsonBody: make() };
    } catch (error) {
      if (!(error instanceof SettingsInvalid)) throw error;
      context.error(`${context.functionName}: ${error.message}`);
      return { status: 503, headers: secureHeaders };
    }
  };
}
