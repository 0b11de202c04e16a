// The baseline of pages.ts: the least that serves a file.
const { readFile } = require('node:fs/promises');
const { createServer } = require('node:http');

const [, , port, file] = process.argv;
createServer(async (_request, response) => {
  const page = await readFile(file);
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': page.length,
  });
  response.end(page);
}).listen(Number(port), '127.0.0.1');

process.once('SIGTERM', () => process.exit(0));
