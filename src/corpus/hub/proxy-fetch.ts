/**
 * Requests by way of the proxy that the environment names, as Python's libraries and curl make them. Node's own `fetch`
 * knows proxies from version 24 on, and there only where `NODE_USE_ENV_PROXY` is set.
 */
import { quoteText } from '../../base/printable.js';
import { connectionProblem } from './hub-fetch.js';
import type { Environment } from './hub-settings.js';
import { isLoopback } from './hub-token.js';

/**
 * A `fetch` that goes by way of `HTTPS_PROXY`, `HTTP_PROXY` or `ALL_PROXY`, but for what `NO_PROXY` names and for this
 * machine itself; Node's own where none of them is set. Small letters count over capitals.
 * @throws RangeError where one of them is not an address; no message shows a password.
 */
export async function proxyFetch(environment: Environment): Promise<typeof globalThis.fetch> {
  const httpProxy = proxyOf(environment, 'http_proxy');
  const httpsProxy = proxyOf(environment, 'https_proxy');
  if (httpProxy === undefined && httpsProxy === undefined) return globalThis.fetch;
  const { EnvHttpProxyAgent, fetch } = await import('undici');
  const noProxy = variable(environment, 'no_proxy') ?? '';
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: httpProxy ?? '',
    httpsProxy: httpsProxy ?? '',
    noProxy,
  });
  // The package and Node declare the same functions apart from each other.
  const byProxy = ((input: string, init: object) =>
    fetch(input, { ...init, dispatcher })) as unknown as typeof globalThis.fetch;
  return async (input, init) => {
    const { hostname, protocol } = new URL(String(input));
    if (isLoopback(hostname)) return globalThis.fetch(input, init);
    try {
      return await byProxy(String(input), init);
    } catch (cause) {
      const proxy = protocol === 'https:' ? httpsProxy : httpProxy;
      if (proxy === undefined) throw cause;
      // Without the cause, which may hold the proxy's password.
      throw new Error(`${connectionProblem(cause)}, by way of the proxy ${new URL(proxy).host}`);
    }
  };
}

function variable(environment: Environment, name: string): string | undefined {
  return environment[name] || environment[name.toUpperCase()] || undefined;
}

function proxyOf(environment: Environment, name: string): string | undefined {
  const text = variable(environment, name) ?? variable(environment, 'all_proxy');
  if (text === undefined) return undefined;
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  if (URL.canParse(address) && /^https?:\/\//i.test(address)) return address;
  throw new RangeError(
    `proxyFetch: ${name.toUpperCase()} must be the address of a proxy, http://host:port, got ${quoteText(text.replace(/.*@/s, '***@'))}; unset it`,
  );
}
