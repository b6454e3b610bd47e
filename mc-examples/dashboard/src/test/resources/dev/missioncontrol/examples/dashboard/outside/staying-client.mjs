// The official Node client against one gateway, for as long as its standard input is open. Each line in is a call,
// {"id":1,"method":"health","params":{}}; each line out says what happened, named by its member "line": hello, event, gap,
// closed, refused, answer. Arguments: url, then scopes joined by commas. Environment: MC_GATEWAY_CLIENT, MC_KEY.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [url, scopes] = process.argv.slice(2);
const resolver = createRequire(join(process.env.MC_GATEWAY_CLIENT, 'package.json'));
const { GatewayClient } = await import(pathToFileURL(resolver.resolve('@openclaw/gateway-client')));

const say = (line, members) => process.stdout.write(JSON.stringify({ line, ...members }) + '\n');

const client = new GatewayClient({
  url,
  token: process.env.MC_KEY,
  minProtocol: 4,
  maxProtocol: 4,
  scopes: scopes.split(','),
  onHelloOk: hello => say('hello', { hello }),
  onEvent: event => say('event', { event }),
  onGap: gap => say('gap', { gap }),
  onClose: (code, reason) => say('closed', { code, reason }),
  onConnectError: error => say('refused', { code: error.gatewayCode ?? error.code ?? error.name, details: error.details ?? null }),
});
client.start();

for await (const line of createInterface({ input: process.stdin })) {
  const { id, method, params } = JSON.parse(line);
  client.request(method, params).then(
    payload => say('answer', { id, ok: true, payload }),
    error => say('answer', {
      id, ok: false, code: error.gatewayCode ?? error.code ?? error.name, message: error.message, details: error.details ?? null,
    }));
}
client.stop();
