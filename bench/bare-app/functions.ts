import { app } from '@azure/functions';

// The least that the programming model and the host cost: cold-start.ts compares with it.
app.http('served', {
  methods: ['POST'],
  authLevel: 'anonymous',
  handler: async (request) => {
    const claims = (await request.json()) as Record<string, string>;
    return {
      jsonBody: {
        displayName: `${claims['givenName']} ${claims['surname']}`,
        memberNumber: claims['memberNumber'],
      },
    };
  },
});
