import { type Environment, requireSafeUrl, requireSettings } from '../../shared/settings.ts';
import type { GraphApplication } from './graph-token.ts';

const usualGraph = 'https://graph.microsoft.com/v1.0';

/**
 * The application that asks Graph. Undefined where `Graph__ClientId` is not set: roles then come from
 * storage alone. A secret and no managed identity: functions live in the subscription's tenant, the
 * accounts in that of B2C, and an identity of one gets no token of the other.
 * @throws SettingsInvalid where one of the others is missing, or an address is no https URL (in development: http)
 */
export function graphApplication(
  environment: Environment = process.env,
): GraphApplication | undefined {
  if (!environment['Graph__ClientId']?.trim()) return undefined;
  const names = ['Graph__ClientId', 'Graph__ClientSecret', 'Graph__TokenEndpoint'];
  const [clientId = '', clientSecret = '', tokenEndpoint = ''] = requireSettings(
    names,
    environment,
  );
  const graphUrl = environment['Graph__Url']?.trim() || usualGraph;
  requireSafeUrl('Graph__TokenEndpoint', tokenEndpoint, environment);
  requireSafeUrl('Graph__Url', graphUrl, environment);
  return { clientId, clientSecret, tokenEndpoint, graphUrl };
}
