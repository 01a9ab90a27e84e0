import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { checkPorts, closeServer, listen } from '../../../infra/local/loopback.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await closeServer(server);
});

function aServer(): Server {
  const server = createServer((_, response) => response.end('here'));
  servers.push(server);
  return server;
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}

describe('listen', () => {
  it('opens 127.0.0.1 alone, and tells where', async () => {
    const server = aServer();

    const url = await listen(server);

    expect(server.address()).toMatchObject({ address: '127.0.0.1', port: portOf(url) });
    expect(await (await fetch(url)).text()).toBe('here');
  });

  it('says what to do about a port that is taken', async () => {
    const port = portOf(await listen(aServer()));

    await expect(listen(aServer(), port)).rejects.toThrow(
      new Error(
        `Port ${port} is in use. Stop the other program, or choose another: PORT=${port + 10} npm start.`,
      ),
    );
  });

  it('never advises a port that could not be chosen', async () => {
    const highest = aServer();
    await listen(highest, 65_528).catch(() => undefined);

    await expect(listen(aServer(), 65_528)).rejects.toThrow('PORT=4000 npm start.');
  });
});

describe('checkPorts', () => {
  it('leaves free ports free', async () => {
    const port = portOf(await listen(aServer()));
    await closeServer(servers.pop() as Server);

    await checkPorts([port]);

    expect(portOf(await listen(aServer(), port))).toBe(port);
  });

  it('names the first that is taken', async () => {
    const taken = portOf(await listen(aServer()));

    await expect(checkPorts([taken])).rejects.toThrow(`Port ${taken} is in use.`);
  });
});
