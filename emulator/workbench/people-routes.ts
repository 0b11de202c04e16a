import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { stringify } from 'yaml';
import { extensionsOf } from '../extensions-app.ts';
import { exportPeople, importPeople, PersonRefused } from '../people.ts';
import { peopleFault, readPeopleFile } from '../people-file.ts';
import type { Site } from '../site.ts';
import { type ImportOutcome, peoplePage } from './people-html.ts';
import { personPage } from './person-html.ts';
import { protect, showPage } from './show-page.ts';

const mostBytes = 4 * 1024 * 1024;

/** The directory: everybody, somebody, and files. */
export function peopleRoutes(app: Hono, site: Site): void {
  const people = '/_emulator/people';
  const { directory } = site.tenant;
  app.get(
    people,
    showPage(() => peoplePage(site)),
  );
  app.get(`${people}/export.json`, (context) => {
    return download(
      context,
      'people.json',
      `${JSON.stringify(exportPeople(directory), null, 2)}\n`,
    );
  });
  app.get(`${people}/export.yaml`, (context) => {
    return download(context, 'people.yaml', stringify(exportPeople(directory)));
  });
  const onError = showPage((context) => {
    context.status(413);
    return peoplePage(site, tooLarge);
  });
  app.post(
    `${people}/import`,
    bodyLimit({ maxSize: mostBytes, onError }),
    showPage(async (context) => peoplePage(site, await takeFile(site, context))),
  );
  app.get(
    `${people}/:objectId`,
    showPage((context) => {
      const value = context.req.param('objectId') ?? '';
      const user = directory.find({ attribute: 'objectId', value });
      return user && personPage(site, user);
    }),
  );
}

const tooLarge: ImportOutcome = {
  diagnostics: [
    peopleFault(
      { file: 'The file', line: 1, column: 1 },
      `It has more than ${mostBytes / 1024 / 1024} MiB.`,
    ),
  ],
};

function download(context: Context, name: string, text: string): Response {
  protect(context, "default-src 'none'");
  context.header('Content-Disposition', `attachment; filename="${name}"`);
  context.header('Cache-Control', 'no-store');
  return context.body(text, 200, { 'content-type': 'text/plain; charset=utf-8' });
}

/** All of the file or nothing. */
async function takeFile({ tenant }: Site, context: Context): Promise<ImportOutcome> {
  const { file } = await context.req.parseBody();
  const { name, text } =
    file instanceof File
      ? { name: file.name, text: await file.text() }
      : { name: 'The file', text: String(file ?? '') };
  const { people, diagnostics, locate } = readPeopleFile(name, text);
  if (diagnostics.length > 0) return { diagnostics };
  try {
    const users = await importPeople(tenant.directory, people, extensionsOf(tenant));
    return { imported: users.length };
  } catch (fault) {
    if (!(fault instanceof PersonRefused)) throw fault;
    return { diagnostics: [peopleFault(locate(fault.index), fault.message)] };
  }
}
