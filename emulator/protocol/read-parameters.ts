import type { Context } from 'hono';

/** The query, and over it the fields of a form. Of a name that comes twice, the first counts. */
export async function readParameters(context: Context): Promise<Map<string, string>> {
  const parameters = new Map<string, string>();
  const { searchParams } = new URL(context.req.url);
  const isForm = /^application\/x-www-form-urlencoded/i.test(
    context.req.header('content-type') ?? '',
  );
  const form = isForm ? new URLSearchParams(await context.req.text()) : new URLSearchParams();
  for (const [name, value] of [...form, ...searchParams]) {
    if (!parameters.has(name)) parameters.set(name, value);
  }
  return parameters;
}
