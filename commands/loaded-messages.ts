import { definedMessages, type Texts } from '../shared/messages/define-messages.ts';
import { answerAboutApp, askAboutApp } from './app-process.ts';

/** The catalogues of one `defineMessages`, as they can be sent from process to process. */
export interface LoadedMessages {
  readonly fallback: string;
  readonly catalogues: Readonly<Record<string, Texts>>;
}

/**
 * Loads an app in a process of its own, which registers nothing, and tells the messages it defines.
 * @param main a glob instead of package.json's `main`
 * @throws Error where the app cannot be loaded
 */
export function loadMessages(project: string, main?: string): Promise<readonly LoadedMessages[]> {
  return askAboutApp(import.meta.filename, { project, main });
}

await answerAboutApp(import.meta.filename, async () =>
  definedMessages().map(({ fallback, catalogues }) => ({
    fallback,
    catalogues: Object.fromEntries(catalogues),
  })),
);
