import { escapeHtml } from '../../shared/escape-html.ts';

/** What goes into a template. All but the texts are HTML. */
export interface TemplateParts {
  readonly language: string;
  readonly comment: string;
  readonly head: string;
  readonly api: string;
  readonly apiName: string;
  /** Whether the template's own scripts stay: ScriptExecution. @see facts engine 4.1 */
  readonly isScriptAllowed: boolean;
}

/** Our own page around `#api`. `heading` is for screen readers, where the form has no heading of its own. */
export function defaultTemplate(title: string, heading?: string): string {
  const header =
    heading === undefined
      ? ''
      : `<header class="visually-hidden"><h1>${escapeHtml(heading)}</h1></header>\n`;
  return `<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/_emulator/static/page.css">
</head>
<body>
<div id="background_branding_container"></div>
${header}<div class="container api_container"><div id="api"></div></div>
</body>
</html>`;
}

/**
 * Puts the form into the template's `#api`, and what scripts read before everything else in its head.
 * Scripts of a template that the policy does not allow are left out. A template without `#api` gets one
 * at the end of its body. In a language that is written from right to left the whole page is, unless the
 * template says how it is.
 */
export function fillTemplate(template: string, parts: TemplateParts): string {
  const own = parts.isScriptAllowed ? template : withoutScripts(template);
  const api = `<div id="api" data-name="${parts.apiName}" role="main">${parts.api}</div>`;
  const filled = replaceApi(own, api);
  const withHead = /<head[^>]*>/i.test(filled)
    ? filled.replace(/<head[^>]*>/i, (tag) => `${tag}\n${parts.head}`)
    : `<head>\n${parts.head}\n</head>${filled}`;
  const language = `lang="${escapeHtml(parts.language)}"`;
  const withLanguage = withHead.replace(/<html\b([^>]*)>/i, (_, attributes: string) => {
    const direction =
      isRightToLeft(parts.language) && !/\sdir\s*=/i.test(attributes) ? ' dir="rtl"' : '';
    return `<html ${language}${direction}${attributes.replace(/\slang\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/i, '')}>`;
  });
  return `<!-- ${parts.comment.replaceAll('--', '')} -->\n${withLanguage}`;
}

/** The primary tags of languages that are written from right to left. */
const rightToLeft = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']);

function isRightToLeft(language: string): boolean {
  return rightToLeft.has(language.toLowerCase().split('-')[0] ?? '');
}

function replaceApi(template: string, api: string): string {
  const element = /<div\b[^>]*\bid\s*=\s*(["']?)api\1[^>]*>\s*(?:<\/div>)?/i;
  if (element.test(template)) return template.replace(element, () => api);
  return template.replace(/<\/body>|$/i, (end) => `${api}${end}`);
}

function withoutScripts(template: string): string {
  return template.replaceAll(/<script\b[\s\S]*?(?:<\/script\s*>|$)/gi, '');
}
