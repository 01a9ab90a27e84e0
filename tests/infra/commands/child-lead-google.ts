import http from 'node:http';
import https from 'node:https';

/** Loaded before a command: every request to a host of Google's APIs goes to the fake one that `FAKE_GOOGLE` names. */
const fake = new URL(process.env.FAKE_GOOGLE ?? '');

const fetchAnywhere = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const { host, pathname, search } = new URL(String(input));
  return fetchAnywhere(host.endsWith('.googleapis.com') ? new URL(pathname + search, fake) : input, init);
};

// node-fetch goes through node:https; the fake one speaks plainly.
https.request = ((address: string | URL, options: http.RequestOptions) => {
  const { host, pathname, search } = new URL(address);
  if (!host.endsWith('.googleapis.com')) throw new Error(`Nothing leads to ${host}.`);
  const { agent: _, ...plain } = options;
  return http.request(new URL(pathname + search, fake), plain);
}) as typeof https.request;
