// The official Node client against one gateway: connects, makes the calls it is told to, prints one line of JSON.
// Arguments: url, then scopes joined by commas, then methods. Environment: MC_GATEWAY_CLIENT, MC_KEY.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [url, scopes, ...methods] = process.argv.slice(2);
const resolver = createRequire(join(process.env.MC_GATEWAY_CLIENT, 'package.json'));
const { GatewayClient } = await import(pathToFileURL(resolver.resolve('@openclaw/gateway-client')));

const print = value => new Promise(done => process.stdout.write(JSON.stringify(value) + '\n', done));
const failure = error => ({
  code: error.gatewayCode ?? error.code ?? error.name,
  details: error.details?.code ?? null,
});

let client;
try {
  const hello = await new Promise((resolve, reject) => {
    client = new GatewayClient({
      url,
      token: process.env.MC_KEY,
      minProtocol: 4,
      maxProtocol: 4,
      scopes: scopes.split(','),
      onHelloOk: resolve,
      onConnectError: reject,
      onClose: (code, reason) => reject(Object.assign(new Error(reason), { code })),
    });
    client.start();
    setTimeout(() => reject(Object.assign(new Error('no hello'), { code: 'NO_HELLO' })), 20_000).unref();
  });
  const calls = {};
  for (const method of methods) {
    calls[method] = await client.request(method, {}).then(
      payload => ({ ok: true, members: Object.keys(payload ?? {}) }),
      error => ({ ok: false, ...failure(error) }));
  }
  await print({ connected: true, auth: hello.auth, calls });
} catch (error) {
  await print({ connected: false, ...failure(error) });
}
client?.stop();
