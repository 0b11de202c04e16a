/** What "/" answers where no function does. @see facts runtime 1, "Routing" */
export const homePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Your Functions app is up and running</title>
<style>body { font: 1rem/1.5 system-ui, sans-serif; margin: 4rem auto; max-width: 40rem; padding: 0 1rem }</style>
</head>
<body>
<h1>Your Functions app is up and running</h1>
<p>Countersign's local host serves it. Its functions are listed where the host was started.</p>
</body>
</html>
`;
