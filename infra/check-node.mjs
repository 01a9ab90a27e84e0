/** Loaded before everything else: says plainly what an older Node would say in a stack trace. */
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Node ${process.versions.node} is too old, this needs 24. On Linux x64 "npm ci" brings it; elsewhere install Node 24.`,
  );
  process.exit(1);
}
