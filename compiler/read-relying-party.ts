import {
  onErrorModes,
  scriptExecutions,
  sessionExpiryTypes,
  singleSignOnScopes,
} from './grammar-words.ts';
import type {
  ContentDefinitionParameter,
  Endpoint,
  JourneyFraming,
  JourneyInsights,
  RelyingParty,
  SingleSignOn,
  UserJourneyBehaviors,
} from './model-journeys.ts';
import {
  attribute,
  child,
  childText,
  present,
  readAll,
  readChild,
  readList,
  toBoolean,
  toInteger,
  toWord,
} from './read-element.ts';
import { readReference, readTechnicalProfile } from './read-technical-profile.ts';
import type { XmlElement } from './xml.ts';

/** `TrustFrameworkPolicy/RelyingParty`. @see facts policy-language 7 */
export function readRelyingParty(element: XmlElement): RelyingParty {
  return present({
    defaultUserJourney: readChild(element, 'DefaultUserJourney', readReference),
    endpoints: readList(element, ['Endpoints', 'Endpoint'], readEndpoint),
    userJourneyBehaviors: readChild(element, 'UserJourneyBehaviors', readBehaviors),
    technicalProfiles: readAll(element, 'TechnicalProfile', (profile) =>
      readTechnicalProfile(profile),
    ),
    position: element.position,
  });
}

function readEndpoint(element: XmlElement): Endpoint | undefined {
  const id = attribute(element, 'Id');
  const userJourneyReferenceId = attribute(element, 'UserJourneyReferenceId');
  if (id === undefined || userJourneyReferenceId === undefined) return undefined;
  return { id, userJourneyReferenceId, position: element.position };
}

function readBehaviors(element: XmlElement): UserJourneyBehaviors {
  const deprecatedInsights = child(element, 'AzureApplicationInsights');
  const onError = child(element, 'OnError');
  return present({
    singleSignOn: readChild(element, 'SingleSignOn', readSingleSignOn),
    sessionExpiryType: toWord(childText(element, 'SessionExpiryType'), sessionExpiryTypes),
    sessionExpiryInSeconds: toInteger(childText(element, 'SessionExpiryInSeconds')),
    sessionExpiryInSecondsPosition: child(element, 'SessionExpiryInSeconds')?.position,
    azureApplicationInsights:
      deprecatedInsights && attribute(deprecatedInsights, 'InstrumentationKey'),
    journeyInsights: readChild(element, 'JourneyInsights', readJourneyInsights),
    contentDefinitionParameters: readList(
      element,
      ['ContentDefinitionParameters', 'Parameter'],
      readParameter,
    ),
    journeyFraming: readChild(element, 'JourneyFraming', readJourneyFraming),
    scriptExecution: toWord(childText(element, 'ScriptExecution'), scriptExecutions),
    onError: toWord(onError && attribute(onError, 'Mode'), onErrorModes),
    position: element.position,
  });
}

function readSingleSignOn(element: XmlElement): SingleSignOn | undefined {
  const scope = toWord(attribute(element, 'Scope'), singleSignOnScopes);
  if (!scope) return undefined;
  return present({
    scope,
    keepAliveInDays: toInteger(attribute(element, 'KeepAliveInDays')),
    enforceIdTokenHintOnLogout: toBoolean(attribute(element, 'EnforceIdTokenHintOnLogout')),
    position: element.position,
  });
}

function readJourneyInsights(element: XmlElement): JourneyInsights | undefined {
  const instrumentationKey = attribute(element, 'InstrumentationKey');
  const telemetryEngine = toWord(attribute(element, 'TelemetryEngine'), ['ApplicationInsights']);
  if (instrumentationKey === undefined || !telemetryEngine) return undefined;
  return present({
    instrumentationKey,
    telemetryEngine,
    developerMode: toBoolean(attribute(element, 'DeveloperMode')),
    clientEnabled: toBoolean(attribute(element, 'ClientEnabled')),
    serverEnabled: toBoolean(attribute(element, 'ServerEnabled')),
    telemetryVersion: attribute(element, 'TelemetryVersion'),
    position: element.position,
  });
}

function readParameter(element: XmlElement): ContentDefinitionParameter | undefined {
  const name = attribute(element, 'Name');
  if (name === undefined) return undefined;
  return { name, value: element.text.trim(), position: element.position };
}

function readJourneyFraming(element: XmlElement): JourneyFraming | undefined {
  const enabled = toBoolean(attribute(element, 'Enabled'));
  if (enabled === undefined) return undefined;
  return { enabled, sources: attribute(element, 'Sources') ?? '', position: element.position };
}
