declare module 'undici/lib/dispatcher/env-http-proxy-agent.js' {
  import type { EnvHttpProxyAgent } from 'undici';
  const agent: typeof EnvHttpProxyAgent;
  export = agent;
}

declare module 'undici/lib/core/connect.js' {
  import type { buildConnector } from 'undici';
  function connectorOf(options: buildConnector.BuildOptions): buildConnector.connector;
  export = connectorOf;
}
