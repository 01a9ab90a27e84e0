import { once } from 'node:events';
import type { Server } from 'node:http';

/** Opens a port of 127.0.0.1, for 0 any free one, and gives its address. @throws Error with the fix when it is taken */
export async function listen(server: Server, port = 0): Promise<string> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    const advice = `Stop the other program, or choose another: PORT=${port + 10} npm start.`;
    throw new Error(`Port ${port} is in use. ${advice}`, { cause });
  }
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`;
}

/** Ends a server with whatever is still connected to it. */
export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
