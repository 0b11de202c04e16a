// The baseline of cold-start.ts: the least that answers the same JSON.
const { createServer } = require('node:http');

createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { givenName, surname, memberNumber } = JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ displayName: `${givenName} ${surname}`, memberNumber }));
  });
}).listen(Number(process.argv[2]), '127.0.0.1');

process.once('SIGTERM', () => process.exit(0));
