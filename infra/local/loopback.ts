import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** The port that is taken unless another is chosen, and the highest that leaves room for those after it. */
export const PORTS = { default: 4000, highest: 65_530 };

/** Opens a port of 127.0.0.1, for 0 any free one, and gives its address. @throws Error with the fix when it cannot */
export async function listen(server: Server, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const another = port + 10 > PORTS.highest ? PORTS.default : port + 10;
    const said =
      code === 'EADDRINUSE' ? 'is in use. Stop the other program, or choose' : `gives ${code}. Choose`;
    throw new Error(`Port ${port} ${said} another: PORT=${another} npm start.`, { cause });
  }
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
}

/** Finds out whether ports can be opened, before anything else is begun. @throws Error as `listen` */
export async function checkPorts(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    const server = createServer();
    await listen(server, port);
    await closeServer(server);
  }
}

/** Ends a server with whatever is still connected to it. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
