// Plain JavaScript that any Node can read: says in one line what is missing, before TypeScript is loaded.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Countersign needs Node 22.18 or newer and this is ${process.versions.node}: install a newer Node, or run "npm i -D node@22", which brings one to your project (in a clone of Countersign: "npm ci").`,
  );
  process.exit(1);
}
