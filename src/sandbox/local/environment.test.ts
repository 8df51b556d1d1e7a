import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { choosePorts, freePort } from './environment.ts';

describe('the ports of the local product', () => {
  it('are all different, and any free ones when the usual ones are taken', async () => {
    const ports = Object.values(await choosePorts(undefined));
    expect(new Set(ports).size).toBe(4);
  });

  it('hold the port that was asked for, also when the stand-in would have liked it', async () => {
    const wanted = await freePort(0);
    expect((await choosePorts(String(wanted))).baton).toBe(wanted);
    const { baton, sandbox } = await choosePorts('4000').catch(() => ({ baton: 0, sandbox: 1 }));
    expect(sandbox).not.toBe(baton);
  });

  it.each(['abc', '0', '-1', '65536', '3.5', ' '])('refuse PORT=%s', async (wanted) => {
    await expect(choosePorts(wanted)).rejects.toThrow('use a whole number from 1 to 65535');
  });

  it('say so when the port that was asked for is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(choosePorts(String(port))).rejects.toThrow(`Port ${port} is taken`);
    server.close();
  });
});
