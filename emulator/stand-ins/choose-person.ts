import type { Context } from 'hono';
import { html } from 'hono/html';
import { displayNameOf, type Person } from './people.ts';
import type { PlayedProfile } from './played-profile.ts';

/** The page of a stand-in that asks who signs in. */
export interface PersonChoice {
  readonly played: PlayedProfile;
  readonly people: readonly Person[];
  /** Where the choice is posted. */
  readonly action: string;
  /** What the request said: it is posted along. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** The name of the field that the choice is posted as; empty: the user cancelled. */
export const personField = 'stand-in-person';

/** Lists the people; whom the request hints at comes first. */
export async function askForPerson(context: Context, choice: PersonChoice): Promise<Response> {
  const { played, action, parameters } = choice;
  const hidden = [...parameters].map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const hint = parameters.get('login_hint')?.toLowerCase();
  const isHinted = ({ id, email }: Person) => hint !== undefined && (email === hint || id === hint);
  const people = choice.people.toSorted(
    (one, other) => Number(isHinted(other)) - Number(isHinted(one)),
  );
  const buttons = people.map(
    (person) => html`<li><button name="${personField}" value="${person.id}">
      <strong>${displayNameOf(person)}</strong> <span>${person.email ?? 'no e-mail address'}</span>
    </button></li>`,
  );
  const name = played.profile.displayName ?? played.profile.id;
  const page = html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${name} (stand-in)</title>
    <link rel="stylesheet" href="/_emulator/static/page.css" />
  </head>
  <body>
    <main class="container stand-in">
      <h1>${name}</h1>
      <p>A stand-in of this identity provider, on this machine. Who signs in?</p>
      <form method="post" action="${action}">
        ${hidden}
        <ul>${buttons}</ul>
        <button name="${personField}" value="">Cancel</button>
      </form>
    </main>
  </body>
</html>`;
  context.header('Cache-Control', 'no-store');
  return context.html(await page);
}
