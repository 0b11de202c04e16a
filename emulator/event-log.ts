/** What an Application Insights technical profile reported. */
interface TelemetryEvent {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly technicalProfileId: string;
  readonly correlationId: string;
  readonly at: Date;
}

/** The local sink of telemetry events, oldest first. */
export class EventLog {
  readonly #events: TelemetryEvent[] = [];

  add(event: TelemetryEvent): void {
    this.#events.push(event);
  }

  events(): readonly TelemetryEvent[] {
    return this.#events;
  }

  clear(): void {
    this.#events.length = 0;
  }
}
