import { join } from 'node:path';
import { isHeaderValue } from './header-value.ts';
import { HostFault } from './host-fault.ts';
import { isJsonObject, type JsonObject, readJsonFile } from './json-file.ts';

/** What this host honors of host.json. */
export interface HostSettings {
  /** In front of every route, without slashes at its ends; "" for none. */
  readonly routePrefix: string;
  /** Calls that may run or wait at once, before further ones get 429; undefined for any number. */
  readonly maxOutstandingRequests: number | undefined;
  /** Calls that may run at once, while others wait; undefined for any number. */
  readonly maxConcurrentRequests: number | undefined;
  /** Response headers for all but 429, by lower-case name. */
  readonly customHeaders: ReadonlyMap<string, string>;
  /** After how long a call is given up; undefined for never. */
  readonly functionTimeoutMs: number | undefined;
  /** The least level written, by lower-case log category ("default", "function.health.user"). */
  readonly logLevels: ReadonlyMap<string, string>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** As .NET configuration: "extensions:http:routeprefix" to a value; keys ignore case. */
type Configuration = ReadonlyMap<string, string>;

/**
 * Reads host.json of an app; variables such as `AzureFunctionsJobHost__extensions__http__routePrefix` win over it.
 * @throws HostFault where the file is missing, broken or not of version 2.0.
 * @see facts runtime 3.1
 */
export function readHostSettings(appDirectory: string, environment: Environment): HostSettings {
  const path = join(appDirectory, 'host.json');
  const file = readJsonFile(path);
  if (!file) throw new HostFault(`"${path}" is missing: every Functions app needs a host.json.`);
  if (file['version'] !== '2.0') throw new HostFault(`"${path}" has to say "version": "2.0".`);
  const configuration = readConfiguration(file, environment);
  return {
    routePrefix: trimSlashes(configuration.get('extensions:http:routeprefix') ?? 'api'),
    maxOutstandingRequests: readLimit(configuration, 'extensions:http:maxoutstandingrequests'),
    maxConcurrentRequests: readLimit(configuration, 'extensions:http:maxconcurrentrequests'),
    customHeaders: readHeaders(configuration),
    functionTimeoutMs: readTimeout(configuration.get('functiontimeout')),
    logLevels: readSection(configuration, 'logging:loglevel'),
  };
}

function readConfiguration(file: JsonObject, environment: Environment): Configuration {
  const configuration = new Map<string, string>();
  addAll(configuration, '', file);
  for (const [name, value] of Object.entries(environment)) {
    const key = /^AzureFunctionsJobHost(?:__|:)(.+)$/i.exec(name)?.[1];
    if (key !== undefined && value !== undefined) {
      configuration.set(key.replaceAll('__', ':').toLowerCase(), value);
    }
  }
  return configuration;
}

function addAll(configuration: Map<string, string>, prefix: string, section: JsonObject): void {
  for (const [name, value] of Object.entries(section)) {
    const key = `${prefix}${name.toLowerCase()}`;
    if (isJsonObject(value)) addAll(configuration, `${key}:`, value);
    else if (value !== null) configuration.set(key, String(value));
  }
}

function readSection(configuration: Configuration, section: string): Map<string, string> {
  const prefix = `${section}:`;
  const entries = new Map<string, string>();
  for (const [key, value] of configuration) {
    if (key.startsWith(prefix)) entries.set(key.slice(prefix.length), value);
  }
  return entries;
}

/** Checked here, since a header that cannot be sent would spoil every answer. */
function readHeaders(configuration: Configuration): Map<string, string> {
  const headers = readSection(configuration, 'extensions:http:customheaders');
  for (const [name, value] of headers) {
    const isHeader = /^[\w!#$%&'*+.^`|~-]+$/.test(name) && isHeaderValue(value);
    if (!isHeader) throw new HostFault(`host.json: custom header "${name}" cannot be sent.`);
  }
  return headers;
}

function readLimit(configuration: Configuration, key: string): number | undefined {
  const text = configuration.get(key);
  if (text === undefined || text === '-1') return undefined;
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new HostFault(`host.json: "${key}" has to be a positive number or -1, not "${text}".`);
}

function trimSlashes(text: string): string {
  return text.replace(/^\/+|\/+$/g, '');
}

/** What the real host allows where host.json says nothing and the plan is not "Consumption". */
const defaultTimeoutMs = 30 * 60_000;

function readTimeout(text: string | undefined): number | undefined {
  if (text === undefined) return defaultTimeoutMs;
  if (text === '-1' || text.startsWith('-')) return undefined;
  const timeoutMs = parseTimeSpan(text);
  if (timeoutMs !== undefined && timeoutMs > 0) return timeoutMs;
  throw new HostFault(`host.json: "functionTimeout" has to be like "00:05:00", not "${text}".`);
}

/** "00:05:00" or "1.00:00:00" (days first) in milliseconds; undefined where it is neither. */
export function parseTimeSpan(text: string): number | undefined {
  const match = /^(?:(\d{1,4})\.)?(\d{1,2}):(\d{1,2}):(\d{1,2}(?:\.\d{1,7})?)$/.exec(text.trim());
  if (!match) return undefined;
  const [, days = '0', hours, minutes, seconds] = match;
  const wholeHours = Number(days) * 24 + Number(hours);
  return Math.round(((wholeHours * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
}
